package org.countersign.approval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.approval.EarlierRequests.Earlier;
import org.countersign.shared.Explanation;
import org.countersign.shared.Explanation.Value;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;

/**
 * What the product adds to the policy's reason: what a document was counted together with (R10), how many people have to agree.
 * Reasons are kept as English words, so it is read back from them, for readers of other languages.
 */
final class AddedReason {

    private static final Pattern SO_MANY = Pattern.compile("(\\d+) people have to agree");

    private static final Pattern LINES = Pattern.compile("asked about lines? ([\\d, –]+) of (\\d+) only");

    private static final Pattern WORDS = Pattern.compile(
            "with (\\d+) earlier requisitions? of the last (\\d+) days: ([A-Z]{3}) (-?[\\d,]+(?:\\.\\d+)?)");

    private AddedReason() {}

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
        return (earlier.documents() == 1
                        ? "with 1 earlier requisition"
                        : "with " + earlier.documents() + " earlier requisitions")
                + " of the last " + days + " days: " + currency.getCurrencyCode() + " " + format.format(accumulated);
    }

    /** How many have to agree, and who; empty where any one person may, whatever they answered before, without a word. */
    static List<String> words(NeededAnswers answers, boolean anotherPerson, boolean commentAlways) {
        var words = new ArrayList<String>();
        if (answers.equals(NeededAnswers.ALL)) {
            words.add(ApprovalStatement.ALL_AGREE.sentence());
        } else if (answers.areCounted()) {
            words.add(Explanation.of(ApprovalStatement.SO_MANY_AGREE, answers.number())
                    .english());
        }
        if (anotherPerson) {
            words.add(ApprovalStatement.ANOTHER_AGREES.sentence());
        }
        if (commentAlways) {
            words.add(ApprovalStatement.COMMENT_ALWAYS.sentence());
        }
        return words;
    }

    /** About which lines of how many somebody is asked. */
    static String words(Set<Integer> lines, int all) {
        return (lines.size() == 1 ? "asked about line " : "asked about lines ") + LineNumbers.shown(lines) + " of "
                + all + " only";
    }

    /** What the words consist of; empty where they say something else. */
    static Optional<Explanation> read(String words) {
        for (var statement : List.of(
                ApprovalStatement.ALL_AGREE,
                ApprovalStatement.ANOTHER_AGREES,
                ApprovalStatement.COMMENT_ALWAYS,
                ApprovalStatement.ANSWERED_BEFORE)) {
            if (words.equals(statement.sentence())) {
                return Optional.of(Explanation.of(statement));
            }
        }
        var many = SO_MANY.matcher(words);
        if (many.matches()) {
            return Optional.of(Explanation.of(ApprovalStatement.SO_MANY_AGREE, number(many.group(1))));
        }
        var lines = LINES.matcher(words);
        if (lines.matches()) {
            return Optional.of(Explanation.of(
                    lines.group(1).matches("\\d+")
                            ? ApprovalStatement.ASKED_ABOUT_LINE
                            : ApprovalStatement.ASKED_ABOUT_LINES,
                    lines.group(1),
                    lines.group(2)));
        }
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
