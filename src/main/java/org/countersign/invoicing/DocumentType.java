package org.countersign.invoicing;

import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/** What the UNTDID 1001 code of a document makes of it. */
final class DocumentType {

    /** Documents that the buyer writes to itself: invoices, credit notes, debit notes. */
    private static final Set<String> SELF_BILLED = Set.of("261", "389", "471", "473", "500", "501", "502", "527");

    /** Credit notes, which may come as an Invoice document. */
    private static final Set<String> CREDITS =
            Set.of("81", "83", "262", "296", "308", "381", "396", "420", "458", "503", "532");

    /** Invoices that EN 16931 allows; all that claim a payment. */
    private static final Set<String> INVOICES = Set.of(
            "71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "326", "331", "380",
            "382", "383", "384", "385", "386", "387", "388", "390", "393", "394", "395", "456", "457", "472", "553",
            "575", "623", "633", "751", "780", "817", "870", "875", "876", "877", "935");

    /** The supplier wants money before it delivers. */
    private static final String PREPAYMENT = "386";

    /** UBL 2.0 also knows types in words, such as {@code SalesInvoice}; those are left alone. */
    private static final Pattern IS_CODE = Pattern.compile("[0-9]+");

    private DocumentType() {}

    /**
     * What a document is.
     *
     * @param code as it says; null where it does not
     * @param credit whether it is a credit note whatever its code
     * @throws RuleViolation where it is self-billed, or its type is unknown (422)
     */
    static InvoiceType of(@Nullable String code, boolean credit) {
        if (code != null && SELF_BILLED.contains(code)) {
            throw new RuleViolation(InvoicingRule.SELF_BILLED, code);
        }
        if (code != null && IS_CODE.matcher(code).matches() && !CREDITS.contains(code) && !INVOICES.contains(code)) {
            throw new RuleViolation(InvoicingRule.UNKNOWN_TYPE, code);
        }
        if (credit || (code != null && CREDITS.contains(code))) {
            return InvoiceType.CREDIT_NOTE;
        }
        return PREPAYMENT.equals(code) ? InvoiceType.PREPAYMENT : InvoiceType.INVOICE;
    }
}
