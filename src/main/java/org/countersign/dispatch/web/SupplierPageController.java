package org.countersign.dispatch.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.OrderDocument;
import org.countersign.dispatch.OrderDocuments;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.ProposalState;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierLinks;
import org.countersign.dispatch.SupplierLinks.Reading;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Company;
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
 * the page's own form does.
 */
@RestController
@RequestMapping("/supplier/orders/{token}")
class SupplierPageController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String NO_REFERRER = "no-referrer";
    private static final String THANKS = "thanks";

    private final SupplierLinks links;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Acknowledgements acknowledgements;
    private final OrderDocuments documents;
    private final OrderPaper paper;
    private final Templates templates;
    private final Company company;

    SupplierPageController(
            SupplierLinks links,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Acknowledgements acknowledgements,
            OrderDocuments documents,
            OrderPaper paper,
            Templates templates,
            Company company) {
        this.links = links;
        this.orders = orders;
        this.suppliers = suppliers;
        this.acknowledgements = acknowledgements;
        this.documents = documents;
        this.paper = paper;
        this.templates = templates;
        this.company = company;
    }

    @GetMapping
    ResponseEntity<?> page(
            @PathVariable String token, @RequestParam(name = THANKS, required = false) @Nullable String thanks) {
        var reading = links.read(token);
        return reading instanceof Reading.Valid valid
                ? page(token, valid, HttpStatus.OK, thanks == null ? null : "supplier.thanks", Given.NOTHING, List.of())
                : unusable(reading);
    }

    @GetMapping("/document")
    ResponseEntity<?> document(@PathVariable String token) {
        var reading = links.read(token);
        if (!(reading instanceof Reading.Valid valid)) {
            return unusable(reading);
        }
        var document = documents.find(valid.order(), OrderDocument.PDF);
        if (document.isEmpty()) {
            return unusable(new Reading.Forged());
        }
        var answer = OrderDocumentController.answer(document.get());
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .header("Referrer-Policy", NO_REFERRER)
                .body(answer.getBody());
    }

    @PostMapping
    ResponseEntity<?> answer(@PathVariable String token, @RequestParam Map<String, String> form) {
        var reading = links.read(token);
        if (!(reading instanceof Reading.Valid valid)) {
            return unusable(reading);
        }
        var order = orders.find(valid.order()).orElse(null);
        if (order == null) {
            return unusable(new Reading.Forged());
        }
        var given = Given.of(form);
        try {
            acknowledgements.answeredBySupplier(valid.order(), answerOf(order, given));
        } catch (RuleViolation violation) {
            return violation.rule().refusal() == Refusal.INVALID
                    ? page(token, valid, HttpStatus.UNPROCESSABLE_ENTITY, null, given, problems(violation))
                    : page(token, valid, HttpStatus.CONFLICT, "supplier.answeredAlready", Given.NOTHING, List.of());
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path(token) + "?" + THANKS)
                .header("Referrer-Policy", NO_REFERRER)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static List<String> problems(RuleViolation violation) {
        return violation.fields().isEmpty()
                ? List.of(String.valueOf(violation.getMessage()))
                : violation.fields().stream()
                        .map(field -> field.field() + " " + field.message())
                        .toList();
    }

    /** An acceptance promises the dates that we want; a proposal says only what would be different. */
    private static SupplierAnswer answerOf(PurchaseOrder order, Given given) {
        var response = Stream.of(SupplierResponse.values())
                .filter(known -> known.name().equals(given.response()))
                .findFirst()
                .orElse(null);
        var lines = new ArrayList<SupplierAnswer.Line>();
        for (var line : order.lines()) {
            var wanted = line.requestedDate();
            var date = response == SupplierResponse.CHANGES_PROPOSED ? given.date(line.line()) : wanted;
            var says = response == SupplierResponse.ACCEPTED ? date != null : date != null && !date.equals(wanted);
            if (says && response != SupplierResponse.DECLINED) {
                lines.add(new SupplierAnswer.Line(line.line(), null, null, date));
            }
        }
        return new SupplierAnswer(response, given.reference(), given.note(), lines);
    }

    private ResponseEntity<?> page(
            String token,
            Reading.Valid valid,
            HttpStatus status,
            @Nullable String notice,
            Given given,
            List<String> problems) {
        var order = orders.find(valid.order()).orElse(null);
        var supplier =
                order == null ? null : suppliers.supplier(order.supplier()).orElse(null);
        if (order == null || supplier == null) {
            return unusable(new Reading.Forged());
        }
        var language = OrderPaper.languageOf(supplier);
        if (order.status() == OrderStatus.CREATED || order.status() == OrderStatus.CANCELLED) {
            var state = order.status() == OrderStatus.CREATED ? "notYet" : "cancelled";
            return notice(HttpStatus.OK, language, "supplier." + state, order.number());
        }
        var open = acknowledgements.takesAnswer(order);
        var closed = !order.status().takesReceipts();
        var text = notice != null
                ? templates.text(notice, language)
                : closed ? templates.text("supplier.ended", language, order.number()) : null;
        var model = new HashMap<String, Object>();
        model.put("order", paper.of(order, supplier));
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), language));
        model.put("path", path(token));
        model.put("open", open);
        model.put("given", given);
        model.put("problems", problems);
        model.put("document", documents.find(order.number(), OrderDocument.PDF).isPresent());
        model.put("until", paper.date(valid.until(), language));
        putIfThere(model, "notice", text);
        putIfThere(model, "contact", contact());
        putIfThere(
                model,
                "answer",
                acknowledgements
                        .latestOf(order.number())
                        .map(last -> said(last, language))
                        .orElse(null));
        return html(status, templates.fill("supplier/order.html", language, model));
    }

    private Said said(Acknowledgement last, Locale language) {
        var sentence = switch (last.response()) {
            case ACCEPTED -> "supplier.accepted";
            case DECLINED -> "supplier.declined";
            case CHANGES_PROPOSED ->
                switch (last.proposal()) {
                    case ACCEPTED -> "supplier.proposalAccepted";
                    case REJECTED -> "supplier.proposalRejected";
                    case NONE, OPEN -> "supplier.proposed";
                };
        };
        var changes = last.response() == SupplierResponse.CHANGES_PROPOSED
                ? last.promised().entrySet().stream()
                        .map(line -> templates.text(
                                "supplier.ofLine", language, line.getKey(), OrderPaper.date(line.getValue(), language)))
                        .toList()
                : List.<String>of();
        return new Said(
                templates.text("supplier.yourAnswer", language, paper.date(last.at(), language)),
                templates.text(sentence, language),
                last.note(),
                changes,
                last.proposal() == ProposalState.REJECTED ? last.decisionNote() : null);
    }

    private static void putIfThere(Map<String, Object> model, String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
    }

    private ResponseEntity<?> unusable(Reading reading) {
        return reading instanceof Reading.Expired expired
                ? notice(HttpStatus.GONE, Locale.ENGLISH, "supplier.expired", expired.order())
                : notice(HttpStatus.NOT_FOUND, Locale.ENGLISH, "supplier.forged", "");
    }

    private ResponseEntity<?> notice(HttpStatus status, Locale language, String text, Object argument) {
        var model = new HashMap<String, Object>();
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), language));
        model.put("title", templates.text(text + "Title", language));
        model.put("sentence", templates.text(text, language, argument));
        putIfThere(model, "contact", contact());
        return html(status, templates.fill("supplier/notice.html", language, model));
    }

    private @Nullable String contact() {
        var ways = Stream.of(company.email(), company.phone())
                .filter(way -> way != null && !way.isBlank())
                .collect(Collectors.joining(", "));
        return ways.isEmpty() ? null : ways;
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

    /** An earlier answer in words. */
    record Said(
            String headline,
            String sentence,
            @Nullable String note,
            List<String> changes,
            @Nullable String decision) {}

    /**
     * What was filled in, to be shown again where it could not be taken.
     *
     * @param dates by line, as given
     */
    record Given(
            String response,
            @Nullable String reference,
            @Nullable String note,
            Map<Integer, String> dates) {

        static final Given NOTHING = new Given("", null, null, Map.of());

        private static final String DATE = "date-";

        static Given of(Map<String, String> form) {
            var dates = new HashMap<Integer, String>();
            form.forEach((name, value) -> {
                if (name.matches(DATE + "\\d{1,6}") && !value.isBlank()) {
                    dates.put(Integer.valueOf(name.substring(DATE.length())), value);
                }
            });
            return new Given(form.getOrDefault("response", ""), form.get("reference"), form.get("note"), dates);
        }

        @Nullable
        LocalDate date(int line) {
            var text = dates.get(line);
            try {
                return text == null ? null : LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }
}
