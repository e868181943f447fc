package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.countersign.console.page.Words;
import org.countersign.console.web.invoice.PairingPage.Choice;
import org.countersign.console.web.invoice.PairingPage.Row;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceSums;
import org.countersign.invoicing.LineOutcome;
import org.countersign.invoicing.LinePaired;
import org.countersign.invoicing.LinePairings;
import org.countersign.invoicing.PairingCandidate;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a reader may say of the lines of an invoice that are not beside the right line of their order. */
@Component
class PairingPages {

    private static final int MOST_ROWS = 50;
    private static final int MOST_ORDERS = 20;
    private static final int MOST_CHOICES = 1000;

    private final LinePairings pairings;
    private final PurchaseOrderManagement orders;

    PairingPages(LinePairings pairings, PurchaseOrderManagement orders) {
        this.pairings = pairings;
        this.orders = orders;
    }

    /**
     * The lines that the reader may pair: those without an order line, and those that differ, for they may be beside the
     * wrong one.
     *
     * @param typed what was typed and refused, by position
     * @return null where there are none
     */
    @Transactional(readOnly = true)
    public @Nullable PairingPage of(Invoice invoice, Actor actor, Words say, Map<Integer, String> typed) {
        var mine = pairings.positionsOf(invoice, actor);
        if (mine.isPresent() && mine.get().isEmpty()) {
            return null;
        }
        var differing = differing(invoice);
        mine.ifPresent(differing::retainAll);
        if (differing.isEmpty()) {
            return null;
        }
        var known = new LinkedHashMap<String, PurchaseOrder>();
        invoice.orders().stream()
                .limit(MOST_ORDERS)
                .forEach(number -> orders.find(number).ifPresent(order -> known.put(number.value(), order)));
        if (known.isEmpty()) {
            return null;
        }
        var said = invoice.isPairedByPersons() ? pairings.of(invoice.id()) : Map.<Integer, LinePaired>of();
        var received = invoice.asReceived();
        var sums = InvoiceSums.of(received);
        var rows = new ArrayList<Row>();
        for (var match : invoice.matchLines()) {
            if (differing.contains(match.position()) && rows.size() < MOST_ROWS) {
                var line = received.lines().get(match.position() - 1);
                var before = said.get(match.position());
                rows.add(new Row(
                        match.position(),
                        invoice.labelOf(match.position()),
                        Objects.requireNonNullElse(
                                line.description() == null ? line.item() : line.description(), Words.NOTHING),
                        sums.lines().get(match.position() - 1),
                        match.purchaseOrder(),
                        match.orderLine() == null,
                        match.candidates().stream()
                                .map(one -> choice(one, known, say))
                                .toList(),
                        before == null ? null : before.purchaseOrder() + "/" + before.orderLine(),
                        typed.getOrDefault(match.position(), "")));
            }
        }
        return new PairingPage(rows, differing.size() - rows.size(), choices(known, say));
    }

    private static Set<Integer> differing(Invoice invoice) {
        var differing = new LinkedHashSet<Integer>();
        for (var line : invoice.matchLines()) {
            if (line.outcome() == LineOutcome.UNMATCHED && line.net().signum() != 0) {
                differing.add(line.position());
            }
        }
        invoice.openExceptions().stream()
                .map(InvoiceException::position)
                .filter(Objects::nonNull)
                .forEach(differing::add);
        return differing;
    }

    private static Choice choice(PairingCandidate one, Map<String, PurchaseOrder> known, Words say) {
        var order = known.get(one.purchaseOrder());
        var described = order == null
                ? ""
                : order.lines().stream()
                        .filter(line -> line.line() == one.orderLine())
                        .map(line -> ": " + line.description())
                        .findFirst()
                        .orElse("");
        return new Choice(
                one.purchaseOrder() + "/" + one.orderLine(),
                one.purchaseOrder() + " / " + one.orderLine() + described,
                say.text(
                        "invoice.pair.why." + one.why(),
                        say.quantity(one.open(), one.unit()),
                        order == null ? say.number(one.unitPrice()) : say.price(one.unitPrice(), order.currency())));
    }

    private static List<Choice> choices(Map<String, PurchaseOrder> known, Words say) {
        var choices = new ArrayList<Choice>();
        known.forEach((number, order) -> order.lines().stream()
                .limit(MOST_CHOICES - choices.size())
                .forEach(line -> choices.add(new Choice(
                        number + "/" + line.line(),
                        line.description() + ", "
                                + say.quantity(left(line.ordered(), line.invoiced()), line.unit()) + " × "
                                + say.price(line.unitPrice(), order.currency()),
                        null))));
        return choices;
    }

    private static BigDecimal left(BigDecimal ordered, BigDecimal invoiced) {
        return ordered.subtract(invoiced).max(BigDecimal.ZERO);
    }
}
