package org.countersign.invoicing;

import java.util.ArrayList;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Component;

/** Reads e-invoices by what they are, whatever their sender calls them: UBL, CII, or a PDF with one of these inside. */
@Component
class InvoiceDocuments implements InvoiceReader {

    private final EInvoiceRules rules;

    InvoiceDocuments(EInvoiceRules rules) {
        this.rules = rules;
    }

    @Override
    public InvoiceDraft read(byte[] document) {
        var xml = PdfInvoice.isPdf(document) ? PdfInvoice.xmlOf(document) : document;
        var parsed = InvoiceXml.parse(xml);
        InvoiceDraft draft;
        if (UblReader.reads(parsed)) {
            draft = UblReader.read(parsed);
        } else if (CiiReader.reads(parsed)) {
            draft = CiiReader.read(parsed);
        } else {
            throw new UnsupportedDocument("<" + parsed.getDocumentElement().getLocalName()
                    + "> is no invoice that is read here. Send a UBL 2.x Invoice or CreditNote, a UN/CEFACT CII"
                    + " invoice (D16B), a Factur-X or ZUGFeRD 2 PDF, or JSON.");
        }
        RuleViolation.check(!draft.lines().isEmpty(), InvoicingRule.NO_LINES);
        var findings = new ArrayList<>(draft.findings());
        // One with more lines than are taken is refused for that, and worth no measuring.
        if (findings.isEmpty() && draft.lines().size() <= InvoiceCapture.MOST_LINES) {
            findings.addAll(rules.findings(xml, parsed, draft.references().customization()));
        }
        return draft.toBuilder().findings(findings).build();
    }
}
