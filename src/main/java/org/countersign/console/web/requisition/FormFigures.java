package org.countersign.console.web.requisition;

import java.math.BigDecimal;
import java.util.Locale;
import org.countersign.console.page.Words;

/** Figures as they stand in a field: all their digits, the reader's decimal sign, nothing between thousands. */
final class FormFigures {

    private FormFigures() {}

    static String text(BigDecimal figure, Words say) {
        var stripped = figure.stripTrailingZeros();
        var plain = (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
        return english(say) ? plain : plain.replace('.', ',');
    }

    /** A price, which has two digits behind the sign at least. */
    static String price(BigDecimal figure, int digits, Words say) {
        var stripped = figure.stripTrailingZeros();
        var plain = (stripped.scale() < digits ? stripped.setScale(digits) : stripped).toPlainString();
        return english(say) ? plain : plain.replace('.', ',');
    }

    private static boolean english(Words say) {
        return say.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    }
}
