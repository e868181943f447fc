package org.countersign.invoicing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.catalog.ItemChanged;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has invoices that wait with differences, or for receipts, compared again when what they are compared by has changed: by
 * itself where their supplier or an item that they name was changed, and all of them when somebody asks for it. They are
 * noted at once and compared later, a few at a time, see {@link RematchWork}.
 */
@Service
@Transactional
public class InvoiceRematches {

    private static final Set<String> SUPPLIER_FIELDS =
            Set.of("name", "email", "taxId", "iban", "confirmedIban", "paymentTerms");
    private static final Set<String> ITEM_FIELDS =
            Set.of("unit", "packUnits", "price", "supplier", "supplierItem", "gtin");
    private static final String NOTE = "insert into invoice_rematch_invoices (rematch, invoice, told, failed) ";
    private static final int NAMES_AT_ONCE = 500;
    private static final String WAITING = " from invoices i where i.status in ('AWAITING_RECEIPT', 'IN_EXCEPTION')";

    private final Rematches rematches;
    private final NamedParameterJdbcTemplate jdbc;
    private final MatchPolicy policy;
    private final ExceptionRouting routing;
    private final AuditTrail audit;
    private final Clock clock;

    InvoiceRematches(
            Rematches rematches,
            NamedParameterJdbcTemplate jdbc,
            MatchPolicy policy,
            ExceptionRouting routing,
            AuditTrail audit,
            Clock clock) {
        this.rematches = rematches;
        this.jdbc = jdbc;
        this.policy = policy;
        this.routing = routing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param subject number of the supplier or item; null where somebody asked, or several were changed at once
     * @param finishedAt when the last of them was handed over; null while they are
     * @param invoices how many there are
     * @param told how many were handed over so far
     * @param failed how many of these could not be, which operations sees in the log
     * @param compared how many were compared since
     * @param agree how many wait no longer because they agree now, or was agreed to what differs
     */
    public record Progress(
            String id,
            RematchReason reason,
            @Nullable String subject,
            UserId askedBy,
            Instant askedAt,
            @Nullable Instant finishedAt,
            int invoices,
            int told,
            int failed,
            int compared,
            int agree) {}

    /** Whether a person may have all of them compared again. */
    public static boolean mayAsk(Actor actor) {
        return actor.isIn(Group.ACCOUNTS_PAYABLE) || actor.isIn(Group.ADMINISTRATOR);
    }

    /**
     * Has all invoices that wait compared again. As long as that goes on it is not begun anew: whoever asks gets the one that
     * was begun.
     *
     * @throws org.countersign.shared.NotAllowed for others than accounts payable and administrators (403)
     */
    public Progress askForAll(Actor by) {
        actorMay(by);
        var going = rematches.findByOpenKey(RematchReason.ASKED.name()).orElse(null);
        if (going != null) {
            return progress(going);
        }
        var rematch = rematches.saveAndFlush(new Rematch(RematchReason.ASKED, null, by.user(), clock.instant()));
        var noted =
                jdbc.update(NOTE + "select :rematch, i.id, false, false" + WAITING, Map.of("rematch", rematch.id()));
        if (noted == 0) {
            rematch.finish(clock.instant());
            rematches.saveAndFlush(rematch);
        }
        audit.record(AuditEvent.of(new DocumentNumber("invoices"), "invoices.compared-again", by)
                .with("invoices", noted));
        return progress(rematch);
    }

    private static void actorMay(Actor actor) {
        actor.mustBeIn(Group.ACCOUNTS_PAYABLE, Group.ADMINISTRATOR);
    }

    /** The last ones, the latest first. @throws org.countersign.shared.NotAllowed for people who have nothing to do with invoices (403) */
    @Transactional(readOnly = true)
    public List<Progress> latest(int most, Actor actor) {
        InvoiceManagement.mustSeeInvoices(actor);
        return rematches.findByOrderByAskedAtDescIdAsc(Limit.of(most)).stream()
                .map(this::progress)
                .toList();
    }

    /** One of them. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public Progress one(String id, Actor actor) {
        InvoiceManagement.mustSeeInvoices(actor);
        return rematches.findById(id).map(this::progress).orElseThrow(() -> new NotFound("comparison", id));
    }

    /**
     * Invoices that wait and were compared before the rules for that were changed.
     *
     * @param changedAt when the tables {@code match-policy} and {@code exception-routing} were changed last
     * @param invoices how many were compared before that
     */
    public record Outdated(Instant changedAt, int invoices) {}

    /** Null where all of them were compared by the rules as they stand. */
    @Transactional(readOnly = true)
    public @Nullable Outdated outdated() {
        var policyAt = policy.changedAt();
        var routingAt = routing.changedAt();
        var at = policyAt == null || routingAt != null && routingAt.isAfter(policyAt) ? routingAt : policyAt;
        if (at == null) {
            return null;
        }
        var before = count("select count(*)" + WAITING + " and i.matched_at < :at", Map.of("at", utc(at)));
        return before == 0 ? null : new Outdated(at, before);
    }

    /** How many invoices wait. */
    @Transactional(readOnly = true)
    public int waiting() {
        return count("select count(*)" + WAITING, Map.of());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(SupplierChanged changed) {
        if (changed.fields().stream().anyMatch(SUPPLIER_FIELDS::contains)) {
            MasterChanges.here(this::begin).supplier(changed.number());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ItemChanged changed) {
        if (changed.fields().stream().anyMatch(ITEM_FIELDS::contains)) {
            MasterChanges.here(this::begin).item(changed.number(), changed.identifiers());
        }
    }

    private void begin(MasterChanges changes) {
        begin(
                RematchReason.SUPPLIER,
                changes.suppliers(),
                waiting(
                        changes.suppliers(),
                        " and (i.supplier in (:names) or exists (select 1 from invoice_exceptions x where x.invoice = i.id"
                                + " and x.type = 'SUPPLIER_MISMATCH' and x.state = 'OPEN'))"));
        begin(
                RematchReason.ITEM,
                changes.items(),
                waiting(
                        changes.identifiers(),
                        " and exists (select 1 from invoice_lines l where l.invoice = i.id and (l.item in (:names)"
                                + " or l.seller_item in (:names) or trim(leading '0' from l.standard_item) in (:bare)))"));
    }

    /** @param subjects numbers of what was changed */
    private void begin(RematchReason reason, Set<String> subjects, Set<String> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        var subject = subjects.size() == 1 ? subjects.iterator().next() : null;
        var rematch = rematches.saveAndFlush(new Rematch(reason, subject, UserId.SYSTEM, clock.instant()));
        jdbc.batchUpdate(
                NOTE + "values (:rematch, :invoice, false, false)",
                invoices.stream()
                        .map(invoice -> new MapSqlParameterSource("rematch", rematch.id()).addValue("invoice", invoice))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** Those that wait and are concerned by any of these names, each once. */
    private Set<String> waiting(Set<String> names, String which) {
        var found = new TreeSet<String>();
        var all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
            var some = all.subList(from, Math.min(from + NAMES_AT_ONCE, all.size()));
            found.addAll(jdbc.queryForList(
                    "select i.id" + WAITING + which,
                    Map.of(
                            "names",
                            some,
                            "bare",
                            some.stream()
                                    .map(one -> one.replaceFirst("^0+", ""))
                                    .collect(Collectors.toSet())),
                    String.class));
        }
        return found;
    }

    private Progress progress(Rematch rematch) {
        var counted = jdbc.queryForMap(
                "select count(*) as invoices, coalesce(sum(case when r.told then 1 else 0 end), 0) as told,"
                        + " coalesce(sum(case when r.failed then 1 else 0 end), 0) as failed,"
                        + " coalesce(sum(case when i.matched_at >= :at then 1 else 0 end), 0) as compared,"
                        + " coalesce(sum(case when i.matched_at >= :at and i.status in ('MATCHED', 'APPROVED', 'SCHEDULED',"
                        + " 'PAID') then 1 else 0 end), 0) as agree"
                        + " from invoice_rematch_invoices r join invoices i on i.id = r.invoice where r.rematch = :rematch",
                Map.of("rematch", rematch.id(), "at", utc(rematch.askedAt())));
        return new Progress(
                rematch.id(),
                rematch.reason(),
                rematch.subject(),
                rematch.askedBy(),
                rematch.askedAt(),
                rematch.finishedAt(),
                number(counted, "invoices"),
                number(counted, "told"),
                number(counted, "failed"),
                number(counted, "compared"),
                number(counted, "agree"));
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private int count(String query, Map<String, ?> named) {
        return Objects.requireNonNullElse(jdbc.queryForObject(query, named, Integer.class), 0);
    }

    private static int number(Map<String, ?> row, String name) {
        return ((Number) Objects.requireNonNull(row.get(name))).intValue();
    }
}
