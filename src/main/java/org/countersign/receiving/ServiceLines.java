package org.countersign.receiving;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/** What is written of services that are accepted by percent or amount, checked. */
final class ServiceLines {

    private ServiceLines() {}

    /** Whether somebody wrote percent or an amount. */
    static boolean isShare(ReceiptDraft.Line line) {
        return line.percent() != null || line.amount() != null;
    }

    /**
     * What is accepted of a line.
     *
     * @param earlier the receipts of the order
     * @return none where something is wrong with it, which the check has then
     */
    static Optional<ServiceShare.Accepted> accepted(
            PurchaseOrder order,
            ReceiptDraft.Line line,
            String path,
            Supplier<List<GoodsReceipt>> earlier,
            FieldCheck check) {
        var ordered = order.line(Optional.ofNullable(line.line()).orElseThrow());
        var percent = line.percent();
        var amount = line.amount();
        var field = path + (percent == null ? ".amount" : ".percent");
        var faults = new FieldCheck();
        faults.that(
                        line.quantity() == null && (percent == null || amount == null),
                        field,
                        "stands alone: a quantity, percent or an amount, only one of them")
                .that(percent == null || percent.signum() > 0, path + ".percent", "must be above zero")
                .digits(percent, path + ".percent", 3, 6)
                .that(amount == null || amount.signum() > 0, path + ".amount", "must be above zero")
                .digits(amount, path + ".amount", 13, Money.digits(order.currency()))
                .that(
                        amount == null || ordered.amount().amount().signum() > 0,
                        path + ".amount",
                        "is not said of a line that costs nothing: use percent")
                .that(
                        ordered.units().isPlain()
                                && (line.unit() == null || line.unit().isBlank()),
                        field,
                        "is not said of what is counted in units")
                .that(
                        line.rejected() == null || line.rejected().signum() == 0,
                        path + ".rejected",
                        "stays empty beside percent or an amount: accept less instead");
        var accepted = faults.isClean()
                ? ServiceShare.of(ordered, earlier.get()).accept(percent, amount)
                : Optional.<ServiceShare.Accepted>empty();
        faults.that(!faults.isClean() || accepted.isPresent(), field, "is too little to be counted of this line");
        check.and(faults);
        return accepted;
    }

    /**
     * Says in money what goes beyond what is open of a service that is accepted by percent or amount: nobody who writes an amount
     * knows the quantity that it is.
     */
    static RuleViolation inMoney(RuleViolation refused, PurchaseOrder order, List<GoodsReceipt.Line> lines) {
        var too = lines.stream()
                .filter(line -> refused.rule().name().equals("OVER_RECEIPT")
                        && line.acceptance() != null
                        && refused.arguments().stream().findFirst().equals(Optional.of(Integer.toString(line.line()))))
                .findFirst();
        return too.map(line -> {
                    var ordered = order.line(line.line());
                    var worth = ordered.amount();
                    var digits = Money.digits(worth.currency());
                    var open = ordered.ordered().signum() == 0
                            ? BigDecimal.ZERO.setScale(digits)
                            : ordered.open()
                                    .multiply(worth.amount())
                                    .divide(ordered.ordered(), digits, RoundingMode.HALF_UP);
                    var said = Optional.ofNullable(line.acceptance()).orElseThrow();
                    return new RuleViolation(
                            ReceivingRule.SERVICE_BEYOND_OPEN,
                            line.line(),
                            said.money().setScale(digits, RoundingMode.HALF_UP) + " " + worth.currency(),
                            open + " " + worth.currency());
                })
                .orElse(refused);
    }

    /** What was said of the lines, for the audit trail; null where everything was counted. */
    static @Nullable List<String> said(List<GoodsReceipt.Line> lines, Currency currency) {
        var said = lines.stream()
                .flatMap(line -> Optional.ofNullable(line.acceptance()).stream()
                        .map(one -> line.line() + ": "
                                + (one.percent() == null
                                        ? ""
                                        : one.percent().stripTrailingZeros().toPlainString() + " % = ")
                                + one.money().toPlainString() + " " + currency.getCurrencyCode()))
                .toList();
        return said.isEmpty() ? null : said;
    }
}
