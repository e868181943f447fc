package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import org.countersign.console.page.Words;
import org.countersign.shared.Limit;
import org.jspecify.annotations.Nullable;

/** What was tolerated, in the reader's words. */
final class ToleranceWords {

    private ToleranceWords() {}

    /** How far a price may be off. @param limit null where it was not kept */
    static String price(@Nullable Limit limit, @Nullable String currency, Words say) {
        if (limit == null || currency == null) {
            return say.text("invoice.tolerance.notKept");
        }
        var percent = limit.percent();
        var absolute = limit.absolute();
        if (isExact(percent, absolute, limit.either())) {
            return say.text("invoice.tolerance.exactPrice");
        }
        if (percent != null && absolute != null) {
            return say.text(
                    limit.either() ? "invoice.tolerance.priceEither" : "invoice.tolerance.price",
                    say.percent(percent),
                    say.amount(absolute, currency));
        }
        return percent == null
                ? say.text("invoice.tolerance.priceAbsolute", say.amount(absolute, currency))
                : say.text("invoice.tolerance.pricePercent", say.percent(percent));
    }

    private static boolean isExact(@Nullable BigDecimal percent, @Nullable BigDecimal absolute, boolean either) {
        var noPercent = percent != null && percent.signum() == 0;
        var nothing = absolute != null && absolute.signum() == 0;
        return percent == null || absolute == null
                ? noPercent || nothing
                : either ? noPercent && nothing : noPercent || nothing;
    }

    /** How much more than ordered may be invoiced. */
    static String quantity(@Nullable Limit limit, @Nullable BigDecimal ordered, @Nullable String unit, Words say) {
        if (limit == null || ordered == null) {
            return say.text("invoice.tolerance.notKept");
        }
        var most = limit.most(ordered);
        if (most == null || most.signum() == 0) {
            return say.text("invoice.tolerance.exactQuantity");
        }
        var percent = limit.percent();
        return limit.absolute() == null && percent != null
                ? say.text("invoice.tolerance.quantity", say.percent(percent))
                : say.text("invoice.tolerance.quantityAbsolute", say.quantity(most, unit == null ? "C62" : unit));
    }
}
