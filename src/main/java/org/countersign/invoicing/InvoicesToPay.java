package org.countersign.invoicing;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is scheduled and in no payment run yet, and the claim of a run on it. Called by the payment module, which checks who may. */
@Service
public class InvoicesToPay {

    private final EntityManager entities;
    private final Invoices invoices;

    InvoicesToPay(EntityManager entities, Invoices invoices) {
        this.entities = entities;
        this.invoices = invoices;
    }

    /**
     * The scheduled invoices that no run has claimed, the earliest due first.
     *
     * @param until only those that are due, or lose a discount, by then; null for all
     * @param on when they would be paid: a discount that is over by then is none
     */
    @Transactional(readOnly = true)
    public Page<Invoice> toPay(@Nullable LocalDate until, LocalDate on, Pageable page) {
        var where = " from Invoice i where i.status = SCHEDULED and i.type <> CREDIT_NOTE and i.paymentRun is null and"
                + " i.payable > 0"
                + (until == null
                        ? ""
                        : " and (i.payBy is null or i.payBy <= :until or i.discountUntil between :on and" + " :until)");
        var select = entities.createQuery("select i" + where + " order by i.payBy, i.id", Invoice.class);
        var count = entities.createQuery("select count(i.id)" + where, Long.class);
        if (until != null) {
            select.setParameter("until", until).setParameter("on", on);
            count.setParameter("until", until).setParameter("on", on);
        }
        return new PageImpl<>(
                select.setFirstResult((int) page.getOffset())
                        .setMaxResults(page.getPageSize())
                        .getResultList(),
                page,
                count.getSingleResult());
    }

    /**
     * The credit notes of the suppliers of these invoices that are settled next and that no run has claimed, the oldest first.
     * They are named only, so that they can be locked together with what is paid.
     */
    @Transactional(readOnly = true)
    public List<InvoiceId> creditsBeside(Collection<InvoiceId> ids, int most) {
        return ids.isEmpty()
                ? List.of()
                : entities
                        .createQuery(
                                "select i.id from Invoice i where i.status = SCHEDULED and i.type = CREDIT_NOTE"
                                        + " and i.paymentRun is null and i.payable > 0 and i.supplier in"
                                        + " (select paid.supplier from Invoice paid where paid.id in :ids)"
                                        + " order by i.issueDate, i.id",
                                String.class)
                        .setParameter("ids", ids.stream().map(InvoiceId::value).toList())
                        .setMaxResults(most)
                        .getResultList()
                        .stream()
                        .map(InvoiceId::new)
                        .toList();
    }

    /** That something was prepaid to a supplier for an order, in a currency, and no invoice has used all of it yet. */
    public record OpenPrepayment(String supplier, String currency, PurchaseOrderNumber order) {}

    /** For what something was prepaid to these suppliers that no invoice has used yet. */
    @Transactional(readOnly = true)
    public Set<OpenPrepayment> openPrepaymentsOf(Collection<String> suppliers) {
        return suppliers.isEmpty()
                ? Set.of()
                : entities.createQuery(
                                "select distinct i.supplier, i.currency, o from Invoice i join i.orders o"
                                        + " where i.type = PREPAYMENT and i.paid > i.allocated"
                                        + " and i.supplier in :suppliers",
                                Object[].class)
                        .setParameter("suppliers", suppliers)
                        .getResultStream()
                        .map(row -> new OpenPrepayment(
                                (String) row[0], (String) row[1], new PurchaseOrderNumber((String) row[2])))
                        .collect(Collectors.toSet());
    }

    /**
     * What an invoice can be set off with: what was prepaid to its supplier and no invoice has used, and credit notes that
     * are settled next and that no run has claimed. What was prepaid for its orders comes first, then the oldest.
     *
     * @param most how many at the most
     */
    @Transactional(readOnly = true)
    public List<Invoice> sourcesFor(Invoice invoice, int most) {
        var supplier = invoice.supplier();
        if (supplier == null || invoice.type() != InvoiceType.INVOICE) {
            return List.of();
        }
        return entities.createQuery(
                        "select i from Invoice i where i.supplier = :supplier and i.currency = :currency and"
                                + " (i.type = PREPAYMENT and i.paid > i.allocated or i.type = CREDIT_NOTE and"
                                + " i.status = SCHEDULED and i.paymentRun is null and i.payable > 0)"
                                + " order by case when i.type = PREPAYMENT and exists (select 1 from Invoice j"
                                + " join j.orders o where j = i and o in :orders) then 0 else 1 end, i.issueDate, i.id",
                        Invoice.class)
                .setParameter("supplier", supplier)
                .setParameter("currency", invoice.currency())
                .setParameter(
                        "orders",
                        invoice.orders().stream()
                                .map(PurchaseOrderNumber::value)
                                .toList())
                .setMaxResults(most)
                .getResultList();
    }

    /** These documents in short, by their id. */
    @Transactional(readOnly = true)
    public Map<InvoiceId, InvoiceSummary> summariesOf(Collection<InvoiceId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : invoices.summariesOf(ids.stream().map(InvoiceId::value).toList()).stream()
                        .collect(Collectors.toMap(one -> new InvoiceId(one.id()), one -> one));
    }

    /** What was only looked at is read anew when it is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Collection<Invoice> read) {
        read.forEach(entities::detach);
    }

    /**
     * Claims invoices for a run, which the caller has locked. Two runs at once meet at their rows: one has them, the other is
     * refused.
     *
     * @throws org.countersign.shared.RuleViolation where one is not to be paid, or another run has it (409)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(Collection<Invoice> locked, String run) {
        locked.forEach(invoice -> invoice.takeIntoRun(run));
        invoices.flush();
    }

    /** Gives invoices back, which the caller has locked, so that another run may claim them, or somebody pays them by hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(Collection<Invoice> locked, String run) {
        locked.stream().filter(invoice -> run.equals(invoice.paymentRun())).forEach(Invoice::leaveRun);
        invoices.flush();
    }

    /** An invoice as it is now, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice lock(InvoiceId id) {
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        entities.refresh(invoice);
        return invoice;
    }
}
