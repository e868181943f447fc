package org.countersign.invoicing;

import java.util.List;

/** Reads what suppliers send. */
public interface InvoiceReader {

    /**
     * Reads a document, whatever its kind; what breaks its schema though it can be read is among its findings.
     *
     * @param document the bytes as received
     * @throws org.countersign.shared.RuleViolation when it cannot be read, or is more than is taken (422)
     * @throws UnsupportedDocument when it is of a kind that is not read (415)
     */
    InvoiceDraft read(byte[] document);

    /**
     * Which of the rules that a document claims to keep it breaks. That may take long, and nobody who captures it waits.
     *
     * @param document one that was read before
     */
    List<InvoiceFinding> broken(byte[] document);
}
