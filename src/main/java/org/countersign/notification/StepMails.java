package org.countersign.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.Templates;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mails of steps that analysts add to a process: the product's own letters, with a sentence of the analyst's in them. */
@Component
public class StepMails {

    /** What kind of letter it is. */
    public enum Template {
        /** Something to know. */
        INFORMATION,
        /** Something to do. */
        REQUEST;

        /** By its word in models. @throws IllegalArgumentException for another one */
        public static Template of(String word) {
            return valueOf(word.strip().toUpperCase(Locale.ROOT));
        }

        private String texts() {
            return "step." + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 2_000;

    private final StaffMails mails;
    private final Letters letters;
    private final Templates templates;
    private final SupplierDirectory suppliers;
    private final Outbox outbox;
    private final Clock clock;

    StepMails(
            StaffMails mails,
            Letters letters,
            Templates templates,
            SupplierDirectory suppliers,
            Outbox outbox,
            Clock clock) {
        this.mails = mails;
        this.letters = letters;
        this.templates = templates;
        this.suppliers = suppliers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Tells people something about a document.
     *
     * @param key what makes it the same mail when written twice
     */
    public void tell(
            Template template,
            String key,
            DocumentNumber document,
            String title,
            Money total,
            Collection<UserId> people,
            String text) {
        for (var person : people) {
            mails.write(
                    "step-" + template.name().toLowerCase(Locale.ROOT) + "/" + key,
                    document,
                    person,
                    reader -> letter(reader, template.texts(), document, title, total, text, null));
        }
    }

    /** Reminds people of an open task, once a day at the most. */
    public void remind(
            DocumentNumber document,
            String title,
            Money total,
            String task,
            String taskName,
            Collection<UserId> people) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var person : people) {
            mails.write(
                    "step-reminder/" + task + "/" + today,
                    document,
                    person,
                    reader -> letter(reader, "step.reminder", document, title, total, taskName, task));
        }
    }

    /** Tells the supplier of a document something, at the address on record; nothing where there is none. */
    public void tellSupplier(
            Template template, String key, DocumentNumber document, String title, String supplier, String text) {
        var known = suppliers
                .supplier(supplier)
                .filter(one -> one.email() != null && !one.email().isBlank());
        if (known.isEmpty()) {
            return;
        }
        var language = Templates.languageFor(known.get().language());
        var subject = templates.text("step.supplier.subject", language, document, title);
        var letter = new Letter(
                subject,
                shortened(text),
                mails.sender(),
                document.value(),
                templates.text("step.supplier.headline", language, document),
                List.of(templates.text("step.supplier.intro", language, mails.sender())),
                null,
                new Quote(templates.text("fact.note", language), shortened(text)),
                null,
                List.of(),
                List.of(),
                templates.text("step.supplier.footer", language, mails.sender()));
        outbox.queue(new Message(
                "step-supplier/" + key,
                document,
                List.of(String.valueOf(known.get().email())),
                subject,
                letters.text(letter, language),
                letters.html(letter, language),
                List.of()));
    }

    private Letter letter(
            Reader reader,
            String texts,
            DocumentNumber document,
            String title,
            Money total,
            String text,
            @Nullable String task) {
        return new Letter(
                mails.text(reader, texts + ".subject", document, title, StaffMails.amount(reader, total)),
                shortened(text),
                mails.sender(),
                document.value(),
                mails.text(reader, texts + ".headline", document),
                List.of(mails.text(reader, texts + ".intro")),
                mails.gist(reader, title, total, true, null),
                new Quote(mails.text(reader, "step.said"), shortened(text)),
                new Button(
                        mails.text(reader, "step.button"),
                        task == null ? mails.documentLink(document) : mails.taskLink(task)),
                new Facts().all(),
                List.of(),
                mails.footer(reader, "step"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
