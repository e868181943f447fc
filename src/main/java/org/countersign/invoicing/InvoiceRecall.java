package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stops invoices that agreed once and no longer do: nothing is paid that was not kept, unless somebody accepts it (R16, R21). */
@Service
public class InvoiceRecall {

    private static final List<InvoiceStatus> UNPAID =
            List.of(InvoiceStatus.MATCHED, InvoiceStatus.APPROVED, InvoiceStatus.SCHEDULED);

    private final Invoices invoices;
    private final AuditTrail audit;
    private final Clock clock;

    InvoiceRecall(Invoices invoices, AuditTrail audit, Clock clock) {
        this.invoices = invoices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Less of some lines is here than was, or more of them is invoiced. Where invoices claim more than is still here, those
     * that are not paid in full are stopped, the newest first, until the others are covered; each is to be matched again.
     * The order is locked.
     *
     * @param refused whether somebody has rejected an invoice's payment already: it is refused anyway, and not stopped
     * @return what was stopped
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<InvoiceId> stop(PurchaseOrder order, Set<Integer> lines, Predicate<InvoiceId> refused) {
        var number = order.number().value();
        var beyond = beyond(order, lines);
        if (beyond.isEmpty()) {
            return List.of();
        }
        var concerned = Set.copyOf(beyond.keySet());
        for (var invoice : of(number, List.of(InvoiceStatus.CAPTURED))) {
            if (invoice.recalledAt() != null) {
                invoice.endAcceptedReceipts(number, concerned);
                cover(beyond, claims(invoice, number));
            }
        }
        var unpaid = new ArrayList<Invoice>();
        for (var invoice : of(number, UNPAID)) {
            if (invoice.paid().signum() == 0 && refused.test(invoice.id())) {
                cover(beyond, claims(invoice, number));
            } else {
                unpaid.add(invoice);
            }
        }
        var stopped = new ArrayList<InvoiceId>();
        for (var invoice : unpaid) {
            var claims = claims(invoice, number);
            if (claims.keySet().stream().noneMatch(beyond::containsKey)) {
                continue;
            }
            cover(beyond, claims);
            var before = invoice.status();
            invoice.recall(clock.instant());
            invoice.endAcceptedReceipts(number, concerned);
            audit.record(AuditEvent.of(invoice.id().document(), "invoice.recalled", Actor.SYSTEM)
                    .rule("R21")
                    .changed("status", before.name(), invoice.status().name())
                    .with("purchaseOrder", number));
            stopped.add(invoice.id());
        }
        invoices.flush();
        return stopped;
    }

    /**
     * What of these lines is claimed beyond what is here by invoices that are paid in full: {@link #stop} would stop all
     * others.
     *
     * @return by line, in the smallest of its units; nothing for lines that are covered
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Integer, BigDecimal> paidBeyond(PurchaseOrder order, Set<Integer> lines) {
        var beyond = beyond(order, lines);
        if (!beyond.isEmpty()) {
            var number = order.number().value();
            of(number, List.of(InvoiceStatus.CAPTURED)).stream()
                    .filter(invoice -> invoice.recalledAt() != null)
                    .forEach(invoice -> cover(beyond, claims(invoice, number)));
            of(number, UNPAID).forEach(invoice -> cover(beyond, claims(invoice, number)));
        }
        return beyond;
    }

    private static TreeMap<Integer, BigDecimal> beyond(PurchaseOrder order, Set<Integer> lines) {
        var beyond = new TreeMap<Integer, BigDecimal>();
        for (var line : order.lines()) {
            if (lines.contains(line.line()) && beyond(line).signum() > 0) {
                beyond.put(line.line(), beyond(line));
            }
        }
        return beyond;
    }

    private List<Invoice> of(String order, List<InvoiceStatus> statuses) {
        return invoices.idsOf(order, statuses).stream()
                .sorted(Comparator.reverseOrder())
                .map(id -> invoices.findById(id).orElseThrow())
                .toList();
    }

    private static void cover(TreeMap<Integer, BigDecimal> beyond, TreeMap<Integer, BigDecimal> claims) {
        claims.forEach((line, quantity) -> beyond.computeIfPresent(line, (same, rest) -> {
            var left = rest.subtract(quantity);
            return left.signum() > 0 ? left : null;
        }));
    }

    private static BigDecimal beyond(PurchaseOrderLine line) {
        return line.units().counted(line.invoiced().subtract(line.net()));
    }

    /** What it claims of the order's lines that were to be received; a line matched two-way is received by its invoice. */
    private static TreeMap<Integer, BigDecimal> claims(Invoice invoice, String order) {
        var claims = new TreeMap<Integer, BigDecimal>();
        for (var line : invoice.matchLines()) {
            var orderLine = line.orderLine();
            if (orderLine != null
                    && order.equals(line.purchaseOrder())
                    && line.mode() != MatchMode.TWO_WAY
                    && line.counted().signum() > 0) {
                claims.merge(orderLine, line.counted(), BigDecimal::add);
            }
        }
        return claims;
    }
}
