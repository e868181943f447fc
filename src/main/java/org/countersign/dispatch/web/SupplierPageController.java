package org.countersign.dispatch.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dispatch.AcknowledgedLine;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.LinkRenewals;
import org.countersign.dispatch.OrderDocument;
import org.countersign.dispatch.OrderDocuments;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierLinks;
import org.countersign.dispatch.SupplierLinks.Reading;
import org.countersign.dispatch.SupplierMessages;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
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
 * The page on which a supplier answers an order, without an account: the link is the proof. Looking changes nothing; only
 * the page's own forms do, and a second click of one of them changes nothing more.
 */
@RestController
@RequestMapping("/supplier/orders/{token}")
class SupplierPageController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String NO_REFERRER = "no-referrer";
    private static final String THANKS = "thanks";
    private static final String SENT = "sent";
    private static final String LANGUAGE = "lang";

    private final SupplierLinks links;
    private final LinkRenewals renewals;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Acknowledgements acknowledgements;
    private final SupplierMessages messages;
    private final OrderDocuments documents;
    private final SupplierPages pages;

    SupplierPageController(
            SupplierLinks links,
            LinkRenewals renewals,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Acknowledgements acknowledgements,
            SupplierMessages messages,
            OrderDocuments documents,
            SupplierPages pages) {
        this.links = links;
        this.renewals = renewals;
        this.orders = orders;
        this.suppliers = suppliers;
        this.acknowledgements = acknowledgements;
        this.messages = messages;
        this.documents = documents;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<?> page(
            @PathVariable String token,
            @RequestParam(name = THANKS, required = false) @Nullable String thanks,
            @RequestParam(name = SENT, required = false) @Nullable String sent,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        var news = thanks != null ? "supplier.thanks" : sent != null ? "supplier.sent" : null;
        return links.read(token) instanceof Reading.Valid valid
                ? page(token, valid, HttpStatus.OK, news, SupplierForm.EMPTY, List.of(), language, browser)
                : unusable(token, language, browser);
    }

    @GetMapping("/document")
    ResponseEntity<?> document(
            @PathVariable String token,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        var document = links.read(token) instanceof Reading.Valid valid
                ? documents.find(valid.order(), OrderDocument.PDF)
                : Optional.<OrderDocument>empty();
        if (document.isEmpty()) {
            return unusable(token, language, browser);
        }
        var answer = OrderDocumentController.answer(document.get());
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .header("Referrer-Policy", NO_REFERRER)
                .body(answer.getBody());
    }

    @PostMapping
    ResponseEntity<?> answer(
            @PathVariable String token,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            @RequestParam Map<String, String> fields,
            Locale browser) {
        if (!(links.read(token) instanceof Reading.Valid valid)) {
            return unusable(token, language, browser);
        }
        var order = orders.find(valid.order()).orElse(null);
        if (order == null) {
            return unusable(token, language, browser);
        }
        var form = SupplierForm.of(fields);
        var faults = form.faults(order);
        if (!faults.isEmpty() && acknowledgements.takesAnswer(order)) {
            return page(token, valid, HttpStatus.UNPROCESSABLE_ENTITY, null, form, faults, language, browser);
        }
        var answer = form.answer(order);
        try {
            acknowledgements.answeredBySupplier(valid.order(), revisionOf(fields), answer);
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Refusal.INVALID) {
                var problems = List.of(new SupplierForm.Fault(form.response(), "other", null));
                return page(token, valid, HttpStatus.UNPROCESSABLE_ENTITY, null, form, problems, language, browser);
            }
            return revisionOf(fields) == order.revision() && isSame(valid.order(), answer)
                    ? seeOther(token, THANKS, language)
                    : page(
                            token,
                            valid,
                            HttpStatus.CONFLICT,
                            revisionOf(fields) == order.revision()
                                    ? "supplier.answeredAlready"
                                    : "supplier.changedMeanwhile",
                            SupplierForm.EMPTY,
                            List.of(),
                            language,
                            browser);
        }
        return seeOther(token, THANKS, language);
    }

    /** The revision of the order that the page showed; forms written before there were revisions name none. */
    private static int revisionOf(Map<String, String> fields) {
        var revision = fields.getOrDefault("revision", "1");
        return revision.matches("\\d{1,6}") ? Integer.parseInt(revision) : 0;
    }

    /** Whether an answer that is not taken any more says what the last one said: the same button, clicked twice. */
    private boolean isSame(PurchaseOrderNumber order, SupplierAnswer answer) {
        return acknowledgements
                .latestOf(order)
                .filter(last -> last.response() == answer.response()
                        && Objects.equals(last.note(), blankAsNull(answer.note()))
                        && Objects.equals(last.reference(), blankAsNull(answer.reference()))
                        && (answer.response() != SupplierResponse.CHANGES_PROPOSED
                                || said(last.lines()).equals(saidNow(answer))))
                .isPresent();
    }

    private static Set<List<Object>> said(List<AcknowledgedLine> lines) {
        return lines.stream()
                .map(line -> said(line.line(), line.quantity(), line.unitPrice(), line.promisedDate()))
                .collect(Collectors.toSet());
    }

    private static Set<List<Object>> saidNow(SupplierAnswer answer) {
        return answer.lines() == null
                ? Set.of()
                : answer.lines().stream()
                        .map(line -> said(line.line(), line.quantity(), line.unitPrice(), line.promisedDate()))
                        .collect(Collectors.toSet());
    }

    private static List<Object> said(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal price,
            @Nullable LocalDate date) {
        return List.of(
                String.valueOf(line),
                quantity == null ? "" : quantity.stripTrailingZeros(),
                price == null ? "" : price.stripTrailingZeros(),
                date == null ? "" : date);
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    @PostMapping("/messages")
    ResponseEntity<?> message(
            @PathVariable String token,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            @RequestParam Map<String, String> fields,
            Locale browser) {
        if (!(links.read(token) instanceof Reading.Valid valid)
                || orders.find(valid.order()).isEmpty()) {
            return unusable(token, language, browser);
        }
        try {
            messages.write(valid.order(), fields.get("message"));
        } catch (RuleViolation violation) {
            var invalid = violation.rule().refusal() == Refusal.INVALID;
            return page(
                    token,
                    valid,
                    invalid ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.CONFLICT,
                    null,
                    SupplierForm.of(fields),
                    List.of(new SupplierForm.Fault(SupplierForm.MESSAGE, invalid ? "message" : "tooMany", null)),
                    language,
                    browser);
        }
        return seeOther(token, SENT, language);
    }

    @PostMapping("/renewal")
    ResponseEntity<?> renewal(
            @PathVariable String token,
            @RequestParam(name = LANGUAGE, required = false) @Nullable String language,
            Locale browser) {
        var reading = links.read(token);
        if (reading instanceof Reading.Expired expired) {
            var sent = renewals.renew(expired.order());
            return html(
                    HttpStatus.OK,
                    pages.notice(
                            languageOf(expired.order(), language, browser),
                            sent ? "supplier.renewed" : "supplier.notRenewed",
                            expired.order().value(),
                            null));
        }
        return reading instanceof Reading.Valid ? seeOther(token, null, language) : unusable(token, language, browser);
    }

    private ResponseEntity<?> page(
            String token,
            Reading.Valid valid,
            HttpStatus status,
            @Nullable String news,
            SupplierForm form,
            List<SupplierForm.Fault> faults,
            @Nullable String chosen,
            Locale browser) {
        var order = orders.find(valid.order()).orElse(null);
        var supplier =
                order == null ? null : suppliers.supplier(order.supplier()).orElse(null);
        if (order == null || supplier == null) {
            return unusable(token, chosen, browser);
        }
        var language = languageOf(order.number(), chosen, browser);
        return order.status() == OrderStatus.CREATED
                ? html(
                        HttpStatus.OK,
                        pages.notice(language, "supplier.notYet", order.number().value(), null))
                : html(
                        status,
                        pages.order(
                                order,
                                supplier,
                                new SupplierPages.Visit(path(token), valid.until(), language, chosen != null, news),
                                form,
                                faults));
    }

    private ResponseEntity<?> unusable(String token, @Nullable String language, Locale browser) {
        return links.read(token) instanceof Reading.Expired expired
                ? html(
                        HttpStatus.GONE,
                        pages.notice(
                                languageOf(expired.order(), language, browser),
                                "supplier.expired",
                                expired.order().value(),
                                path(token) + "/renewal"))
                : html(
                        HttpStatus.NOT_FOUND,
                        pages.notice(languageOf(null, language, browser), "supplier.forged", "", null));
    }

    /** The language that was chosen on the page; else the supplier's; else, where nobody knows whose it is, the browser's. */
    private Locale languageOf(@Nullable PurchaseOrderNumber number, @Nullable String chosen, Locale browser) {
        if (chosen != null) {
            return Templates.languageFor(chosen);
        }
        return Optional.ofNullable(number)
                .flatMap(orders::find)
                .flatMap(order -> suppliers.supplier(order.supplier()))
                .map(OrderPaper::languageOf)
                .orElseGet(() -> Templates.languageFor(browser.getLanguage()));
    }

    private static ResponseEntity<?> seeOther(String token, @Nullable String news, @Nullable String language) {
        var chosen = language == null
                ? ""
                : LANGUAGE + "=" + Templates.languageFor(language).getLanguage();
        var query = news == null ? chosen : news + (chosen.isEmpty() ? "" : "&" + chosen);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path(token) + (query.isEmpty() ? "" : "?" + query))
                .header("Referrer-Policy", NO_REFERRER)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", NO_REFERRER)
                .header("X-Robots-Tag", "noindex")
                .body(page);
    }

    private static String path(String token) {
        return "/supplier/orders/" + token;
    }
}
