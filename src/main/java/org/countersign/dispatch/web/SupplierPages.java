package org.countersign.dispatch.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dispatch.AcknowledgedLine;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.Letterhead;
import org.countersign.dispatch.OrderDocument;
import org.countersign.dispatch.OrderDocuments;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.ProposalState;
import org.countersign.dispatch.SupplierMessages;
import org.countersign.dispatch.SupplierReminders;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the pages that suppliers see: the order under our letterhead, and what is to be said where there is none. */
@Component
class SupplierPages {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Acknowledgements acknowledgements;
    private final SupplierMessages messages;
    private final SupplierReminders reminders;
    private final OrderDocuments documents;
    private final OrderPaper paper;
    private final Letterhead letterhead;
    private final Templates templates;
    private final Company company;
    private final Clock clock;

    SupplierPages(
            Acknowledgements acknowledgements,
            SupplierMessages messages,
            SupplierReminders reminders,
            OrderDocuments documents,
            OrderPaper paper,
            Letterhead letterhead,
            Templates templates,
            Company company,
            Clock clock) {
        this.acknowledgements = acknowledgements;
        this.messages = messages;
        this.reminders = reminders;
        this.documents = documents;
        this.paper = paper;
        this.letterhead = letterhead;
        this.templates = templates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * How somebody came to the page.
     *
     * @param path the page's address
     * @param until until when the link works
     * @param language in which it is read
     * @param languageChosen whether that was chosen on the page
     * @param news text of what has just happened; null where nothing has
     */
    record Visit(
            String path,
            Instant until,
            Locale language,
            boolean languageChosen,
            @Nullable String news) {

        private String query() {
            return languageChosen ? "?lang=" + language.getLanguage() : "";
        }
    }

    /** The order with everything that its supplier can say about it. */
    String order(
            PurchaseOrder order, Supplier supplier, Visit visit, SupplierForm form, List<SupplierForm.Fault> faults) {
        var language = visit.language();
        var open = acknowledgements.takesAnswer(order);
        var model = model(language);
        model.put("order", paper.of(order, supplier, language));
        model.put("revision", order.revision());
        model.put("raw", raw(order));
        model.put("path", visit.path());
        model.put("query", visit.query());
        model.put(
                "languages",
                LANGUAGES.stream()
                        .map(known -> new Language(
                                known.getLanguage(),
                                known.getDisplayLanguage(known),
                                visit.path() + "?lang=" + known.getLanguage(),
                                known.getLanguage().equals(language.getLanguage())))
                        .toList());
        model.put("open", open);
        model.put("form", form);
        model.put(
                "faults",
                faults.stream()
                        .map(fault -> new Problem(
                                fault.response().equals(SupplierForm.MESSAGE),
                                idOf(fault),
                                templates.text("supplier.problem." + fault.text(), language, arguments(fault))))
                        .toList());
        model.put(
                "faultOf",
                faults.stream()
                        .filter(fault -> fault.field() != null)
                        .collect(Collectors.toMap(
                                SupplierPages::idOf,
                                fault -> templates.text("supplier.problem." + fault.text(), language, arguments(fault)),
                                (first, second) -> first)));
        model.put("document", documents.find(order.number(), OrderDocument.PDF).isPresent());
        model.put("until", paper.date(visit.until(), language));
        var written = messages.of(order.number()).stream()
                .map(message -> new Written(paper.date(message.at(), language), message.text()))
                .toList();
        model.put("messages", written);
        var last = acknowledgements.latestOf(order.number()).filter(answer -> answer.revision() == order.revision());
        putIfThere(model, "news", news(visit.news(), last.isPresent(), !written.isEmpty(), language));
        putIfThere(
                model,
                "state",
                open && order.changesSinceSent() > 0 ? changed(order, language) : state(order, language));
        putIfThere(model, "answerBy", open ? answerBy(order, language) : null);
        putIfThere(model, "answer", last.map(answer -> said(answer, language)).orElse(null));
        return templates.fill("supplier/order.html", language, model);
    }

    private static Object[] arguments(SupplierForm.Fault fault) {
        return switch (fault.text()) {
            case "message" -> new Object[] {SupplierMessages.LONGEST};
            default -> fault.arguments();
        };
    }

    /** The page's id of the field that a fault is about; the form's where it is about all of it. */
    private static String idOf(SupplierForm.Fault fault) {
        var form = switch (fault.response()) {
            case "ACCEPTED" -> "accept";
            case "DECLINED" -> "decline";
            case "CHANGES_PROPOSED" -> "propose";
            case SupplierForm.MESSAGE -> "message";
            default -> "answer";
        };
        var field = fault.field();
        return field == null ? form : form + "-" + field;
    }

    /** What the order's lines are, as the fields of a proposal begin with. */
    private static Map<Integer, Raw> raw(PurchaseOrder order) {
        return order.lines().stream()
                .map(line -> new Raw(
                        line.line(),
                        plain(line.ordered()),
                        twoDecimals(line.unitPrice()),
                        line.requestedDate() == null ? "" : line.requestedDate().toString()))
                .collect(Collectors.toMap(Raw::line, Function.identity()));
    }

    private static String twoDecimals(BigDecimal price) {
        var plain = price.stripTrailingZeros();
        return plain.scale() < 2 ? plain.setScale(2).toPlainString() : plain.toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private @Nullable String answerBy(PurchaseOrder order, Locale language) {
        var due = reminders.due(order.number());
        return due.isAfter(clock.instant()) ? paper.date(due, language) : null;
    }

    /** What has just happened: whoever merely opens the address that thanks is not thanked. */
    private @Nullable News news(@Nullable String text, boolean answered, boolean written, Locale language) {
        var told = text != null
                && (text.equals("supplier.changedMeanwhile") || (text.equals("supplier.sent") ? written : answered));
        if (text == null || !told) {
            return null;
        }
        return new News(
                text.equals("supplier.answeredAlready") || text.equals("supplier.changedMeanwhile") ? "warn" : "good",
                templates.text(text, language),
                templates.text(text + "Text", language));
    }

    /** What a supplier has to know of an order whose terms were changed, until it has answered to them (R11). */
    private News changed(PurchaseOrder order, Locale language) {
        var at = order.revisedAt() == null ? order.createdAt() : order.revisedAt();
        return new News(
                "warn",
                templates.text("supplier.changedTitle", language, order.changesSinceSent(), paper.date(at, language)),
                templates.text("supplier.changedText", language, order.number()));
    }

    /** What a supplier has to know before anything else, where the order has ended. */
    private @Nullable News state(PurchaseOrder order, Locale language) {
        return switch (order.status()) {
            case CREATED, DISPATCHED, ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED -> null;
            case CANCELLED ->
                new News(
                        "bad",
                        templates.text("supplier.cancelledTitle", language),
                        templates.text("supplier.cancelled", language, order.number()));
            case DECLINED ->
                new News(
                        "info",
                        templates.text("supplier.declinedTitle", language),
                        templates.text("supplier.declinedText", language, order.number()));
            case CLOSED, CLOSED_SHORT ->
                new News(
                        "info",
                        templates.text("supplier.endedTitle", language),
                        templates.text("supplier.ended", language, order.number()));
        };
    }

    private Said said(Acknowledgement last, Locale language) {
        var sentence = switch (last.response()) {
            case ACCEPTED -> "supplier.accepted";
            case DECLINED -> "supplier.declined";
            case CHANGES_PROPOSED ->
                switch (last.proposal()) {
                    case ACCEPTED -> "supplier.proposalAccepted";
                    case REJECTED -> "supplier.proposalRejected";
                    case NONE, OPEN, IN_CHANGE -> "supplier.proposed";
                };
        };
        var changes = last.response() == SupplierResponse.CHANGES_PROPOSED
                ? last.lines().stream().map(line -> change(line, language)).toList()
                : List.<String>of();
        var decision = last.proposal() == ProposalState.REJECTED ? last.decisionNote() : null;
        return new Said(
                templates.text("supplier.yourAnswer", language, paper.date(last.at(), language)),
                templates.text(sentence, language),
                last.reference() == null ? null : templates.text("supplier.yourReference", language, last.reference()),
                last.note(),
                changes,
                decision == null ? null : templates.text("supplier.ourNote", language, decision));
    }

    private String change(AcknowledgedLine line, Locale language) {
        var changes = new ArrayList<String>();
        if (line.promisedDate() != null) {
            changes.add(
                    templates.text("supplier.changeDate", language, OrderPaper.date(line.promisedDate(), language)));
        }
        if (line.quantity() != null) {
            changes.add(
                    templates.text("supplier.changeQuantity", language, OrderPaper.number(line.quantity(), language)));
        }
        if (line.unitPrice() != null) {
            changes.add(templates.text("supplier.changePrice", language, OrderPaper.price(line.unitPrice(), language)));
        }
        return templates.text("supplier.lineOf", language, line.line(), String.join(", ", changes));
    }

    /**
     * A page that says something and shows no order.
     *
     * @param text of what it says; its title is the same with {@code Title} behind
     * @param renewal where a new link is asked for; null where it cannot be
     */
    String notice(Locale language, String text, String argument, @Nullable String renewal) {
        var model = model(language);
        model.put("title", templates.text(text + "Title", language));
        model.put("sentence", templates.text(text, language, argument));
        putIfThere(model, "renewal", renewal == null ? null : renewal + "?lang=" + language.getLanguage());
        return templates.fill("supplier/notice.html", language, model);
    }

    private Map<String, Object> model(Locale language) {
        var model = new HashMap<String, Object>();
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), language));
        putIfThere(model, "logo", letterhead.logo());
        putIfThere(model, "contact", contact());
        return model;
    }

    private @Nullable String contact() {
        var ways = Stream.of(company.email(), company.phone())
                .filter(way -> way != null && !way.isBlank())
                .collect(Collectors.joining(", "));
        return ways.isEmpty() ? null : ways;
    }

    private static void putIfThere(Map<String, Object> model, String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
    }

    /** An earlier answer in words. */
    record Said(
            String headline,
            String sentence,
            @Nullable String reference,
            @Nullable String note,
            List<String> changes,
            @Nullable String decision) {}

    /** What has happened, or how things stand. */
    record News(String tone, String title, String text) {}

    /** A line as a browser's fields begin with it. */
    record Raw(int line, String quantity, String price, String date) {}

    /** A language in which the page can be read. */
    record Language(String code, String name, String url, boolean current) {}

    /** Something to mend, with the place where it stands. */
    record Problem(boolean ofMessage, String id, String text) {}

    /** A message that the supplier wrote. */
    record Written(String date, String text) {}
}
