package org.countersign.console.web.invoice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.InvoiceManagement.Original;
import org.countersign.invoicing.MailedDocument;
import org.countersign.invoicing.MailedQuery;
import org.countersign.invoicing.MailedState;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came to the mailbox of invoices: what could not be captured stands first, to be captured by hand or put away. */
@Controller
class MailboxPageController {

    private static final String PAGE = "console/invoice/mailed";

    private final InvoiceMailbox mailbox;
    private final PageModel pages;

    MailboxPageController(InvoiceMailbox mailbox, PageModel pages) {
        this.mailbox = mailbox;
        this.pages = pages;
    }

    /** A mailed document as lists show it. */
    record Row(
            String id,
            @Nullable String sender,
            @Nullable String subject,
            @Nullable String file,
            MailedState state,
            @Nullable String reason,
            @Nullable InvoiceId invoice,
            Instant receivedAt) {

        /** How its state looks. */
        public String tone() {
            return switch (state) {
                case WAITING -> "wait";
                case CAPTURED -> "good";
                case DISCARDED -> "idle";
            };
        }
    }

    @GetMapping("/invoices/mailbox")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @Sortable(
                            value = {"id", "receivedAt", "sender", "subject"},
                            byDefault = "receivedAt,desc")
                    PageQuery page,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        var found = mailbox.search(query(q, state), actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found.map(this::row), request));
        model.addAttribute("states", MailedState.values());
        model.addAttribute("waiting", mailbox.waiting());
        model.addAttribute("configured", mailbox.isConfigured());
        model.addAttribute("standing", mailbox.standing().orElse(null));
        return "console/invoice/mailbox";
    }

    @GetMapping("/invoices/mailbox.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @Sortable(
                            value = {"id", "receivedAt", "sender", "subject"},
                            byDefault = "receivedAt,desc")
                    PageQuery page,
            HttpServletResponse response,
            Actor actor) {
        var say = pages.words();
        var query = query(q, state);
        CsvFile.write(
                response,
                say.language(),
                "mailbox",
                List.of(
                        say.text("mailbox.received"),
                        say.text("mailbox.sender"),
                        say.text("mailbox.subject"),
                        say.text("mailbox.file"),
                        say.text("mailbox.state"),
                        say.text("mailbox.reason"),
                        say.text("mailbox.invoice")),
                page.sort(),
                slice -> mailbox.search(query, actor, slice),
                one -> Arrays.asList(
                        one.receivedAt(),
                        one.sender(),
                        one.subject(),
                        one.fileName(),
                        say.text("mailbox.state." + one.state()),
                        reason(one),
                        one.invoice()));
    }

    @GetMapping("/invoices/mailbox/{id}")
    ModelAndView one(@PathVariable String id, Actor actor) {
        return page(mailbox.document(id, actor), null, FormProblems.NONE, HttpStatus.OK, actor);
    }

    @GetMapping("/invoices/mailbox/{id}/file")
    ResponseEntity<byte[]> file(@PathVariable String id, Actor actor) {
        var document = mailbox.document(id, actor);
        var content = mailbox.content(id, actor).orElseThrow(() -> new NotFound("file of mail", id));
        var scan = ScanType.of(content.content());
        var name = document.fileName() == null ? id.substring(0, 12) : document.fileName();
        // What a browser might run is never opened in our own pages, whatever its sender calls it.
        var disposition = scan.isPresent() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(scan.map(type -> MediaType.parseMediaType(type.mediaType()))
                        .orElse(MediaType.APPLICATION_OCTET_STREAM))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(content.content());
    }

    @PostMapping("/invoices/mailbox/{id}/discarding")
    ModelAndView discard(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        var say = pages.words();
        try {
            mailbox.discard(id, reason, actor);
            redirect.addFlashAttribute("done", say.text("mailbox.discarded"));
            return new ModelAndView("redirect:/invoices/mailbox");
        } catch (RuleViolation violation) {
            var conflict = violation.rule().refusal() == Rule.Refusal.CONFLICT;
            return page(
                    mailbox.document(id, actor),
                    reason,
                    FormProblems.of("reason", say.sentence(violation), say.sentence(violation)),
                    conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY,
                    actor);
        }
    }

    private ModelAndView page(
            MailedDocument document, @Nullable String typed, FormProblems problems, HttpStatus status, Actor actor) {
        var view = new ModelAndView(PAGE, status);
        var content = mailbox.content(document.id(), actor);
        view.addObject("mailed", document);
        view.addObject("row", row(document));
        view.addObject("mailKind", kind(content));
        view.addObject(
                "written",
                content.filter(kept -> kind(content).equals("file"))
                        .map(kept -> MailedText.of(kept.content()))
                        .orElse(null));
        view.addObject(
                "others",
                mailbox.sameMail(document).stream()
                        .filter(other -> !other.id().equals(document.id()))
                        .map(this::row)
                        .toList());
        view.addObject("mayHandle", actor.isIn(Group.ACCOUNTS_PAYABLE) && document.state() == MailedState.WAITING);
        view.addObject("typedReason", typed);
        view.addObject("problems", problems);
        return view;
    }

    /** How its bytes can be shown: {@code pdf}, {@code picture}, {@code file}, or {@code none} where none were taken. */
    static String kind(Optional<Original> content) {
        return content.map(kept -> ScanType.of(kept.content())
                        .map(type -> type == ScanType.PDF ? "pdf" : "picture")
                        .orElse("file"))
                .orElse("none");
    }

    private static MailedQuery query(@Nullable String q, @Nullable String state) {
        return new MailedQuery(
                Formats.trimmed(q),
                Arrays.stream(MailedState.values())
                        .filter(one -> one.name().equals(state))
                        .findFirst()
                        .orElse(null));
    }

    private @Nullable String reason(MailedDocument document) {
        var why = document.reason();
        return why == null ? null : pages.words().explained(why);
    }

    private Row row(MailedDocument document) {
        var name = document.senderName();
        return new Row(
                document.id(),
                name == null || document.sender() == null ? document.sender() : name + " <" + document.sender() + ">",
                document.subject(),
                document.fileName(),
                document.state(),
                reason(document),
                document.invoice(),
                document.receivedAt());
    }
}
