package org.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dispatch.OrderPaper;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.QuestionedDifference;
import org.countersign.invoicing.SupplierAsked;
import org.countersign.invoicing.SupplierRefused;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Fact;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The mails that suppliers get about their invoices, in the supplier's language: one outbox row each (R26). */
@Component
class SupplierInvoiceMails {

    private final Letters letters;
    private final Templates templates;
    private final OrderPaper paper;
    private final SupplierDirectory suppliers;
    private final Outbox outbox;
    private final Company company;
    private final NotificationSettings settings;

    SupplierInvoiceMails(
            Letters letters,
            Templates templates,
            OrderPaper paper,
            SupplierDirectory suppliers,
            Outbox outbox,
            Company company,
            NotificationSettings settings) {
        this.letters = letters;
        this.templates = templates;
        this.paper = paper;
        this.suppliers = suppliers;
        this.outbox = outbox;
        this.company = company;
        this.settings = settings;
    }

    @EventListener
    void on(SupplierAsked asked) {
        var language = languageOf(asked.supplier());
        var words = new DifferenceWords(templates, language, asked.currency());
        var renewedAt = asked.renewedAt();
        var texts = renewedAt != null ? "questionLink" : asked.reminder() == 0 ? "question" : "questionReminder";
        write(
                "invoice-question/" + asked.question()
                        + (renewedAt != null
                                ? "/link/" + renewedAt
                                : asked.reminder() == 0 ? "" : "/" + asked.reminder()),
                asked.invoice(),
                asked.recipient(),
                language,
                new Letter(
                        templates.text(texts + ".subject", language, asked.number(), words.kinds(asked.differences())),
                        templates.text(texts + ".headline", language, asked.number()),
                        company.name(),
                        asked.number(),
                        templates.text(texts + ".headline", language, asked.number()),
                        List.of(
                                templates.text("order.mail.greeting", language),
                                templates.text(
                                        texts + ".intro",
                                        language,
                                        asked.number(),
                                        paper.date(asked.askedAt(), language)),
                                templates.text("question.ask", language)),
                        gist(asked.number(), words, asked.differences(), language),
                        asked.text() == null
                                ? null
                                : new Quote(templates.text("question.quote", language), asked.text()),
                        new Button(
                                templates.text("question.button", language),
                                settings.baseUrl() + "/supplier/invoice-questions/" + asked.link()),
                        facts(asked.invoice(), words, asked.differences(), language),
                        List.of(
                                templates.text("order.mail.until", language, paper.date(asked.linkUntil(), language)),
                                templates.text("order.mail.thanks", language) + "\n" + company.name()),
                        footer(language)));
    }

    @EventListener
    void on(SupplierRefused refused) {
        var language = languageOf(refused.supplier());
        var words = new DifferenceWords(templates, language, refused.currency());
        var headline = templates.text("supplierRefused.headline", language, refused.number());
        write(
                "invoice-rejected/" + refused.invoice(),
                refused.invoice(),
                refused.recipient(),
                language,
                new Letter(
                        templates.text("supplierRefused.subject", language, refused.number()),
                        headline,
                        company.name(),
                        refused.number(),
                        headline,
                        List.of(
                                templates.text("order.mail.greeting", language),
                                templates.text("supplierRefused.intro", language, refused.number()),
                                templates.text("supplierRefused.ask", language)),
                        gist(refused.number(), words, refused.differences(), language),
                        new Quote(templates.text("fact.reason", language), refused.reason()),
                        null,
                        facts(refused.invoice(), words, refused.differences(), language),
                        List.of(templates.text("order.mail.thanks", language) + "\n" + company.name()),
                        footer(language)));
    }

    private Gist gist(String number, DifferenceWords words, List<QuestionedDifference> differences, Locale language) {
        return new Gist(
                new Named(templates.text("fact.invoice", language), number),
                differences.isEmpty()
                        ? null
                        : new Named(templates.text("fact.difference", language), words.kinds(differences)),
                null,
                null);
    }

    private List<Fact> facts(
            InvoiceId invoice, DifferenceWords words, List<QuestionedDifference> differences, Locale language) {
        var facts = new ArrayList<Fact>(words.facts(differences).all());
        var orders = differences.stream()
                .map(QuestionedDifference::order)
                .flatMap(Stream::ofNullable)
                .distinct()
                .collect(Collectors.joining(", "));
        facts.addAll(new Letter.Facts()
                .add(templates.text("fact.order", language), orders)
                .add(templates.text("question.ourReference", language), invoice.toString())
                .all());
        return List.copyOf(facts);
    }

    private void write(String key, InvoiceId invoice, String recipient, Locale language, Letter letter) {
        outbox.queue(new Message(
                key,
                invoice.document(),
                List.of(recipient),
                letter.subject(),
                letters.text(letter, language),
                letters.html(letter, language),
                List.of()));
    }

    private Locale languageOf(@Nullable String supplier) {
        return supplier == null
                ? Locale.ENGLISH
                : suppliers.supplier(supplier).map(OrderPaper::languageOf).orElse(Locale.ENGLISH);
    }

    private String footer(Locale language) {
        var line = company.name() + ", " + company.street() + ", " + company.postalCode() + " " + company.city() + ", "
                + OrderPaper.countryName(company.country(), language);
        return line
                + (company.phone() == null ? "" : " · " + company.phone())
                + (company.email() == null ? "" : " · " + company.email());
    }
}
