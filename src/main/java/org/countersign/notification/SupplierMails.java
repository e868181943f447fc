package org.countersign.notification;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.SupplierLetters;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mails that suppliers get about an order, in the supplier's language. */
@Component
class SupplierMails implements SupplierLetters {

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
    public SupplierLetters.Letter order(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil) {
        var language = OrderPaper.languageOf(supplier);
        return written(
                order,
                supplier,
                templates.text("order.mail.subject", language, order.number(), order.title()),
                templates.text("order.mail.headline", language, order.number()),
                List.of(
                        templates.text("order.mail.greeting", language),
                        templates.text("order.mail.intro", language, order.number()),
                        templates.text("order.mail.ask", language)),
                null,
                templates.text("order.mail.button", language),
                link,
                linkUntil);
    }

    @Override
    public SupplierLetters.Letter reminder(
            PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, int number) {
        var language = OrderPaper.languageOf(supplier);
        var sent = order.dispatchedAt() == null ? order.createdAt() : order.dispatchedAt();
        return written(
                order,
                supplier,
                templates.text("orderReminder.subject", language, order.number(), number),
                templates.text("orderReminder.headline", language, order.number()),
                List.of(
                        templates.text("order.mail.greeting", language),
                        templates.text("orderReminder.intro", language, order.number(), paper.date(sent, language))),
                null,
                templates.text("order.mail.button", language),
                link,
                linkUntil);
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
                templates.text(texts + ".subject", language, order.number()),
                templates.text(texts + ".headline", language, order.number()),
                List.of(
                        templates.text("order.mail.greeting", language),
                        templates.text(texts + ".intro", language, order.number())),
                note,
                templates.text(accepted ? "orderProposal.button" : "order.mail.button", language),
                link,
                linkUntil);
    }

    private SupplierLetters.Letter written(
            PurchaseOrder order,
            Supplier supplier,
            String subject,
            String headline,
            List<String> paragraphs,
            @Nullable String note,
            String button,
            String link,
            Instant linkUntil) {
        var language = OrderPaper.languageOf(supplier);
        var sheet = paper.of(order, supplier);
        var facts = new Facts()
                .add(templates.text("fact.what", language), sheet.title())
                .strong(templates.text("fact.total", language), sheet.gross() + " " + sheet.currency())
                .add(
                        templates.text("fact.lines", language),
                        Integer.toString(sheet.lines().size()))
                .add(templates.text("fact.delivery", language), sheet.delivery())
                .add(templates.text("fact.terms", language), sheet.terms());
        var letter = new org.countersign.notification.Letter(
                subject,
                headline,
                company.name(),
                sheet.number(),
                headline,
                paragraphs,
                facts.all(),
                note == null ? null : new Quote(templates.text("fact.note", language), note),
                new Button(button, link),
                List.of(
                        templates.text("order.mail.until", language, paper.date(linkUntil, language)),
                        templates.text("order.mail.thanks", language) + "\n" + company.name()),
                footer(language));
        return new SupplierLetters.Letter(subject, letters.text(letter, language), letters.html(letter, language));
    }

    private String footer(Locale language) {
        var line = company.name() + ", " + company.street() + ", " + company.postalCode() + " " + company.city() + ", "
                + OrderPaper.countryName(company.country(), language);
        return line
                + (company.phone() == null ? "" : " · " + company.phone())
                + (company.email() == null ? "" : " · " + company.email());
    }
}
