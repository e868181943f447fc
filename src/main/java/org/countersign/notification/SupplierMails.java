package org.countersign.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.SupplierLetters;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mails that suppliers get about an order, in the supplier's language. */
@Component
class SupplierMails implements SupplierLetters {

    private static final int MOST_LINES = 5;

    private final Letters letters;
    private final Templates templates;
    private final OrderPaper paper;
    private final Company company;

    SupplierMails(Letters letters, Templates templates, OrderPaper paper, Company company) {
        this.letters = letters;
        this.templates = templates;
        this.paper = paper;
        this.company = company;
    }

    @Override
    public SupplierLetters.Letter order(
            PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, Instant answerBy) {
        var language = OrderPaper.languageOf(supplier);
        return written(
                order,
                supplier,
                new Said(
                        templates.text("order.mail.subject", language, order.number(), order.title()),
                        templates.text("order.mail.headline", language, order.number()),
                        List.of(
                                templates.text("order.mail.intro", language, order.number()),
                                templates.text("order.mail.ask", language)),
                        null,
                        templates.text("order.mail.button", language)),
                link,
                linkUntil,
                answerBy);
    }

    @Override
    public SupplierLetters.Letter reminder(
            PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, Instant answerBy, int number) {
        var language = OrderPaper.languageOf(supplier);
        var sent = order.dispatchedAt() == null ? order.createdAt() : order.dispatchedAt();
        return written(
                order,
                supplier,
                new Said(
                        templates.text("orderReminder.subject", language, order.number(), number),
                        templates.text("orderReminder.headline", language, order.number()),
                        List.of(templates.text(
                                "orderReminder.intro", language, order.number(), paper.date(sent, language))),
                        null,
                        templates.text("order.mail.button", language)),
                link,
                linkUntil,
                answerBy);
    }

    @Override
    public SupplierLetters.Letter proposalAnswered(
            PurchaseOrder order,
            Supplier supplier,
            String link,
            Instant linkUntil,
            boolean accepted,
            @Nullable String note) {
        var language = OrderPaper.languageOf(supplier);
        var texts = accepted ? "orderProposal.accepted" : "orderProposal.rejected";
        return written(
                order,
                supplier,
                new Said(
                        templates.text(texts + ".subject", language, order.number()),
                        templates.text(texts + ".headline", language, order.number()),
                        List.of(templates.text(texts + ".intro", language, order.number())),
                        note == null ? null : new Quote(templates.text("fact.note", language), note),
                        templates.text(accepted ? "orderProposal.button" : "order.mail.button", language)),
                link,
                linkUntil,
                null);
    }

    @Override
    public SupplierLetters.Letter changed(
            PurchaseOrder order,
            Supplier supplier,
            ChangeOrder change,
            String link,
            Instant linkUntil,
            Instant answerBy) {
        var language = OrderPaper.languageOf(supplier);
        var count = order.changesSinceSent();
        return written(
                order,
                supplier,
                new Said(
                        templates.text("orderChanged.subject", language, count, order.number(), order.title()),
                        templates.text("orderChanged.headline", language),
                        List.of(
                                templates.text("orderChanged.intro", language, order.number(), count),
                                templates.text("orderChanged.ask", language)),
                        new Quote(
                                templates.text("orderChanged.what", language),
                                change.lines().stream()
                                        .map(line -> changed(line, order, language))
                                        .collect(Collectors.joining("\n"))),
                        templates.text("order.mail.button", language)),
                link,
                linkUntil,
                answerBy);
    }

    private String changed(ChangeOrderLine line, PurchaseOrder order, Locale language) {
        var unit = templates.textOr("unit." + line.unit(), line.unit(), language);
        var quantity = OrderPaper.number(line.newQuantity(), language) + " " + unit;
        var price = OrderPaper.price(line.newPrice(), language) + " " + order.currency();
        var parts = new ArrayList<String>();
        for (var field : line.fields()) {
            parts.add(
                    switch (field) {
                        case LINE_ADDED -> templates.text("orderChanged.LINE_ADDED", language, quantity, price);
                        case LINE_REMOVED -> templates.text("orderChanged.LINE_REMOVED", language);
                        case QUANTITY ->
                            templates.text(
                                    "orderChanged.QUANTITY",
                                    language,
                                    line.oldQuantity() == null ? "" : OrderPaper.number(line.oldQuantity(), language),
                                    quantity);
                        case UNIT_PRICE ->
                            templates.text(
                                    "orderChanged.UNIT_PRICE",
                                    language,
                                    line.oldPrice() == null ? "" : OrderPaper.price(line.oldPrice(), language),
                                    price);
                        case DELIVERY_DATE ->
                            templates.text(
                                    "orderChanged.DELIVERY_DATE",
                                    language,
                                    line.oldDate() == null ? "–" : OrderPaper.date(line.oldDate(), language),
                                    line.newDate() == null ? "–" : OrderPaper.date(line.newDate(), language));
                        case TEXT -> templates.text("orderChanged.TEXT", language, line.newDescription());
                    });
        }
        return line.line() + ". " + (line.oldDescription() == null ? line.newDescription() : line.oldDescription())
                + ": " + String.join("; ", parts);
    }

    @Override
    public SupplierLetters.Letter cancelled(
            PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, String reason) {
        var language = OrderPaper.languageOf(supplier);
        return written(
                order,
                supplier,
                new Said(
                        templates.text("orderCancelled.subject", language, order.number()),
                        templates.text("orderCancelled.headline", language, order.number()),
                        List.of(templates.text("orderCancelled.intro", language, order.number())),
                        new Quote(templates.text("fact.reason", language), reason),
                        templates.text("orderCancelled.button", language)),
                link,
                linkUntil,
                null);
    }

    @Override
    public SupplierLetters.Letter newLink(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil) {
        var language = OrderPaper.languageOf(supplier);
        return written(
                order,
                supplier,
                new Said(
                        templates.text("orderLink.subject", language, order.number()),
                        templates.text("orderLink.headline", language, order.number()),
                        List.of(templates.text("orderLink.intro", language, order.number())),
                        null,
                        templates.text("orderProposal.button", language)),
                link,
                linkUntil,
                null);
    }

    private SupplierLetters.Letter written(
            PurchaseOrder order,
            Supplier supplier,
            Said said,
            String link,
            Instant linkUntil,
            @Nullable Instant answerBy) {
        var language = OrderPaper.languageOf(supplier);
        var sheet = paper.of(order, supplier);
        var until = answerBy == null
                ? null
                : new Named(templates.text("fact.answerBy", language), paper.date(answerBy, language));
        var paragraphs = new ArrayList<String>();
        paragraphs.add(templates.text("order.mail.greeting", language));
        paragraphs.addAll(said.paragraphs());
        var facts = new Facts()
                .add(templates.text("fact.delivery", language), sheet.delivery())
                .lines(templates.text("fact.lines", language), lines(sheet, language))
                .add(templates.text("fact.terms", language), sheet.terms());
        var amount = sheet.gross() + " " + sheet.currency();
        var letter = new org.countersign.notification.Letter(
                said.subject(),
                amount + (until == null ? "" : " · " + until.label() + " " + until.text()) + " · " + sheet.title(),
                company.name(),
                sheet.number(),
                said.headline(),
                paragraphs,
                new Gist(
                        new Named(templates.text("fact.what", language), sheet.title()),
                        new Named(templates.text("fact.total", language), amount),
                        templates.text("fact.withTax", language),
                        until),
                said.quote(),
                new Button(said.button(), link),
                facts.all(),
                List.of(
                        templates.text("order.mail.until", language, paper.date(linkUntil, language)),
                        templates.text("order.mail.thanks", language) + "\n" + company.name()),
                footer(language));
        return new SupplierLetters.Letter(
                said.subject(), letters.text(letter, language), letters.html(letter, language));
    }

    private List<String> lines(OrderPaper.Sheet sheet, Locale language) {
        var lines = new ArrayList<String>();
        sheet.lines().stream()
                .limit(MOST_LINES)
                .map(line -> line.quantity() + " " + line.unit() + " " + line.description())
                .forEach(lines::add);
        if (sheet.lines().size() > MOST_LINES) {
            lines.add(templates.text("fact.moreLines", language, sheet.lines().size() - MOST_LINES));
        }
        return lines;
    }

    private String footer(Locale language) {
        var line = company.name() + ", " + company.street() + ", " + company.postalCode() + " " + company.city() + ", "
                + OrderPaper.countryName(company.country(), language);
        return line
                + (company.phone() == null ? "" : " · " + company.phone())
                + (company.email() == null ? "" : " · " + company.email());
    }

    /** What one of these mails says that the others do not. */
    private record Said(
            String subject,
            String headline,
            List<String> paragraphs,
            @Nullable Quote quote,
            String button) {}
}
