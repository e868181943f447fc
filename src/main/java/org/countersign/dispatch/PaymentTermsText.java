package org.countersign.dispatch;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.shared.Templates;
import org.countersign.supplier.PaymentTerms;
import org.countersign.supplier.PaymentTerms.Due;
import org.springframework.stereotype.Component;

/** Payment terms in words: {@code NET30}, {@code EOM+15}, {@code 2/10 NET30}, {@code 50% NET0, 50% NET30}. */
@Component
class PaymentTermsText {

    private final Templates templates;

    PaymentTermsText(Templates templates) {
        this.templates = templates;
    }

    /** The terms in words; as they are where they are none of the known kinds. */
    String inWords(String terms, Locale language) {
        return PaymentTerms.parse(terms).map(known -> said(known, language)).orElse(terms);
    }

    private String said(PaymentTerms terms, Locale language) {
        if (terms.isInParts()) {
            return terms.instalments().stream()
                    .map(part -> templates.text(
                            "terms.part",
                            language,
                            percent(part.percent(), language),
                            within(said(part.due(), language))))
                    .collect(Collectors.joining("; "));
        }
        var due = said(terms.instalments().get(0).due(), language);
        var discount = terms.discount();
        return discount == null
                ? due
                : templates.text(
                        "terms.discount." + discount.base(),
                        language,
                        percent(discount.percent(), language),
                        Integer.toString(discount.days()),
                        within(due));
    }

    private String said(Due due, Locale language) {
        var days = Integer.toString(due.days());
        return switch (due.kind()) {
            case AFTER_INVOICE ->
                due.days() == 0
                        ? templates.text("terms.immediately", language)
                        : templates.text("terms.net", language, days);
            case AFTER_END_OF_MONTH ->
                due.days() == 0
                        ? templates.text("terms.endOfMonth", language)
                        : templates.text("terms.afterEndOfMonth", language, days);
            case END_OF_MONTH_AFTER -> templates.text("terms.endOfMonthAfter", language, days);
        };
    }

    private static String within(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String percent(BigDecimal percent, Locale language) {
        return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(language)).format(percent);
    }
}
