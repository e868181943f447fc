package org.countersign.approval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.approval.EarlierRequests.Earlier;
import org.countersign.shared.Explanation;
import org.countersign.shared.Explanation.Value;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;

/**
 * The part of a reason that says what a document was counted together with (R10). Reasons are kept as English words, so it
 * is read back from them, for readers of other languages.
 */
final class CountedTogether {

    private static final Pattern WORDS = Pattern.compile(
            "with (\\d+) earlier requisitions? of the last (\\d+) days: ([A-Z]{3}) (-?[\\d,]+(?:\\.\\d+)?)");

    private CountedTogether() {}

    /**
     * In words.
     *
     * @param accumulated the document and what was asked before, in base currency
     */
    static String words(Earlier earlier, int days, BigDecimal accumulated, Currency currency) {
        var digits = Money.digits(currency);
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return (earlier.documents() == 1 ? "with 1 earlier requisition" : "with " + earlier.documents() + " earlier requisitions")
                + " of the last " + days + " days: " + currency.getCurrencyCode() + " " + format.format(accumulated);
    }

    /** What the words consist of; empty where they say something else. */
    static Optional<Explanation> read(String words) {
        var found = WORDS.matcher(words);
        if (!found.matches() || !Formats.isCurrency(found.group(3))) {
            return Optional.empty();
        }
        var documents = found.group(1);
        var amount = Explanation.amount(new BigDecimal(found.group(4).replace(",", "")), found.group(3));
        var said = documents.equals("1")
                ? Explanation.of(ApprovalStatement.ONE_EARLIER, number(found.group(2)), amount)
                : Explanation.of(ApprovalStatement.EARLIER, number(documents), number(found.group(2)), amount);
        return Optional.of(new Explanation(words, said.said()));
    }

    private static Value number(String digits) {
        return Explanation.number(new BigDecimal(digits));
    }
}
