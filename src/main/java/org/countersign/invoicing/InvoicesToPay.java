package org.countersign.invoicing;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /** The credit notes of these suppliers that are settled next and that no run has claimed, the oldest first. */
    @Transactional(readOnly = true)
    public List<Invoice> creditsOf(Collection<String> suppliers) {
        return suppliers.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select i from Invoice i where i.status = SCHEDULED and i.type = CREDIT_NOTE"
                                        + " and i.paymentRun is null and i.payable > 0 and i.supplier in :suppliers"
                                        + " order by i.issueDate, i.id",
                                Invoice.class)
                        .setParameter("suppliers", suppliers)
                        .getResultList();
    }

    /** What was prepaid to these suppliers and no invoice has used yet. */
    @Transactional(readOnly = true)
    public List<Invoice> openPrepaymentsOf(Collection<String> suppliers) {
        return suppliers.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select i from Invoice i where i.type = PREPAYMENT and i.paid > i.allocated"
                                        + " and i.supplier in :suppliers order by i.id",
                                Invoice.class)
                        .setParameter("suppliers", suppliers)
                        .getResultList();
    }

    /**
     * What an invoice can be set off with: what was prepaid to its supplier and no invoice has used, and credit notes that
     * are settled next and that no run has claimed. What was prepaid for its orders comes first, then the oldest.
     */
    @Transactional(readOnly = true)
    public List<Invoice> sourcesFor(Invoice invoice) {
        var supplier = invoice.supplier();
        if (supplier == null || invoice.type() != InvoiceType.INVOICE) {
            return List.of();
        }
        return entities
                .createQuery(
                        "select i from Invoice i where i.supplier = :supplier and i.currency = :currency and"
                                + " (i.type = PREPAYMENT and i.paid > i.allocated or i.type = CREDIT_NOTE and"
                                + " i.status = SCHEDULED and i.paymentRun is null and i.payable > 0)"
                                + " order by i.issueDate, i.id",
                        Invoice.class)
                .setParameter("supplier", supplier)
                .setParameter("currency", invoice.currency())
                .getResultList()
                .stream()
                .sorted(Comparator.comparing(one -> one.type() != InvoiceType.PREPAYMENT
                        || one.orders().stream().noneMatch(invoice.orders()::contains)))
                .toList();
    }

    /**
     * Claims an invoice for a run. Two runs at once meet at its row: one has it, the other is refused.
     *
     * @throws org.countersign.shared.RuleViolation where it is not to be paid, or another run has it (409)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice claim(InvoiceId id, String run) {
        var invoice = lock(id);
        invoice.takeIntoRun(run);
        return invoices.saveAndFlush(invoice);
    }

    /** Gives an invoice back, so that another run may claim it, or somebody pays it by hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(InvoiceId id, String run) {
        var invoice = lock(id);
        if (run.equals(invoice.paymentRun())) {
            invoice.leaveRun();
            invoices.saveAndFlush(invoice);
        }
    }

    /** An invoice as it is now, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice lock(InvoiceId id) {
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        entities.refresh(invoice);
        return invoice;
    }
}
