package org.countersign.invoicing;

import java.util.List;
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
        var parsed = InvoiceXml.parse(xmlOf(document));
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
        return draft;
    }

    @Override
    public List<InvoiceFinding> broken(byte[] document) {
        var xml = xmlOf(document);
        var parsed = InvoiceXml.parse(xml);
        return rules.findings(
                xml, parsed, UblReader.reads(parsed) ? UblReader.claimOf(parsed) : CiiReader.claimOf(parsed));
    }

    private static byte[] xmlOf(byte[] document) {
        return PdfInvoice.isPdf(document) ? PdfInvoice.xmlOf(document) : document;
    }
}
