package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * The currency of what was received, which may name none, or one that nobody knows.
 *
 * @param code as named, {@code XXX} where none is
 * @param digits of its amounts; two where it is not known
 */
record InvoiceCurrency(String code, int digits) {

    private static final String NONE = "XXX";

    static InvoiceCurrency of(InvoiceDraft invoice) {
        return named(invoice.currency());
    }

    static InvoiceCurrency named(@Nullable String currency) {
        var code = currency == null ? NONE : currency;
        return new InvoiceCurrency(code, digitsOf(code));
    }

    private static int digitsOf(String code) {
        try {
            return Money.digits(Currency.getInstance(code));
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }

    boolean isOf(OrderFacts order) {
        return order.currency().getCurrencyCode().equals(code);
    }

    /** Says an amount with all digits that it has. */
    Explanation.Value amount(BigDecimal value) {
        return Explanation.amount(
                value.setScale(
                        Math.max(digits, Math.max(value.stripTrailingZeros().scale(), 0)), RoundingMode.UNNECESSARY),
                code);
    }
}
