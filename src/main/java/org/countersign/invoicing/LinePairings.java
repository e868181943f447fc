package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What persons say of lines that could not be paired, or were paired with the wrong line of an order: which line they belong
 * to. It is kept beside the figures of the supplier, which nobody changes (R19), and the invoice is matched again.
 */
@Service
@Transactional
public class LinePairings {

    /** As many as one request may say. */
    public static final int MOST = 500;

    private final Invoices invoices;
    private final PurchaseOrderManagement orders;
    private final InvoiceExceptions exceptions;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final Clock clock;

    LinePairings(
            Invoices invoices,
            PurchaseOrderManagement orders,
            InvoiceExceptions exceptions,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            Clock clock) {
        this.invoices = invoices;
        this.orders = orders;
        this.exceptions = exceptions;
        this.workflow = workflow;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a person says.
     *
     * @param position of the invoice's line, from 1
     * @param purchaseOrder number of an order that the invoice names; null for the one that the line is compared with
     * @param orderLine its line
     */
    public record Pair(
            @Nullable Integer position,
            @Nullable String purchaseOrder,
            @Nullable Integer orderLine) {}

    /**
     * Takes what a person says of one or more lines; the invoice is matched again.
     *
     * @throws org.countersign.shared.RuleViolation for people who neither answer to these lines nor are in accounts payable
     *     (403), an invoice that waits for nothing (409), and lines that do not exist (422); nothing is taken then
     */
    public Invoice pair(InvoiceId id, List<Pair> pairs, Actor by) {
        check(!pairs.isEmpty() && pairs.size() <= MOST, InvoicingRule.NOTHING_PAIRED, MOST);
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        check(isWaiting(invoice), InvoicingRule.NOT_PAIRABLE, id, invoice.status());
        var answerable = positionsOf(invoice, by);
        var known = new HashMap<String, Set<Integer>>();
        var problems = new FieldCheck();
        var said = new ArrayList<String>();
        for (int index = 0; index < pairs.size(); index++) {
            var pair = pairs.get(index);
            var position = pair.position();
            var order = orderOf(invoice, pair);
            var line = pair.orderLine();
            var there = position != null && position >= 1 && position <= invoice.lineCount();
            var fits = order != null
                    && line != null
                    && known.computeIfAbsent(order, number -> linesOf(invoice, number))
                            .contains(line);
            problems.that(there, "lines[" + index + "].position", "is no line of the invoice");
            problems.that(fits, "lines[" + index + "].orderLine", "is no line of an order that the invoice names");
            if (position != null && line != null && order != null && there && fits) {
                check(answerable.isEmpty() || answerable.get().contains(position), InvoicingRule.NOT_PAIRING);
                var before = invoice.pair(position, new LinePaired(order, line, by.user(), clock.instant()));
                said.add(invoice.labelOf(position) + " -> " + order + "/" + line
                        + (before == null ? "" : " (was " + before.purchaseOrder() + "/" + before.orderLine() + ")"));
            }
        }
        problems.demand(InvoicingRule.NOT_PAIRED_SO);
        audit.record(AuditEvent.of(id.document(), "invoice.lines-paired", by)
                .rule("R20")
                .with("lines", said));
        invoices.flush();
        workflow.paired(invoice);
        return invoice;
    }

    /** What persons said of the lines of an invoice, by position. */
    @Transactional(readOnly = true)
    public Map<Integer, LinePaired> of(InvoiceId id) {
        return invoices.findById(id.value()).map(Invoice::pairings).orElse(Map.of());
    }

    /**
     * The lines that a person may pair.
     *
     * @return their positions; empty where all of them may be
     */
    @Transactional(readOnly = true)
    public Optional<Set<Integer>> positionsOf(Invoice invoice, Actor actor) {
        if (!isWaiting(invoice)) {
            return Optional.of(Set.of());
        }
        if (actor.isIn(Group.ACCOUNTS_PAYABLE)) {
            return Optional.empty();
        }
        var positions = new HashSet<Integer>();
        for (var exception : invoice.openExceptions()) {
            var position = exception.position();
            if (position != null && exceptions.mayAnswer(exception, invoice, actor)) {
                positions.add(position);
            }
        }
        return Optional.of(positions);
    }

    private static boolean isWaiting(Invoice invoice) {
        return invoice.status() == InvoiceStatus.IN_EXCEPTION || invoice.status() == InvoiceStatus.AWAITING_RECEIPT;
    }

    private static @Nullable String orderOf(Invoice invoice, Pair pair) {
        var named = pair.purchaseOrder();
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        var position = pair.position();
        return position == null
                ? null
                : invoice.matchLine(position).map(MatchLine::purchaseOrder).orElse(null);
    }

    private Set<Integer> linesOf(Invoice invoice, String number) {
        var order = new PurchaseOrderNumber(number);
        var lines = new HashSet<Integer>();
        if (invoice.orders().contains(order)) {
            orders.find(order).ifPresent(found -> found.lines().forEach(line -> lines.add(line.line())));
        }
        return lines;
    }
}
