package org.countersign.invoicing;

/** Reads what suppliers send. */
public interface InvoiceReader {

    /**
     * Reads a document, whatever its kind; what is wrong with it though it can be read is among its findings.
     *
     * @param document the bytes as received
     * @throws org.countersign.shared.RuleViolation when it cannot be read, or is more than is taken (422)
     * @throws UnsupportedDocument when it is of a kind that is not read (415)
     */
    InvoiceDraft read(byte[] document);
}
