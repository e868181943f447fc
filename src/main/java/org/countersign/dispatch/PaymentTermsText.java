package org.countersign.dispatch;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;
import org.countersign.shared.Templates;
import org.springframework.stereotype.Component;

/** Payment terms in words: {@code NET30}, {@code EOM}, {@code 2/10 NET30}. */
@Component
class PaymentTermsText {

    private static final Pattern NET = Pattern.compile("NET\\s*(\\d{1,3})");
    private static final Pattern DISCOUNT =
            Pattern.compile("(\\d{1,2}(?:[.,]\\d{1,2})?)\\s*/\\s*(\\d{1,3})\\s*,?\\s*NET\\s*(\\d{1,3})");

    private final Templates templates;

    PaymentTermsText(Templates templates) {
        this.templates = templates;
    }

    /** The terms in words; as they are where they are none of the known kinds. */
    String inWords(String terms, Locale language) {
        var code = terms.trim().toUpperCase(Locale.ROOT);
        var discount = DISCOUNT.matcher(code);
        if (discount.matches()) {
            var percent = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(language))
                    .format(new BigDecimal(discount.group(1).replace(',', '.')));
            return templates.text("terms.discount", language, percent, discount.group(2), discount.group(3));
        }
        var net = NET.matcher(code);
        if (net.matches()) {
            return Integer.parseInt(net.group(1)) == 0
                    ? templates.text("terms.immediately", language)
                    : templates.text("terms.net", language, net.group(1));
        }
        return code.equals("EOM") ? templates.text("terms.endOfMonth", language) : terms;
    }
}
