package org.countersign.console.web.partner;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dispatch.Letterhead;
import org.countersign.dispatch.OrderPaper;
import org.countersign.invoicing.QuestionedDifference;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.invoicing.SupplierQuestions.Sheet;
import org.countersign.invoicing.SupplierSays;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.shared.Templates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the pages on which suppliers answer questions about their invoices, under our letterhead. */
@Component
class InvoiceQuestionPages {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final int MOST = 200;

    private final Templates templates;
    private final OrderPaper paper;
    private final Letterhead letterhead;
    private final Company company;

    InvoiceQuestionPages(Templates templates, OrderPaper paper, Letterhead letterhead, Company company) {
        this.templates = templates;
        this.paper = paper;
        this.letterhead = letterhead;
        this.company = company;
    }

    /**
     * How somebody came to the page.
     *
     * @param path the page's address
     * @param until until when the link works
     * @param language in which it is read
     * @param languageChosen whether that was chosen on the page
     * @param news what has just happened: {@code thanks}, {@code closed}, null where nothing has
     * @param fault what is missing of the answer; null where nothing is
     * @param says the answer that was refused
     * @param message likewise
     */
    record Visit(
            String path,
            Instant until,
            Locale language,
            boolean languageChosen,
            @Nullable String news,
            @Nullable String fault,
            @Nullable SupplierSays says,
            @Nullable String message) {}

    /** The question with its differences, and what can be answered. */
    String question(Sheet sheet, Visit visit) {
        var language = visit.language();
        var asked = sheet.question();
        var invoice = sheet.invoice();
        var model = model(language);
        model.put("number", invoice.number());
        model.put("total", amount(invoice.payable(), invoice.currency(), language));
        model.put("reference", invoice.id().value());
        model.put("asked", paper.date(asked.askedAt(), language));
        model.put("orders", invoice.orders().stream().map(Object::toString).collect(Collectors.joining(", ")));
        model.put("path", visit.path());
        model.put("query", visit.languageChosen() ? "?lang=" + language.getLanguage() : "");
        model.put("until", paper.date(visit.until(), language));
        model.put("open", sheet.open());
        model.put(
                "languages",
                LANGUAGES.stream()
                        .map(known -> new Language(
                                known.getLanguage(),
                                known.getDisplayLanguage(known),
                                visit.path() + "?lang=" + known.getLanguage(),
                                known.getLanguage().equals(language.getLanguage())))
                        .toList());
        model.put(
                "differences",
                sheet.differences().stream()
                        .limit(MOST)
                        .map(one -> difference(one, invoice.currency(), language))
                        .toList());
        model.put("says", visit.says() == null ? "" : visit.says().name());
        model.put("message", visit.message() == null ? "" : visit.message());
        putIfThere(
                model, "issued", invoice.issueDate() == null ? null : OrderPaper.date(invoice.issueDate(), language));
        putIfThere(model, "text", asked.text());
        putIfThere(
                model,
                "fault",
                visit.fault() == null
                        ? null
                        : templates.text(
                                "supplierQuestion.problem." + visit.fault(), language, SupplierQuestions.LONGEST));
        putIfThere(model, "news", news(sheet, visit));
        var answer = asked.answer();
        var at = asked.answeredAt();
        if (answer != null && at != null) {
            model.put(
                    "answer",
                    new Said(
                            templates.text("supplier.yourAnswer", language, paper.date(at, language)),
                            templates.text("supplierQuestion.answered." + answer.name(), language),
                            asked.answerText()));
        }
        return templates.fill("supplier/question.html", language, model);
    }

    /** Whoever merely opens the address that thanks is not thanked. */
    private @Nullable News news(Sheet sheet, Visit visit) {
        var language = visit.language();
        var answered = sheet.question().answeredAt() != null;
        if ("thanks".equals(visit.news()) && answered) {
            return new News(
                    "good",
                    templates.text("supplierQuestion.thanks", language),
                    templates.text("supplierQuestion.thanksText", language));
        }
        if (sheet.open()) {
            return null;
        }
        return new News(
                "info",
                templates.text(answered ? "supplierQuestion.answeredTitle" : "supplierQuestion.settledTitle", language),
                templates.text(answered ? "supplierQuestion.answeredText" : "supplierQuestion.settledText", language));
    }

    private Shown difference(QuestionedDifference one, String currency, Locale language) {
        var rows = new ArrayList<Row>();
        if (one.ordered() != null) {
            rows.add(new Row(
                    templates.text("question.ordered", language),
                    figure(one.ordered(), one.orderUnit(), one.orderPrice(), currency, language)));
        }
        if (one.accepted() != null) {
            rows.add(new Row(
                    templates.text("question.received", language),
                    figure(one.accepted(), one.orderUnit(), null, currency, language)));
        }
        if (one.invoiced() != null) {
            rows.add(new Row(
                    templates.text("question.invoiced", language),
                    figure(one.invoiced(), one.unit(), one.unitPrice(), currency, language)));
        }
        if (one.amount().signum() > 0) {
            rows.add(new Row(templates.text("fact.difference", language), amount(one.amount(), currency, language)));
        }
        var line = one.line() == null
                ? one.order()
                : templates.text("question.line", language, one.line())
                        + (one.description() == null ? "" : ": " + one.description());
        return new Shown(
                templates.text("exceptionType." + one.type().name(), language),
                line,
                rows,
                one.explanation() == null ? null : templates.explained(one.explanation(), language));
    }

    private String figure(
            BigDecimal quantity, @Nullable String unit, @Nullable BigDecimal price, String currency, Locale language) {
        var measured = OrderPaper.number(quantity, language)
                + (unit == null ? "" : " " + templates.textOr("unit." + unit, unit, language));
        return price == null
                ? measured
                : templates.text("question.at", language, measured, OrderPaper.price(price, language) + " " + currency);
    }

    private static String amount(BigDecimal amount, String currency, Locale language) {
        return OrderPaper.amount(new Money(amount, Currency.getInstance(currency)), language) + " " + currency;
    }

    /**
     * A page that says something and shows no question.
     *
     * @param text of what it says; its title is the same with {@code Title} behind
     */
    String notice(Locale language, String text, String argument, @Nullable String renewal) {
        var model = model(language);
        model.put("title", templates.text(text + "Title", language));
        model.put("sentence", templates.text(text, language, argument));
        putIfThere(model, "renewal", renewal == null ? null : renewal + "?lang=" + language.getLanguage());
        return templates.fill("supplier/notice.html", language, model);
    }

    private Map<String, Object> model(Locale language) {
        var model = new HashMap<String, Object>();
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), language));
        putIfThere(model, "logo", letterhead.logo());
        var ways = Stream.of(company.email(), company.phone())
                .filter(way -> way != null && !way.isBlank())
                .collect(Collectors.joining(", "));
        putIfThere(model, "contact", ways.isEmpty() ? null : ways);
        return model;
    }

    private static void putIfThere(Map<String, Object> model, String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
    }

    /** One difference: its kind, the line, figures side by side, and a sentence where there is one. */
    record Shown(
            String kind,
            @Nullable String line,
            List<Row> rows,
            @Nullable String sentence) {}

    /** A figure under its name. */
    record Row(String label, String value) {}

    /** The answer that was given. */
    record Said(String headline, String sentence, @Nullable String text) {}

    /** What has happened, or how things stand. */
    record News(String tone, String title, String text) {}

    /** A language in which the page can be read. */
    record Language(String code, String name, String url, boolean current) {}
}
