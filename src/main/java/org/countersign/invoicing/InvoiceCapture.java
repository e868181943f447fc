package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.DocumentNumbers;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.supplier.PaymentTerms;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes invoices in. Whatever can be read is kept, byte for byte; what is odd about it becomes an exception later and never
 * a refusal at the door.
 */
@Service
public class InvoiceCapture {

    private static final String PDF = "application/pdf";
    private static final String XML = "application/xml";

    /** The most that is taken of one document. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** The most lines that one document has. */
    static final int MOST_LINES = 10_000;

    private final Invoices invoices;
    private final InvoiceOriginals originals;
    private final KeptFindings findings;
    private final ClaimedNumbers numbers;
    private final DocumentNumbers references;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Senders senders;
    private final InvoiceReader reader;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    InvoiceCapture(
            Invoices invoices,
            InvoiceOriginals originals,
            KeptFindings findings,
            ClaimedNumbers numbers,
            DocumentNumbers references,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Senders senders,
            InvoiceReader reader,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.invoices = invoices;
        this.originals = originals;
        this.findings = findings;
        this.numbers = numbers;
        this.references = references;
        this.orders = orders;
        this.suppliers = suppliers;
        this.senders = senders;
        this.reader = reader;
        this.workflow = workflow;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Captures a document of any kind that is read.
     *
     * @param document the bytes as received
     * @param mediaType under which it came
     * @throws org.countersign.shared.RuleViolation when it cannot be read (422)
     * @throws UnsupportedDocument when it is of a kind that is not read (415)
     */
    public Invoice capture(byte[] document, String mediaType, Actor by) {
        return capture(document, mediaType, OnKnownNumber.KEEP, by);
    }

    /**
     * Captures a document of any kind that is read.
     *
     * @param document the bytes as received
     * @param mediaType under which it came
     * @param known what is done where its number is known
     * @throws org.countersign.shared.RuleViolation when it cannot be read (422)
     * @throws KnownNumber where its number is known and that is to be refused (409)
     * @throws UnsupportedDocument when it is of a kind that is not read (415)
     */
    public Invoice capture(byte[] document, String mediaType, OnKnownNumber known, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        checkSize(document);
        return capture(reader.read(document), document, kindOf(document, mediaType), known, by);
    }

    /** What it is, whatever its sender calls it: pages and downloads show it by that. */
    private static String kindOf(byte[] document, String said) {
        if (PdfInvoice.isPdf(document)) {
            return PDF;
        }
        return said.startsWith(PDF) ? XML : said;
    }

    /**
     * Captures what somebody typed or another system sent.
     *
     * @param draft the figures as given
     * @param original the bytes that they came in
     * @param mediaType of these bytes
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422)
     */
    public Invoice capture(InvoiceDraft draft, byte[] original, String mediaType, Actor by) {
        return capture(draft, original, mediaType, OnKnownNumber.KEEP, by);
    }

    /**
     * Captures what somebody typed or another system sent.
     *
     * @param draft the figures as given
     * @param original the bytes that they came in: the scan where somebody typed what is on paper
     * @param mediaType of these bytes
     * @param known what is done where its number is known
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422)
     * @throws KnownNumber where its number is known and that is to be refused (409)
     */
    public Invoice capture(InvoiceDraft draft, byte[] original, String mediaType, OnKnownNumber known, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        checkSize(original);
        var order = firstOrder(draft);
        var supplier = supplierOf(draft, order);
        var complete = checked(draft, supplier, order);
        try {
            return inTransaction(complete, supplier, order, original, mediaType, known, by);
        } catch (DataIntegrityViolationException sameNumberMeanwhile) {
            // Two documents of one number at the same moment: the second look finds the first.
            return inTransaction(complete, supplier, order, original, mediaType, known, by);
        }
    }

    /**
     * How a document came by mail.
     *
     * @param sender whom the mail says it is from
     * @param messageId of the mail
     * @param broughtBy those of our own people who sent it
     */
    record Mailed(@Nullable String sender, @Nullable String messageId, List<UserId> broughtBy) {}

    /** Captures what the product took out of the mailbox by itself, within the caller's transaction (R21). */
    Invoice captureMailed(InvoiceDraft draft, byte[] original, Mailed mail) {
        var order = firstOrder(draft);
        var supplier = supplierOf(draft, order);
        return store(
                checked(draft, supplier, order),
                supplier,
                order,
                original,
                PdfInvoice.isPdf(original) ? PDF : XML,
                OnKnownNumber.KEEP,
                Actor.SYSTEM,
                mail);
    }

    /** Captures what somebody read off something that came by mail, within the caller's transaction (R21). */
    Invoice captureByHand(
            InvoiceDraft draft, byte[] original, String mediaType, OnKnownNumber known, Mailed mail, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var order = firstOrder(draft);
        var supplier = supplierOf(draft, order);
        return store(checked(draft, supplier, order), supplier, order, original, mediaType, known, by, mail);
    }

    /**
     * Demands what every document has to say, and captures nothing.
     *
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422)
     */
    public void check(InvoiceDraft draft, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var order = firstOrder(draft);
        checked(draft, supplierOf(draft, order), order);
    }

    private Invoice inTransaction(
            InvoiceDraft draft,
            @Nullable String supplier,
            Optional<PurchaseOrder> order,
            byte[] original,
            String mediaType,
            OnKnownNumber known,
            Actor by) {
        var captured =
                transaction.execute(status -> store(draft, supplier, order, original, mediaType, known, by, null));
        if (captured == null) {
            throw new IllegalStateException("Nothing was captured");
        }
        return captured;
    }

    private Invoice store(
            InvoiceDraft draft,
            @Nullable String supplier,
            Optional<PurchaseOrder> order,
            byte[] original,
            String mediaType,
            OnKnownNumber known,
            Actor by,
            @Nullable Mailed mail) {
        var number = Objects.requireNonNull(draft.number());
        var names = senders.keysOf(draft.seller(), supplier);
        var normalized = NormalizedNumber.of(number);
        var bearers = numbers.bearers(names.searched(), normalized);
        var first = bearers.stream()
                .filter(bearer -> !senders.areApart(
                        bearer.sender(),
                        invoices.findById(bearer.invoice().value())
                                .map(Invoice::supplier)
                                .orElse(null),
                        supplier))
                .findFirst();
        if (first.isPresent() && known == OnKnownNumber.REFUSE) {
            throw new KnownNumber(number, first.get().invoice());
        }
        var id = new InvoiceId(references.reference(Series.INVOICE));
        var invoice = new Invoice(
                id,
                draft,
                supplier,
                mediaType,
                orZero(draft.payable()),
                InvoiceTerms.of(draft, agreedTerms(order, supplier)),
                by.user(),
                clock.instant());
        if (mail != null) {
            mail.broughtBy().forEach(invoice::preparedBy);
        }
        first.ifPresent(earlier -> invoice.duplicateOf(earlier.invoice()));
        var claimed = first.map(ClaimedNumber::invoice).orElse(id);
        var taken = bearers.stream().map(ClaimedNumber::sender).collect(Collectors.toSet());
        numbers.saveAllAndFlush(names.claimed().stream()
                .filter(sender -> !taken.contains(sender))
                .map(sender -> new ClaimedNumber(new ClaimedNumber.Key(sender, normalized), claimed))
                .toList());
        var kept = invoices.saveAndFlush(invoice);
        originals.saveAndFlush(new InvoiceOriginal(id, mediaType, original));
        if (!draft.findings().isEmpty()) {
            findings.saveAllAndFlush(KeptFinding.of(id, draft.findings()));
        }
        audit.record(AuditEvent.of(id.document(), "invoice.captured", by)
                .rule(first.isPresent() ? "R18" : null)
                .with("status", kept.status().name())
                .with("type", kept.type().name())
                .with("mailFrom", mail == null ? null : mail.sender())
                .with("mail", mail == null ? null : mail.messageId())
                .with("supplier", supplier)
                .with("number", kept.number())
                .with("payable", kept.payable().toPlainString() + " " + kept.currency())
                .with(
                        "orders",
                        kept.orders().stream().map(PurchaseOrderNumber::value).toList()));
        workflow.captured(kept);
        return kept;
    }

    private InvoiceDraft checked(InvoiceDraft draft, @Nullable String supplier, Optional<PurchaseOrder> order) {
        var fields = new FieldCheck();
        var currency = draft.currency() == null
                ? order.map(one -> one.currency().getCurrencyCode()).orElse(null)
                : draft.currency();
        fields.text(draft.number(), "number", 100)
                .that(currency != null, "currency", "is required")
                .that(currency == null || isCurrency(currency), "currency", "is no ISO 4217 code")
                .that(
                        supplier != null || draft.seller() != null,
                        "supplier",
                        "is required where no known order says who the supplier is")
                .that(
                        draft.supplier() == null
                                || suppliers.supplier(draft.supplier()).isPresent(),
                        "supplier",
                        "there is no supplier " + draft.supplier())
                .atMost(draft.purchaseOrder(), "purchaseOrder", 64)
                .atMost(draft.precedingInvoice(), "precedingInvoice", 100)
                .atMost(draft.iban(), "iban", 64)
                .that(!draft.lines().isEmpty(), "lines", "one line or more is required")
                .that(draft.lines().size() <= MOST_LINES, "lines", "are at most " + MOST_LINES);
        for (int index = 0; index < draft.lines().size(); index++) {
            checkLine(
                    fields, "lines[" + index + "].", draft.lines().get(index), draft.type() == InvoiceType.CREDIT_NOTE);
        }
        checkAdjustments(fields, draft);
        amount(fields, draft.allowances(), "allowances");
        amount(fields, draft.charges(), "charges");
        amount(fields, draft.netTotal(), "netTotal");
        amount(fields, draft.taxTotal(), "taxTotal");
        amount(fields, draft.grossTotal(), "grossTotal");
        amount(fields, draft.prepaid(), "prepaid");
        amount(fields, draft.rounding(), "rounding");
        amount(fields, draft.payable(), "payable");
        var payable = payable(draft);
        fields.that(payable != null, "payable", "is required");
        fields.demand(InvoicingRule.INCOMPLETE_INVOICE);
        return with(draft, currency, payable);
    }

    /** Those of its order, else those of its supplier. */
    private @Nullable PaymentTerms agreedTerms(Optional<PurchaseOrder> order, @Nullable String supplier) {
        return order.map(PurchaseOrder::paymentTerms)
                .or(() -> Optional.ofNullable(supplier)
                        .flatMap(suppliers::supplier)
                        .map(Supplier::paymentTerms))
                .flatMap(PaymentTerms::parse)
                .orElse(null);
    }

    private static void checkLine(FieldCheck fields, String path, InvoiceDraft.Line line, boolean credit) {
        fields.that(line.quantity() != null || credit, path + "quantity", "is required")
                .that(
                        line.quantity() != null || !credit || line.netAmount() != null,
                        path + "netAmount",
                        "is required where a credit has no quantity")
                .digits(line.quantity(), path + "quantity", 13, 6)
                .that(
                        line.unitPrice() != null || line.netAmount() != null,
                        path + "unitPrice",
                        "is required where there is no netAmount")
                .digits(line.unitPrice(), path + "unitPrice", 13, 8)
                .that(
                        line.priceBaseQuantity() == null
                                || line.priceBaseQuantity().signum() > 0,
                        path + "priceBaseQuantity",
                        "must be above zero")
                .digits(line.priceBaseQuantity(), path + "priceBaseQuantity", 13, 6)
                .digits(line.taxRate(), path + "taxRate", 3, 4)
                .that(
                        line.taxRate() == null || line.taxRate().signum() >= 0,
                        path + "taxRate",
                        "must not be below zero")
                .atMost(line.line(), path + "line", 64)
                .atMost(line.purchaseOrder(), path + "purchaseOrder", 64)
                .atMost(line.orderLine(), path + "orderLine", 64)
                .atMost(line.item(), path + "item", 200)
                .atMost(line.sellerItem(), path + "sellerItem", 200)
                .atMost(line.standardItem(), path + "standardItem", 64)
                .atMost(line.unit(), path + "unit", 16)
                .atMost(line.description(), path + "description", 2000);
        amount(fields, line.netAmount(), path + "netAmount");
        amount(fields, line.lineAllowance(), path + "lineAllowance");
    }

    private static void checkAdjustments(FieldCheck fields, InvoiceDraft draft) {
        var all = draft.adjustments();
        for (int index = 0; index < all.size(); index++) {
            var path = "adjustments[" + index + "].";
            var one = all.get(index);
            amount(fields, one.amount(), path + "amount");
            fields.digits(one.taxRate(), path + "taxRate", 3, 4)
                    .atMost(one.reason(), path + "reason", 200)
                    .atMost(one.reasonCode(), path + "reasonCode", 16);
        }
        fields.that(all.size() <= MOST_LINES, "adjustments", "are at most " + MOST_LINES)
                .that(
                        all.isEmpty() || sameSum(all, false, draft.allowances()) && sameSum(all, true, draft.charges()),
                        "adjustments",
                        "do not come to the allowances and charges of the document");
    }

    private static boolean sameSum(List<InvoiceDraft.Adjustment> all, boolean charges, @Nullable BigDecimal stated) {
        return orZero(InvoiceDraft.Adjustment.sum(all, charges)).compareTo(orZero(stated)) == 0;
    }

    private static void amount(FieldCheck fields, @Nullable BigDecimal value, String field) {
        fields.digits(value, field, 15, 4);
    }

    /** The document's own payable amount; where it states none, what its own totals come to. */
    private static @Nullable BigDecimal payable(InvoiceDraft draft) {
        if (draft.payable() != null) {
            return draft.payable();
        }
        var gross = draft.grossTotal() == null && draft.netTotal() != null
                ? draft.netTotal().add(orZero(draft.taxTotal()))
                : draft.grossTotal();
        return gross == null ? null : gross.subtract(orZero(draft.prepaid())).add(orZero(draft.rounding()));
    }

    private static InvoiceDraft with(InvoiceDraft draft, @Nullable String currency, @Nullable BigDecimal payable) {
        return draft.toBuilder()
                .number(draft.number() == null ? null : draft.number().strip())
                .currency(currency)
                .payable(payable)
                .build();
    }

    private Optional<PurchaseOrder> firstOrder(InvoiceDraft draft) {
        return draft.lines().stream()
                .map(line -> Matching.orderOf(draft, line))
                .filter(number -> number != null && number.length() <= 64)
                .distinct()
                .flatMap(number -> orders.find(new PurchaseOrderNumber("" + number)).stream())
                .findFirst();
    }

    private @Nullable String supplierOf(InvoiceDraft draft, Optional<PurchaseOrder> order) {
        if (draft.supplier() != null) {
            return draft.supplier();
        }
        var seller = draft.seller();
        return (seller == null
                        ? Optional.<String>empty()
                        : senders.find(seller, draft.iban()).map(Supplier::number))
                .or(() -> order.map(PurchaseOrder::supplier))
                .orElse(null);
    }

    private static void checkSize(byte[] document) {
        RuleViolation.check(
                document.length <= MOST_BYTES,
                InvoicingRule.UNREADABLE_DOCUMENT,
                "it is larger than " + MOST_BYTES / 1024 / 1024 + " MiB.");
    }

    private static boolean isCurrency(String code) {
        try {
            return !Currency.getInstance(code).getCurrencyCode().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
