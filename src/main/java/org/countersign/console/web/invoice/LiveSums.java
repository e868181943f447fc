package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.countersign.console.page.Words;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceSums;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a form comes to while it is typed, computed by the same arithmetic that the match uses.
 *
 * @param currency ISO 4217 code
 * @param lines a word on each line of the form; null for one that is left out
 * @param rates what is taxed at which rate
 * @param totals net, tax, gross and payable, as typed and as they come to
 * @param agrees whether everything that was typed agrees
 */
record LiveSums(
        String currency,
        List<@Nullable LineNet> lines,
        List<InvoiceSums.Rate> rates,
        List<Total> totals,
        boolean agrees) {

    /** What a line comes to, and how its price compares with the order's. */
    record LineNet(BigDecimal net, @Nullable BigDecimal dearer) {}

    /** One total: as typed, as it comes to, and how far apart; {@code tone} is good, wait or idle. */
    record Total(
            String field,
            @Nullable BigDecimal typed,
            BigDecimal computed,
            @Nullable BigDecimal apart,
            String tone) {}

    static LiveSums of(CaptureForm form, @Nullable PurchaseOrder order, Words say) {
        var draft = form.asDraft(say, new HashMap<>());
        var sums = InvoiceSums.of(draft);
        var lines = new ArrayList<@Nullable LineNet>();
        int kept = 0;
        for (var line : form.getLines()) {
            if (line.isLeftOut()) {
                lines.add(null);
            } else {
                lines.add(new LineNet(
                        sums.lines().get(kept),
                        dearer(draft.lines().get(kept), sums.lines().get(kept), order)));
                kept++;
            }
        }
        var net = draft.netTotal() == null ? sums.net() : draft.netTotal();
        var tax = draft.taxTotal() == null ? sums.tax() : draft.taxTotal();
        var gross = draft.grossTotal() == null ? net.add(tax) : draft.grossTotal();
        var totals = List.of(
                total("netTotal", draft.netTotal(), sums.net()),
                total("taxTotal", draft.taxTotal(), sums.tax()),
                total("grossTotal", draft.grossTotal(), net.add(tax)),
                total(
                        "payable",
                        draft.payable(),
                        gross.subtract(orZero(draft.prepaid())).add(orZero(draft.rounding()))));
        return new LiveSums(
                currency(draft),
                lines,
                sums.rates(),
                totals,
                totals.stream().noneMatch(total -> total.tone().equals("wait")));
    }

    private static Total total(String field, @Nullable BigDecimal typed, BigDecimal computed) {
        if (typed == null) {
            return new Total(field, null, computed, null, "idle");
        }
        var apart = typed.subtract(computed);
        return new Total(field, typed, computed, apart, apart.signum() == 0 ? "good" : "wait");
    }

    private static @Nullable BigDecimal dearer(InvoiceDraft.Line line, BigDecimal net, @Nullable PurchaseOrder order) {
        var number = line.orderLine();
        var quantity = line.quantity();
        if (order == null || number == null || quantity == null || !number.matches("[1-9]\\d{0,4}")) {
            return null;
        }
        var index = Integer.parseInt(number) - 1;
        if (index >= order.lines().size()) {
            return null;
        }
        var ordered = Money.ofLine(quantity, order.lines().get(index).unitPrice(), order.currency())
                .amount();
        var dearer = net.subtract(ordered);
        return dearer.signum() == 0 ? null : dearer;
    }

    private static String currency(InvoiceDraft draft) {
        var code = draft.currency();
        return code != null && Formats.isCurrency(code) ? code : "EUR";
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
