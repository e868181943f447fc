package org.countersign.console.web.mail;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.mail.MailId;
import org.countersign.mail.MailOutbox;
import org.countersign.mail.MailQuery;
import org.countersign.mail.MailQuery.Standing;
import org.countersign.mail.MailStatus;
import org.countersign.mail.OutgoingMail;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The mails of the outbox for those who look after them: what did not go out stands first. Texts are not shown, for a
 * supplier's link in them is a right to answer.
 */
@Controller
class MailPageController {

    private static final int MOST_TROUBLES = 10;
    private static final Sort OLDEST_FIRST = Sort.by("createdAt", "id");

    private final MailOutbox outbox;
    private final InvoiceMailbox mailbox;
    private final PageModel pages;
    private final Clock clock;

    MailPageController(MailOutbox outbox, InvoiceMailbox mailbox, PageModel pages, Clock clock) {
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/mails")
    String list(
            @RequestParam(required = false) @Nullable String document,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String standing,
            @Sortable(
                            value = {"id", "createdAt", "sentAt", "document", "kind"},
                            byDefault = "createdAt,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var query = query(document, recipient, standing);
        var found = outbox.search(query, actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found.map(this::row), request));
        model.addAttribute("standings", Standing.values());
        model.addAttribute("mailboxStanding", mailbox.standing().orElse(null));
        if (query.equals(new MailQuery(null, null, null)) && page.page() == 0) {
            var troubles = outbox.search(
                    new MailQuery(null, null, Standing.TROUBLE), actor, PageRequest.of(0, MOST_TROUBLES, OLDEST_FIRST));
            model.addAttribute("troubles", troubles.map(this::row).getContent());
            model.addAttribute("troublesInAll", troubles.getTotalElements());
        }
        return "console/mail/list";
    }

    @GetMapping("/mails.csv")
    void csv(
            @RequestParam(required = false) @Nullable String document,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String standing,
            @Sortable(
                            value = {"id", "createdAt", "sentAt", "document", "kind"},
                            byDefault = "createdAt,desc")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        var query = query(document, recipient, standing);
        CsvFile.write(
                response,
                say.language(),
                "mails",
                List.of(
                        say.text("mails.document"),
                        say.text("mails.subject"),
                        say.text("mails.recipients"),
                        say.text("mails.standing"),
                        say.text("mails.attempts"),
                        say.text("mails.createdAt"),
                        say.text("mails.sentAt"),
                        say.text("mails.lastError")),
                page.sort(),
                slice -> outbox.part(query, actor, slice),
                mail -> Arrays.asList(
                        mail.document().value(),
                        mail.subject(),
                        String.join(", ", mail.recipients()),
                        say.text("mails.standing." + standing(mail)),
                        mail.attempts(),
                        mail.createdAt(),
                        mail.sentAt(),
                        mail.lastError()));
    }

    @GetMapping("/mails/{id}")
    String one(@PathVariable String id, Actor actor, Model model) {
        return show(outbox.mail(new MailId(id), actor), actor, model);
    }

    @PostMapping("/mails/{id}/resend")
    Object resend(@PathVariable String id, Actor actor, Model model, RedirectAttributes redirect) {
        try {
            var mail = outbox.resend(new MailId(id), actor);
            redirect.addFlashAttribute(
                    "done", pages.words().text("mails.resent", String.join(", ", mail.recipients())));
            return "redirect:/mails/" + id;
        } catch (RuleViolation violation) {
            model.addAttribute("refused", pages.words().sentence(violation));
            show(outbox.mail(new MailId(id), actor), actor, model);
            return new ModelAndView("console/mail/one", model.asMap(), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/mails/{id}/confirmation")
    Object confirm(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        try {
            var mail = outbox.confirm(new MailId(id), reason, actor);
            redirect.addFlashAttribute("done", pages.words().text("mails.known", String.join(", ", mail.recipients())));
            return "redirect:/mails/" + id;
        } catch (RuleViolation violation) {
            model.addAttribute("refused", pages.words().sentence(violation));
            show(outbox.mail(new MailId(id), actor), actor, model);
            return new ModelAndView("console/mail/one", model.asMap(), Problems.statusOf(violation));
        }
    }

    private String show(OutgoingMail mail, Actor actor, Model model) {
        var standing = standing(mail);
        model.addAttribute("mail", row(mail));
        model.addAttribute("mayResend", actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR));
        model.addAttribute("resendable", standing != Standing.UNDER_WAY && standing != Standing.WITHHELD);
        model.addAttribute("confirmable", standing == Standing.UNCERTAIN);
        return "console/mail/one";
    }

    private static MailQuery query(@Nullable String document, @Nullable String recipient, @Nullable String standing) {
        return new MailQuery(
                Formats.trimmed(document),
                Formats.trimmed(recipient),
                Arrays.stream(Standing.values())
                        .filter(one -> one.name().equals(standing))
                        .findFirst()
                        .orElse(null));
    }

    private Standing standing(OutgoingMail mail) {
        if (mail.isUncertain(clock.instant())) {
            return Standing.UNCERTAIN;
        }
        return switch (mail.status()) {
            case FAILED -> Standing.FAILED;
            case SENT -> Standing.SENT;
            case WITHHELD -> Standing.WITHHELD;
            case PENDING, SENDING -> Standing.UNDER_WAY;
        };
    }

    private Row row(OutgoingMail mail) {
        var error = mail.lastError();
        return new Row(
                mail.id().value(),
                mail.kind(),
                mail.document().value(),
                mail.recipients(),
                mail.subject(),
                mail.status(),
                standing(mail),
                mail.attempts(),
                error == null ? null : pages.words().phrase(error),
                mail.messageId(),
                mail.createdAt(),
                mail.attemptedAt(),
                mail.sentAt());
    }

    /** A mail as pages show it. */
    record Row(
            String id,
            String kind,
            String document,
            List<String> recipients,
            String subject,
            MailStatus status,
            Standing standing,
            int attempts,
            @Nullable String lastError,
            String messageId,
            Instant createdAt,
            @Nullable Instant attemptedAt,
            @Nullable Instant sentAt) {

        /** The address that leads to the document, where it has a page. */
        public @Nullable String documentPath() {
            return document.indexOf(':') < 0 ? "/go?number=" + document : null;
        }

        /** How the standing looks. */
        public String tone() {
            return switch (standing) {
                case FAILED, TROUBLE -> "bad";
                case UNCERTAIN -> "wait";
                case UNDER_WAY -> "busy";
                case SENT -> "good";
                case WITHHELD -> "idle";
            };
        }
    }
}
