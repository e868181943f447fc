package org.countersign.notification;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.countersign.approval.Lapse;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.dispatch.OrderPaper;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.ShippedTexts;
import org.countersign.shared.Templates;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes mails to the organisation's own people, each in the reader's language and time zone. */
@Component
class StaffMails {

    private static final int MOST_LINES = 5;

    private final Letters letters;
    private final Templates templates;
    private final Organization organization;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Company company;
    private final NotificationSettings settings;

    StaffMails(
            Letters letters,
            Templates templates,
            Organization organization,
            Outbox outbox,
            AuditTrail audit,
            Company company,
            NotificationSettings settings) {
        this.letters = letters;
        this.templates = templates;
        this.organization = organization;
        this.outbox = outbox;
        this.audit = audit;
        this.company = company;
        this.settings = settings;
    }

    /**
     * Writes a mail to one person. Who is inactive, has no address or does not want such mails gets none, and the audit
     * trail says so.
     *
     * @param key what makes it the same mail when written twice; the person is added to it
     * @param content the letter for a reader
     */
    void write(String key, DocumentNumber document, UserId to, Function<Reader, Letter> content) {
        var person = organization.person(to).filter(Person::active);
        var address = person.map(Person::email).filter(email -> !email.isBlank());
        var unwanted = MailTopics.of(key)
                .filter(topic -> person.isPresent() && !person.get().wants(topic))
                .isPresent();
        if (person.isEmpty() || address.isEmpty() || unwanted) {
            audit.record(AuditEvent.of(document, "mail.not-written", Actor.SYSTEM)
                    .with("to", to.value())
                    .with("mail", key)
                    .with(
                            "reason",
                            person.isEmpty()
                                    ? "no active profile"
                                    : address.isEmpty() ? "no mail address" : "not wanted by the person"));
            return;
        }
        var reader = new Reader(to, language(person.get()), zone(person.get()));
        var letter = content.apply(reader);
        outbox.queue(new Message(
                key + "/" + to,
                document,
                List.of(address.get()),
                letter.subject(),
                letters.text(letter, reader.language()),
                letters.html(letter, reader.language()),
                List.of()));
    }

    private static Locale language(Person person) {
        return Templates.languageFor(person.language());
    }

    private ZoneId zone(Person person) {
        try {
            return ZoneId.of(person.timeZone());
        } catch (DateTimeException e) {
            return company.timeZone();
        }
    }

    /** Where a task is answered. The address asks for the sign-in first, and then leads there. */
    String taskLink(String task) {
        return settings.baseUrl() + "/tasks/" + task;
    }

    /** Where somebody finds everything that waits for their approval. */
    String approvalsLink() {
        return settings.baseUrl() + "/approvals";
    }

    /** Where a question is answered on one page, which leads to its task too. */
    String answerLink(String link) {
        return settings.baseUrl() + "/answers/" + link;
    }

    /** Where somebody finds what waits for them about a document. */
    String documentLink(DocumentNumber document) {
        return settings.baseUrl() + "/tasks?document=" + document;
    }

    /** The page of whatever has this number. */
    String numberLink(DocumentNumber document) {
        return settings.baseUrl() + "/go?number=" + URLEncoder.encode(document.value(), StandardCharsets.UTF_8);
    }

    /** Name and sign-in name of a person, so that two of one name are told apart. */
    String nameOf(UserId user) {
        var name = organization.nameOf(user);
        return name.equals(user.value()) ? name : name + " (" + user + ")";
    }

    /** Where somebody answers an approver's question. */
    String questionLink(String question) {
        return settings.baseUrl() + "/questions/" + question;
    }

    /** The page of a change of a decision table. */
    String policyChangeLink(String change) {
        return settings.baseUrl() + "/policy-changes/" + change;
    }

    /** Where somebody names substitutes, and accepts to be one. @param person whose absence; null for the reader's own */
    String absenceLink(@Nullable UserId person) {
        return settings.baseUrl() + "/absence"
                + (person == null ? "" : "?person=" + URLEncoder.encode(person.value(), StandardCharsets.UTF_8));
    }

    /** The page of a requisition. */
    String requisitionLink(RequisitionNumber number) {
        return settings.baseUrl() + "/requisitions/" + number;
    }

    /** The page of a sales order. */
    String salesOrderLink(SalesOrderNumber number) {
        return settings.baseUrl() + "/sales-orders/" + number;
    }

    /** The page of an invoice. */
    String invoiceLink(DocumentNumber invoice) {
        return settings.baseUrl() + "/invoices/" + invoice;
    }

    /** What of the mailbox of invoices waits for a person. */
    String mailboxLink() {
        return settings.baseUrl() + "/invoices/mailbox";
    }

    /** Where a receipt of an order is booked. */
    String receivingLink(PurchaseOrderNumber number) {
        return settings.baseUrl() + "/receiving/" + number;
    }

    /** The page of an order. */
    String orderLink(PurchaseOrderNumber number) {
        return settings.baseUrl() + "/purchase-orders/" + number;
    }

    /** The name in whose name mails are written. */
    String sender() {
        return company.name();
    }

    /**
     * Why the reader gets a mail.
     *
     * @param role as what it is written to, see the texts {@code why...}
     */
    String footer(Reader reader, String role) {
        return text(reader, "why." + role) + " " + text(reader, "mail.noReply") + " "
                + text(reader, "mail.settings", settings.baseUrl() + "/settings");
    }

    /** What a document is about, at a glance. */
    Gist gist(Reader reader, String what, @Nullable Money amount, boolean net, @Nullable Named until) {
        return new Gist(
                new Named(text(reader, "fact.what"), what),
                amount == null ? null : new Named(text(reader, "fact.amount"), amount(reader, amount)),
                amount != null && net ? text(reader, "fact.netOfTax") : null,
                until);
    }

    /** Whether the amount needs no conversion to be compared with thresholds and limits. */
    boolean isInBaseCurrency(Money amount) {
        return amount.currency().equals(company.baseCurrency());
    }

    /** Until when, or nothing where there is no limit. */
    @Nullable
    Named until(Reader reader, String label, @Nullable Instant at) {
        return at == null ? null : new Named(text(reader, label), reader.date(at));
    }

    /** The first lines of a document, and how many more there are. */
    List<String> shortened(Reader reader, List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var all = new ArrayList<>(lines.subList(0, MOST_LINES));
        all.add(text(reader, "fact.moreLines", lines.size() - MOST_LINES));
        return List.copyOf(all);
    }

    /** A quantity with its unit in words. */
    String quantity(Reader reader, BigDecimal quantity, String unit) {
        return OrderPaper.number(quantity, reader.language()) + " " + textOr(reader, "unit." + unit, unit);
    }

    /** A text of the bundles in the reader's language. */
    String text(Reader reader, String key, Object... arguments) {
        return templates.text(key, reader.language(), arguments);
    }

    /** A text of the bundles, or another where there is none. */
    String textOr(Reader reader, String key, String otherwise) {
        return templates.textOr(key, otherwise, reader.language());
    }

    /** What a model calls something: in the reader's language, as long as it is called what was shipped under this key. */
    String shipped(Reader reader, String key, String name) {
        return ShippedTexts.still(key, name) ? text(reader, key) : name;
    }

    /** Why something is so, in the reader's language. */
    String explained(Reader reader, Explanation explanation) {
        return templates.explained(explanation, reader.language());
    }

    /** What was said to a document: a person's own words, or why the reminder policy ended its approval. */
    String said(Reader reader, String comment) {
        return Lapse.of(comment).map(lapse -> explained(reader, lapse)).orElse(comment);
    }

    /** An amount in base currency. */
    String baseAmount(Reader reader, BigDecimal amount) {
        return amount(reader, new Money(amount, company.baseCurrency()));
    }

    /** An amount with its currency. */
    static String amount(Reader reader, Money money) {
        return OrderPaper.amount(money, reader.language()) + " "
                + money.currency().getCurrencyCode();
    }

    /**
     * Who reads.
     *
     * @param language the person's language
     * @param zone the person's time zone
     */
    record Reader(UserId user, Locale language, ZoneId zone) {

        /** A moment as the reader's clock shows it. */
        String time(Instant at) {
            return date(at) + ", "
                    + DateTimeFormatter.ofPattern("HH:mm", language).format(at.atZone(zone)) + " (" + zone.getId()
                    + ")";
        }

        /** The day of a moment by the reader's calendar. */
        String date(Instant at) {
            return date(at.atZone(zone).toLocalDate());
        }

        /** A date in words. */
        String date(LocalDate date) {
            return OrderPaper.date(date, language);
        }
    }
}
