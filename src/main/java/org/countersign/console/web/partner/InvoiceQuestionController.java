package org.countersign.console.web.partner;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.countersign.dispatch.OrderPaper;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.QuestionLinks;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.invoicing.SupplierQuestions.Sheet;
import org.countersign.invoicing.SupplierSays;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SignedLinks.Reading;
import org.countersign.shared.Templates;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page on which a supplier answers a question about its invoice, without an account: the link is the proof. Looking
 * changes nothing; an answer is taken once, and a second click of it changes nothing more.
 */
@RestController
@RequestMapping("/supplier/invoice-questions/{token}")
class InvoiceQuestionController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String LANGUAGE = "lang";
    private static final String RENEWAL = "/renewal";

    private final QuestionLinks links;
    private final SupplierQuestions questions;
    private final SupplierDirectory suppliers;
    private final InvoiceQuestionPages pages;

    InvoiceQuestionController(
            QuestionLinks links, SupplierQuestions questions, SupplierDirectory suppliers, InvoiceQuestionPages pages) {
        this.links = links;
        this.questions = questions;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<?> page(
            @PathVariable String token,
            @RequestParam(name = "thanks", required = false) @Nullable String thanks,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        return page(token, HttpStatus.OK, thanks == null ? null : "thanks", null, null, null, language, browser);
    }

    @PostMapping
    ResponseEntity<?> answer(
            @PathVariable String token,
            @RequestParam(name = "answer", required = false) @Nullable String answer,
            @RequestParam(name = "message", required = false) @Nullable String message,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        var asked = about(token);
        if (asked.isEmpty()) {
            return page(token, HttpStatus.OK, null, null, null, null, language, browser);
        }
        var says = says(answer);
        try {
            questions.answer(asked.get(), says, message);
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Refusal.INVALID) {
                return page(
                        token,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        null,
                        says == null ? "answer" : "why",
                        says,
                        message,
                        language,
                        browser);
            }
            return questions
                            .question(asked.get())
                            .filter(kept -> isSame(kept, says, message))
                            .isPresent()
                    ? seeOther(token, language)
                    : page(token, HttpStatus.CONFLICT, "closed", null, null, null, language, browser);
        }
        return seeOther(token, language);
    }

    /** A new link goes to the address that we know; what is said is the same whether the question is still open or not. */
    @PostMapping(RENEWAL)
    ResponseEntity<?> renewal(
            @PathVariable String token,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        if (!(links.read(token) instanceof Reading.Expired expired)) {
            return links.read(token) instanceof Reading.Valid
                    ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                            .header(HttpHeaders.LOCATION, path(token))
                            .build()
                    : page(token, HttpStatus.OK, null, null, null, null, language, browser);
        }
        questions.renewLink(expired.about());
        return html(
                HttpStatus.OK,
                pages.notice(
                        languageOf(questions.sheet(expired.about()), language, browser),
                        "supplierQuestion.renewed",
                        "",
                        null));
    }

    /** Whether an answer that is not taken any more says what was answered: the same button, clicked twice. */
    private static boolean isSame(InvoiceQuestion kept, @Nullable SupplierSays says, @Nullable String message) {
        var said = message == null ? "" : message.strip().replace("\r\n", "\n");
        return kept.answer() != null
                && kept.answer() == says
                && said.equals(kept.answerText() == null ? "" : kept.answerText());
    }

    private static @Nullable SupplierSays says(@Nullable String word) {
        for (var one : SupplierSays.values()) {
            if (one.name().equals(word)) {
                return one;
            }
        }
        return null;
    }

    private Optional<String> about(String token) {
        return links.read(token) instanceof Reading.Valid valid ? Optional.of(valid.about()) : Optional.empty();
    }

    private ResponseEntity<?> page(
            String token,
            HttpStatus status,
            @Nullable String news,
            @Nullable String fault,
            @Nullable SupplierSays says,
            @Nullable String message,
            @Nullable String chosen,
            Locale browser) {
        var reading = links.read(token);
        if (!(reading instanceof Reading.Valid valid)) {
            var expired =
                    reading instanceof Reading.Expired gone ? questions.sheet(gone.about()) : Optional.<Sheet>empty();
            return html(
                    expired.isPresent() ? HttpStatus.GONE : HttpStatus.NOT_FOUND,
                    pages.notice(
                            languageOf(expired, chosen, browser),
                            expired.isPresent() ? "supplierQuestion.expired" : "supplier.forged",
                            expired.map(sheet -> sheet.invoice().number()).orElse(""),
                            expired.isPresent() ? path(token) + RENEWAL : null));
        }
        var sheet = questions.sheet(valid.about());
        var language = languageOf(sheet, chosen, browser);
        return sheet.isEmpty()
                ? html(HttpStatus.NOT_FOUND, pages.notice(language, "supplier.forged", "", null))
                : html(
                        status,
                        pages.question(
                                sheet.get(),
                                new InvoiceQuestionPages.Visit(
                                        path(token),
                                        valid.until(),
                                        language,
                                        chosen != null,
                                        news,
                                        fault,
                                        says,
                                        message)));
    }

    /** The language that was chosen on the page; else the supplier's; else, where nobody knows whose it is, the browser's. */
    private Locale languageOf(Optional<Sheet> sheet, @Nullable String chosen, Locale browser) {
        if (chosen != null) {
            return Templates.languageFor(chosen);
        }
        return sheet.map(one -> one.invoice().supplier())
                .flatMap(suppliers::supplier)
                .map(OrderPaper::languageOf)
                .orElseGet(() -> Templates.languageFor(browser.getLanguage()));
    }

    private static ResponseEntity<?> seeOther(String token, @Nullable String language) {
        var query = "?thanks"
                + (language == null
                        ? ""
                        : "&" + LANGUAGE + "=" + Templates.languageFor(language).getLanguage());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path(token) + query)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(page);
    }

    private static String path(String token) {
        return "/supplier/invoice-questions/" + token;
    }
}
