package org.countersign.invoicing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.Parts;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of invoices, read without their lines, so that they stay quick when there are many. */
@Service
@Transactional(readOnly = true)
public class InvoiceList {

    private static final int MOST_SUPPLIERS = 200;
    private static final Set<InvoiceStatus> ANSWERABLE = Set.of(InvoiceStatus.IN_EXCEPTION, InvoiceStatus.DUPLICATE);
    private static final Set<InvoiceStatus> PAYABLE = Set.of(InvoiceStatus.APPROVED, InvoiceStatus.SCHEDULED);
    private static final Set<InvoiceStatus> UNPAID = Set.of(
            InvoiceStatus.CAPTURED,
            InvoiceStatus.AWAITING_RECEIPT,
            InvoiceStatus.IN_EXCEPTION,
            InvoiceStatus.MATCHED,
            InvoiceStatus.APPROVED,
            InvoiceStatus.SCHEDULED);

    private final EntityManager entities;
    private final SupplierDirectory suppliers;
    private final Company company;
    private final Clock clock;

    InvoiceList(EntityManager entities, SupplierDirectory suppliers, Company company, Clock clock) {
        this.entities = entities;
        this.suppliers = suppliers;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Invoices that a person may see.
     *
     * @param page its order by properties of {@link Invoice}
     * @throws org.countersign.shared.NotAllowed for people who have nothing to do with invoices (403)
     */
    public Page<InvoiceRow> search(InvoiceQuery query, Actor actor, Pageable page) {
        InvoiceManagement.mustSeeInvoices(actor);
        var conditions = new Conditions();
        add(conditions, query, actor);
        var found = rows(conditions, page, page.getPageSize());
        return new PageImpl<>(found, page, total(conditions, page, found.size()));
    }

    /** A part of what {@link #search(InvoiceQuery, Actor, Pageable) search} finds, uncounted. */
    public Slice<InvoiceRow> part(InvoiceQuery query, Actor actor, Pageable part) {
        InvoiceManagement.mustSeeInvoices(actor);
        var conditions = new Conditions();
        add(conditions, query, actor);
        return Parts.of(rows(conditions, part, Parts.toRead(part)), part);
    }

    private List<InvoiceRow> rows(Conditions conditions, Pageable page, int most) {
        var order = page.getSort().stream()
                .map(one -> "i." + one.getProperty() + (one.isAscending() ? " asc" : " desc"))
                .collect(Collectors.joining(", "));
        var select = entities.createQuery(
                "select i.id as id, i.number as number, i.type as type, i.status as status, i.supplier as supplier,"
                        + " i.issueDate as issueDate, i.payBy as payBy, i.discountUntil as discountUntil, i.currency as currency, i.payable as payable,"
                        + " i.paid as paid, i.capturedAt as capturedAt from Invoice i" + conditions.where()
                        + (order.isEmpty() ? "" : " order by " + order),
                Tuple.class);
        conditions.fill(select);
        return rows(select.setFirstResult((int) page.getOffset())
                .setMaxResults(most)
                .getResultList());
    }

    private long total(Conditions conditions, Pageable page, int found) {
        if (found > 0 && found < page.getPageSize() || found == 0 && page.getOffset() == 0) {
            return page.getOffset() + found;
        }
        var count = entities.createQuery("select count(i.id) from Invoice i" + conditions.where(), Long.class);
        conditions.fill(count);
        return count.getSingleResult();
    }

    /** How many invoices wait for whoever asks. */
    public long waitingFor(Actor actor) {
        InvoiceManagement.mustSeeInvoices(actor);
        var conditions = new Conditions();
        addMine(conditions, actor);
        var count = entities.createQuery("select count(i.id) from Invoice i" + conditions.where(), Long.class);
        conditions.fill(count);
        return count.getSingleResult();
    }

    /** The differences that wait longest for the supplier, for an answer or for a credit note; those that wait together are one. */
    public List<InvoiceRow.Waiting> waitingForSuppliers(int most, Actor actor) {
        InvoiceManagement.mustSeeInvoices(actor);
        return entities
                .createQuery(
                        "select i.id as id, i.number as number, i.supplier as supplier, x.waitsFor as waitsFor,"
                                + " x.waitingSince as since, sum(coalesce(x.expectedCredit, x.amount)) as amount,"
                                + " i.currency as currency from InvoiceException x join x.invoice i"
                                + " where x.waitsFor is not null and x.state = OPEN and i.status in :answerable"
                                + " group by i.id, i.number, i.supplier, x.waitsFor, x.waitingSince, i.currency"
                                + " order by x.waitingSince, i.id",
                        Tuple.class)
                .setParameter("answerable", ANSWERABLE)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(row -> new InvoiceRow.Waiting(
                        new InvoiceId(row.get("id", String.class)),
                        row.get("number", String.class),
                        row.get("supplier", String.class),
                        row.get("waitsFor", ExceptionWait.class),
                        row.get("since", Instant.class),
                        row.get("amount", BigDecimal.class),
                        row.get("currency", String.class)))
                .toList();
    }

    private void add(Conditions conditions, InvoiceQuery query, Actor actor) {
        addText(conditions, query.text());
        conditions.equal("i.status", "status", query.status());
        conditions.equal("i.supplier", "supplier", query.supplier());
        conditions.equal("i.type", "type", query.type());
        if (query.dueFrom() != null) {
            conditions.add("i.payBy >= :dueFrom").with("dueFrom", query.dueFrom());
        }
        if (query.dueTo() != null) {
            conditions.add("i.payBy <= :dueTo").with("dueTo", query.dueTo());
        }
        if (query.overdue()) {
            conditions
                    .add("i.payBy < :today and i.status in :unpaid")
                    .with("today", today())
                    .with("unpaid", UNPAID);
        }
        if (query.unpaid()) {
            conditions.add("i.status in :open").with("open", UNPAID);
        }
        if (query.mine()) {
            addMine(conditions, actor);
        }
    }

    private void addText(Conditions conditions, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return;
        }
        var word = SearchWords.normalized(given);
        var senders = suppliers.matching(given, MOST_SUPPLIERS).stream()
                .map(Supplier::number)
                .toList();
        var numbers = "i.id in (select x.id from Invoice x join x.words w where w like :word)";
        // Both together are dear to look up, and hardly ever needed: a number is no supplier's name.
        if (senders.isEmpty()) {
            conditions.add(word.isEmpty() ? "1 = 0" : numbers);
        } else if (word.isEmpty() || !isWord(word)) {
            conditions.add("i.supplier in :senders").with("senders", senders);
            return;
        } else {
            conditions.add("(" + numbers + " or i.supplier in :senders)").with("senders", senders);
        }
        if (!word.isEmpty()) {
            conditions.with("word", word + "%");
        }
    }

    private boolean isWord(String beginning) {
        return !entities.createNativeQuery("select invoice from invoice_words where word like :word")
                .setParameter("word", beginning + "%")
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private static void addMine(Conditions conditions, Actor actor) {
        var handlers = new HashSet<>(actor.groups());
        handlers.add(ExceptionRouting.PERSON + actor.user().value());
        var asked = "i.status in :answerable and i.id in (select x.invoice.id from InvoiceException x"
                + " where x.state = :open and x.waitsFor is null and x.handler in :handlers)";
        if (actor.isIn(Group.FINANCE_OFFICER)) {
            conditions.add("(i.status in :payments or " + asked + ")").with("payments", PAYABLE);
        } else {
            conditions.add(asked);
        }
        conditions
                .with("answerable", ANSWERABLE)
                .with("open", ExceptionState.OPEN)
                .with("handlers", handlers);
    }

    private List<InvoiceRow> rows(List<Tuple> found) {
        var ids = found.stream().map(row -> row.get("id", String.class)).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var orders = new HashMap<String, List<PurchaseOrderNumber>>();
        for (var row : entities.createQuery(
                        "select i.id as id, o as number from Invoice i join i.orders o where i.id in :ids order by o",
                        Tuple.class)
                .setParameter("ids", ids)
                .getResultList()) {
            orders.computeIfAbsent(row.get("id", String.class), id -> new ArrayList<>())
                    .add(new PurchaseOrderNumber(row.get("number", String.class)));
        }
        var open = new HashMap<String, List<InvoiceRow.Open>>();
        for (var row : entities.createQuery(
                        "select x.invoice.id as id, x.type as type, x.handler as handler,"
                                + " x.waitsFor as waitsFor, x.waitingSince as since from InvoiceException x"
                                + " where x.invoice.id in :ids and x.state = :open"
                                + " group by x.invoice.id, x.type, x.handler, x.waitsFor, x.waitingSince"
                                + " order by x.invoice.id, min(x.sequence)",
                        Tuple.class)
                .setParameter("ids", ids)
                .setParameter("open", ExceptionState.OPEN)
                .getResultList()) {
            open.computeIfAbsent(row.get("id", String.class), id -> new ArrayList<>())
                    .add(new InvoiceRow.Open(
                            row.get("type", ExceptionType.class),
                            row.get("handler", String.class),
                            row.get("waitsFor", ExceptionWait.class),
                            row.get("since", Instant.class)));
        }
        var today = today();
        return found.stream().map(row -> row(row, today, orders, open)).toList();
    }

    private static InvoiceRow row(
            Tuple row,
            LocalDate today,
            Map<String, List<PurchaseOrderNumber>> orders,
            Map<String, List<InvoiceRow.Open>> open) {
        var id = row.get("id", String.class);
        var type = row.get("type", InvoiceType.class);
        var status = row.get("status", InvoiceStatus.class);
        var payBy = row.get("payBy", LocalDate.class);
        var discountUntil = row.get("discountUntil", LocalDate.class);
        return new InvoiceRow(
                new InvoiceId(id),
                row.get("number", String.class),
                type,
                status,
                row.get("supplier", String.class),
                row.get("issueDate", LocalDate.class),
                payBy,
                discountUntil == null || discountUntil.isBefore(today) || !UNPAID.contains(status)
                        ? null
                        : discountUntil,
                row.get("currency", String.class),
                type.signed(row.get("payable", BigDecimal.class)),
                type.signed(row.get("paid", BigDecimal.class)),
                row.get("capturedAt", Instant.class),
                isOverdue(status, payBy, today),
                orders.getOrDefault(id, List.of()),
                open.getOrDefault(id, List.of()));
    }

    /** Whether an invoice should have been paid by now. */
    public boolean isOverdue(Invoice invoice) {
        return isOverdue(invoice.status(), invoice.payBy(), today());
    }

    private static boolean isOverdue(InvoiceStatus status, @Nullable LocalDate payBy, LocalDate today) {
        return payBy != null && payBy.isBefore(today) && UNPAID.contains(status);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.timeZone());
    }

    /** Conditions of a query with their values. */
    private static final class Conditions {

        private final List<String> texts = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Conditions add(String text) {
            texts.add(text);
            return this;
        }

        Conditions with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        void equal(String property, String name, @Nullable Object value) {
            if (value != null) {
                add(property + " = :" + name).with(name, value);
            }
        }

        String where() {
            return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
        }

        void fill(Query query) {
            values.forEach((name, value) -> query.setParameter(name, Objects.requireNonNull(value)));
        }
    }
}
