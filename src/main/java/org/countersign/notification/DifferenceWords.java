package org.countersign.notification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.countersign.dispatch.OrderPaper;
import org.countersign.invoicing.QuestionedDifference;
import org.countersign.shared.Money;
import org.countersign.shared.Templates;
import org.jspecify.annotations.Nullable;

/** Differences of an invoice in the words of a mail to its supplier: order, receipt and invoice below one another. */
final class DifferenceWords {

    private static final int MOST = 20;

    private final Templates templates;
    private final Locale language;
    private final String currency;

    DifferenceWords(Templates templates, Locale language, String currency) {
        this.templates = templates;
        this.language = language;
        this.currency = currency;
    }

    /** Their kinds, each once. */
    String kinds(List<QuestionedDifference> differences) {
        return String.join(
                ", ", differences.stream().map(this::kind).distinct().limit(3).toList());
    }

    String kind(QuestionedDifference difference) {
        return templates.text("exceptionType." + difference.type().name(), language);
    }

    Letter.Facts facts(List<QuestionedDifference> differences) {
        var facts = new Letter.Facts();
        differences.stream().limit(MOST).forEach(one -> facts.lines(kind(one), lines(one)));
        if (differences.size() > MOST) {
            facts.add(
                    templates.text("fact.difference", language),
                    templates.text("fact.moreLines", language, differences.size() - MOST));
        }
        return facts;
    }

    private List<String> lines(QuestionedDifference one) {
        var lines = new ArrayList<String>();
        if (one.line() != null) {
            var description = one.description() == null ? "" : ": " + one.description();
            lines.add(templates.text("question.line", language, one.line()) + description);
        } else if (one.order() != null) {
            lines.add(templates.text("fact.order", language) + ": " + one.order());
        }
        if (one.ordered() != null) {
            lines.add(templates.text("question.ordered", language) + ": "
                    + figure(one.ordered(), one.orderUnit(), one.orderPrice()));
        }
        if (one.accepted() != null) {
            lines.add(templates.text("question.received", language) + ": "
                    + figure(one.accepted(), one.orderUnit(), null));
        }
        if (one.invoiced() != null) {
            lines.add(templates.text("question.invoiced", language) + ": "
                    + figure(one.invoiced(), one.unit(), one.unitPrice()));
        }
        if (one.explanation() != null) {
            lines.add(templates.explained(one.explanation(), language));
        } else if (one.amount().signum() > 0) {
            lines.add(templates.text("fact.difference", language) + ": "
                    + OrderPaper.amount(new Money(one.amount(), Currency.getInstance(currency)), language) + " "
                    + currency);
        }
        return lines;
    }

    private String figure(BigDecimal quantity, @Nullable String unit, @Nullable BigDecimal price) {
        var measured = OrderPaper.number(quantity, language)
                + (unit == null ? "" : " " + templates.textOr("unit." + unit, unit, language));
        return price == null
                ? measured
                : templates.text("question.at", language, measured, OrderPaper.price(price, language) + " " + currency);
    }
}
