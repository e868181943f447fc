package org.countersign.console.web.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.console.page.Words;
import org.countersign.console.web.invoice.MatchPage.Line;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.PaperPrinter;
import org.countersign.invoicing.ExceptionState;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.LineOutcome;
import org.countersign.invoicing.MatchHistory;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchRun;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what one comparison of an invoice found, for a page and on paper. Who may see it is the caller's to check. */
@Component
class MatchPages {

    private final MatchHistory history;
    private final SupplierDirectory suppliers;
    private final Templates templates;
    private final PaperPrinter printer;
    private final Company company;

    MatchPages(
            MatchHistory history,
            SupplierDirectory suppliers,
            Templates templates,
            PaperPrinter printer,
            Company company) {
        this.history = history;
        this.suppliers = suppliers;
        this.templates = templates;
        this.printer = printer;
        this.company = company;
    }

    /** One comparison in the reader's words. */
    MatchPage of(Invoice invoice, MatchRun run, Words say) {
        var received = invoice.asReceived().lines();
        var byLine = new HashMap<Integer, List<MatchRun.Found>>();
        var others = new ArrayList<String>();
        for (var found : run.differences()) {
            if (found.state() == ExceptionState.RESOLVED) {
                continue;
            }
            var position = found.position();
            if (position == null) {
                others.add(said(found, say));
            } else {
                byLine.computeIfAbsent(position, line -> new ArrayList<>()).add(found);
            }
        }
        return new MatchPage(
                run.run(),
                invoice.matchRun(),
                say.time(run.at()),
                run.result() == null ? Words.NOTHING : say.text("invoice.match.result." + run.result()),
                run.mode() == null ? "" : say.text("invoice.mode." + run.mode()),
                run.toleratedTax() == null || run.toleratedTotal() == null
                        ? ""
                        : say.text(
                                "invoice.toleratedSums",
                                say.amount(run.toleratedTax(), invoice.currency()),
                                say.amount(run.toleratedTotal(), invoice.currency())),
                run.lines().stream()
                        .map(line -> line(
                                invoice,
                                received.get(line.position() - 1),
                                line,
                                byLine.getOrDefault(line.position(), List.of()),
                                say))
                        .toList(),
                others);
    }

    /** The same as a PDF. */
    byte[] print(Invoice invoice, int number, Words say) {
        var run = history.run(invoice, number);
        var supplier = invoice.supplier();
        Map<String, Object> model = new HashMap<>();
        model.put("match", of(invoice, run, say));
        model.put("invoice", invoice);
        model.put(
                "supplier",
                supplier == null
                        ? Words.NOTHING
                        : suppliers.supplier(supplier).map(Supplier::name).orElse(supplier) + " (" + supplier + ")");
        model.put("say", say);
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), say.language()));
        try {
            return printer.print(templates.fill("documents/match-record.html", say.language(), model), run.at());
        } catch (IOException e) {
            throw new UncheckedIOException("Comparison " + number + " of " + invoice.id() + " cannot be printed", e);
        }
    }

    private static Line line(
            Invoice invoice, InvoiceDraft.Line received, MatchRun.Line line, List<MatchRun.Found> found, Words say) {
        var unit = line.unit() == null ? (received.unit() == null ? "C62" : received.unit()) : line.unit();
        var sentences = new ArrayList<String>();
        found.forEach(one -> sentences.add(said(one, say)));
        if (sentences.isEmpty()) {
            sentences.add(agrees(invoice, line, unit, say));
        }
        var price = line.orderPrice();
        return new Line(
                invoice.labelOf(line.position()),
                Objects.requireNonNullElse(
                        received.description() == null ? received.item() : received.description(), Words.NOTHING),
                line.purchaseOrder() == null || line.orderLine() == null
                        ? line.purchaseOrder()
                        : line.purchaseOrder() + " / " + line.orderLine(),
                line.ordered() == null || price == null
                        ? Words.NOTHING
                        : say.quantity(line.ordered(), unit) + " × "
                                + say.price(price, Currency.getInstance(invoice.currency())),
                line.mode() == MatchMode.TWO_WAY
                        ? say.text("invoice.notReceived")
                        : line.accepted() == null ? Words.NOTHING : say.quantity(line.accepted(), unit),
                line.invoicedBefore() == null ? Words.NOTHING : say.quantity(line.invoicedBefore(), unit),
                say.quantity(line.invoiced(), unit),
                say.amount(line.net(), invoice.currency()),
                line.orderLine() == null
                        ? Words.NOTHING
                        : ToleranceWords.price(line.price(), invoice.currency(), say)
                                + " "
                                + ToleranceWords.quantity(line.quantity(), line.ordered(), line.unit(), say),
                outcome(line, found, say),
                found.stream().anyMatch(one -> one.state() == ExceptionState.OPEN),
                sentences);
    }

    private static String outcome(MatchRun.Line line, List<MatchRun.Found> found, Words say) {
        var open = found.stream().anyMatch(one -> one.state() == ExceptionState.OPEN);
        if (!open) {
            return say.text(
                    line.outcome() == LineOutcome.UNPLANNED
                            ? "invoice.outcome.unplanned"
                            : found.isEmpty() ? "invoice.outcome.agrees" : "invoice.outcome.accepted");
        }
        return say.text(
                switch (line.outcome()) {
                    case UNMATCHED -> "invoice.outcome.unmatched";
                    case AWAITING_RECEIPT -> "invoice.outcome.awaiting";
                    case MATCHED, IN_EXCEPTION, UNPLANNED -> "invoice.outcome.differs";
                });
    }

    /** What a clerk would say of a line that agrees. */
    private static String agrees(Invoice invoice, MatchRun.Line line, String unit, Words say) {
        if (line.outcome() == LineOutcome.UNPLANNED) {
            return say.text("invoice.match.unplanned", say.amount(line.net(), invoice.currency()));
        }
        if (line.orderLine() == null) {
            return say.text("invoice.match.nothing");
        }
        var variance = line.priceVariance();
        var price = variance == null || variance.signum() == 0
                ? say.text("invoice.match.samePrice")
                : variance.signum() > 0
                        ? say.text(
                                "invoice.note.withinPrice",
                                say.amount(variance, invoice.currency()),
                                ToleranceWords.price(line.price(), invoice.currency(), say))
                        : line.priceUnder().isNone()
                                ? say.text("invoice.note.cheaper", say.amount(variance.abs(), invoice.currency()))
                                : say.text(
                                        "invoice.note.withinPriceUnder",
                                        say.amount(variance.abs(), invoice.currency()),
                                        ToleranceWords.price(line.priceUnder(), invoice.currency(), say));
        var all = line.invoicedBefore() == null
                ? line.invoiced()
                : line.invoicedBefore().add(line.invoiced());
        return (line.mode() == MatchMode.TWO_WAY
                        ? say.text(
                                "invoice.match.agreesTwoWay",
                                say.quantity(all, unit),
                                quantity(line.ordered(), unit, say))
                        : say.text(
                                "invoice.match.agrees",
                                say.quantity(all, unit),
                                quantity(line.ordered(), unit, say),
                                quantity(line.accepted(), unit, say)))
                + " " + price;
    }

    private static String quantity(@Nullable BigDecimal quantity, String unit, Words say) {
        return quantity == null ? Words.NOTHING : say.quantity(quantity, unit);
    }

    private static String said(MatchRun.Found found, Words say) {
        var sentence = say.explained(found.said());
        var by = found.answeredBy();
        return found.state() == ExceptionState.ACCEPTED && by != null
                ? say.text("invoice.note.accepted", sentence, say.name(by))
                : sentence;
    }
}
