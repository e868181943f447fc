package org.countersign.console.web.approval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.Approvals;
import org.countersign.approval.LineNumbers;
import org.countersign.approval.LinesAsked;
import org.countersign.approval.PolicyReason;
import org.countersign.approval.Remark;
import org.countersign.approval.StepQuestion;
import org.countersign.console.page.Words;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.payment.SupplierHistory;
import org.countersign.purchasing.RequesterHistory;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachment;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuote;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.sales.Customer;
import org.countersign.sales.CustomerMaster;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an approver needs to know of a document on one page, in the reader's words. */
@Component
class AskedDocuments {

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final RequisitionQuotes quotes;
    private final InvoiceManagement invoices;
    private final SupplierDirectory suppliers;
    private final SalesOrderManagement sales;
    private final CustomerMaster customers;
    private final RequesterHistory history;
    private final SupplierHistory invoiced;
    private final AskedChanges changes;
    private final Approvals approvals;
    private final Company company;

    AskedDocuments(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            RequisitionQuotes quotes,
            InvoiceManagement invoices,
            SupplierDirectory suppliers,
            SalesOrderManagement sales,
            CustomerMaster customers,
            RequesterHistory history,
            SupplierHistory invoiced,
            AskedChanges changes,
            Approvals approvals,
            Company company) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.quotes = quotes;
        this.invoices = invoices;
        this.suppliers = suppliers;
        this.sales = sales;
        this.customers = customers;
        this.history = history;
        this.invoiced = invoiced;
        this.changes = changes;
        this.approvals = approvals;
        this.company = company;
    }

    /** A fact with the key of its name. */
    record Fact(String key, String value) {}

    /**
     * A line of the document.
     *
     * @param number its number, where it matters; empty otherwise
     * @param remark what the reader has to know of it; null where there is nothing
     */
    record Line(
            String number,
            String description,
            String quantity,
            String amount,
            @Nullable String remark) {

        Line(String description, String quantity, String amount) {
            this("", description, quantity, amount, null);
        }
    }

    /** A file, which those who are signed in can open. */
    record Attached(String name, String size, String path) {}

    /** What a supplier offers. */
    record Offer(
            String supplier,
            String price,
            boolean chosen,
            @Nullable String reason) {}

    /** An answer of this round. */
    record Answer(
            String by,
            String outcome,
            String when,
            @Nullable String comment) {}

    /** Something that was said beside the answers. */
    record Said(
            String head, @Nullable String text, @Nullable String answer) {}

    /**
     * The document.
     *
     * @param base the amount in base currency with the rate; null where it is the document's, or unknown
     * @param why why the policy asks
     * @param rule which rules say so
     * @param left the total without the lines that were rejected; null where none was
     * @param linesAlone numbers of the lines that the reader can reject alone; empty where there are none
     * @param next who is asked after the reader; empty where nobody is
     */
    record Asked(
            StepQuestion question,
            @Nullable String base,
            boolean net,
            String why,
            String rule,
            @Nullable String progress,
            List<Fact> facts,
            @Nullable String left,
            String linesAlone,
            List<Line> lines,
            List<Attached> attachments,
            List<Offer> quotes,
            List<Answer> answers,
            List<Said> remarks,
            String next) {}

    Asked asked(StepQuestion question, Words say) {
        var requisition = ApprovalKind.REQUISITION.equals(question.kind())
                ? requisitions
                        .find(new RequisitionNumber(question.document().value()))
                        .orElse(null)
                : null;
        var sale = ApprovalKind.SALES_ORDER.equals(question.kind())
                ? sales.find(new SalesOrderNumber(question.document().value())).orElse(null)
                : null;
        var change = ApprovalKind.CHANGE_ORDER.equals(question.kind())
                ? changes.find(question.document()).orElse(null)
                : null;
        var number = requisition == null ? null : requisition.number();
        var record = approvals.recordOf(question.document());
        var last =
                record.entries().stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        var round =
                record.entries().stream().filter(entry -> entry.cycle() == last).toList();
        var progress = question.progress();
        return new Asked(
                question,
                base(question, say),
                requisition != null || sale != null || change != null,
                say.explained(PolicyReason.of(question.rule(), question.reason())),
                say.explained(PolicyReason.source(question.rule(), question.policyVersion())),
                progress == null ? null : say.explained(progress),
                requisition != null
                        ? facts(requisition, say)
                        : sale != null
                                ? facts(sale)
                                : change != null ? changes.facts(change, say) : factsOfInvoice(question, say),
                requisition == null || question.lines().rejected().isEmpty()
                        ? null
                        : say.money(requisition.totalWithout(question.lines().rejectedLines())),
                LineNumbers.shown(question.lines().alone()),
                requisition != null
                        ? lines(requisition, question.lines(), say)
                        : sale != null ? lines(sale, say) : change != null ? changes.lines(change, say) : List.of(),
                number == null
                        ? List.of()
                        : attachments.of(number).stream()
                                .map(AskedDocuments::attached)
                                .toList(),
                number == null
                        ? List.of()
                        : quotes.of(number).stream()
                                .map(quote -> offer(quote, say))
                                .toList(),
                round.stream()
                        .filter(entry -> entry.outcome() != null)
                        .map(entry -> answer(entry, say))
                        .toList(),
                record.remarks().stream()
                        .filter(remark -> remark.cycle() == last)
                        .map(remark -> said(remark, say))
                        .toList(),
                record.namesAfter(question.level(), (UserId user) -> say.name(user)));
    }

    private @Nullable String base(StepQuestion question, Words say) {
        BigDecimal amount = question.baseAmount();
        var rate = question.rate();
        if (amount == null || rate == null && question.total().currency().equals(company.baseCurrency())) {
            return null;
        }
        return rate == null
                ? say.money(new Money(amount, company.baseCurrency()).rounded())
                : say.explained(rate.explain(amount));
    }

    private List<Fact> facts(Requisition requisition, Words say) {
        var facts = new ArrayList<Fact>();
        var names = suppliers.namesOf(requisition.suppliers());
        add(
                facts,
                "supplier",
                requisition.suppliers().stream()
                        .map(supplier -> names.getOrDefault(supplier, supplier))
                        .collect(Collectors.joining(", ")));
        history.of(requisition.requester(), requisition.suppliers(), names, null)
                .forEach(said -> add(facts, "history", say.explained(said)));
        add(facts, "justification", requisition.justification());
        add(facts, "neededBy", requisition.neededBy() == null ? null : say.date(requisition.neededBy()));
        add(facts, "costCenter", requisition.costCenter());
        return facts;
    }

    private List<Fact> facts(SalesOrder sale) {
        var facts = new ArrayList<Fact>();
        add(
                facts,
                "customer",
                customers.find(sale.customer()).map(Customer::name).orElse(sale.customer()));
        add(facts, "reference", sale.reference());
        return facts;
    }

    private static List<Line> lines(SalesOrder sale, Words say) {
        return sale.lines().stream()
                .map(line -> new Line(
                        line.description(),
                        say.quantity(line.quantity(), line.unit()),
                        say.money(line.amount(sale.currency()))))
                .toList();
    }

    private List<Fact> factsOfInvoice(StepQuestion question, Words say) {
        var facts = new ArrayList<Fact>();
        invoices.ifKnown(new InvoiceId(question.document().value())).ifPresent((Invoice invoice) -> {
            add(facts, "invoice", invoice.number());
            var supplier = invoice.supplier();
            add(
                    facts,
                    "supplier",
                    supplier == null
                            ? null
                            : suppliers.namesOf(List.of(supplier)).getOrDefault(supplier, supplier));
            invoiced.of(supplier, invoice.id()).ifPresent(said -> add(facts, "invoiced", say.explained(said)));
            add(facts, "due", invoice.payBy() == null ? null : say.date(invoice.payBy()));
            var discount = invoice.discount();
            add(
                    facts,
                    "discount",
                    discount == null
                            ? null
                            : say.text(
                                    "answer.discountUntil",
                                    say.amount(discount, invoice.currency()),
                                    say.date(invoice.discountUntil())));
        });
        return facts;
    }

    private static void add(List<Fact> facts, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(key, value));
        }
    }

    private static List<Line> lines(Requisition requisition, LinesAsked asked, Words say) {
        var count = requisition.lines().size();
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> {
                    var line = requisition.lines().get(number - 1);
                    return new Line(
                            asked.matter(count) ? number + "." : "",
                            line.description(),
                            say.quantity(line.quantity(), line.unit()),
                            say.money(line.amount(requisition.currency())),
                            asked.remarkOn(number, count).map(say::explained).orElse(null));
                })
                .toList();
    }

    private static Attached attached(RequisitionAttachment file) {
        return new Attached(
                file.name(), file.shownSize(), "/requisitions/" + file.requisition() + "/attachments/" + file.id());
    }

    private static Offer offer(RequisitionQuote quote, Words say) {
        return new Offer(quote.supplier(), say.money(quote.price()), quote.chosen(), quote.reason());
    }

    private static Said said(Remark remark, Words say) {
        var by = remark.answeredBy();
        return new Said(
                say.text("answer.remark." + remark.kind(), say.name(remark.by()), say.name(remark.to())),
                remark.text(),
                remark.answer() == null || by == null
                        ? null
                        : say.text("answer.remarkAnswer", say.name(by), remark.answer()));
    }

    private static Answer answer(ApprovalEntry entry, Words say) {
        var remark = entry.remark();
        return new Answer(
                entry.by() == null
                        ? say.text("answer.byRule")
                        : entry.onBehalfOf() == null
                                ? say.name(entry.by())
                                : say.text("answer.behalf", say.name(entry.by()), say.name(entry.onBehalfOf())),
                String.valueOf(entry.outcome()),
                say.day(entry.at()),
                remark == null ? null : say.explained(remark));
    }
}
