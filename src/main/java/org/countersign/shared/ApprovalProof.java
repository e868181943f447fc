package org.countersign.shared;

/**
 * Tells whether a document's recorded approvals are complete. Creating an order, dispatching it and releasing a payment
 * ask here again, because a token of the engine can be moved by whoever has rights there (R01).
 */
public interface ApprovalProof {

    /**
     * Whether the document's last approval cycle was frozen, every step demanded is answered by approval (or by rule),
     * and nothing was rejected or sent back. Unknown documents are not approved.
     */
    boolean isApproved(DocumentNumber document);

    /**
     * The same, where one document is approved for several things: the last cycle must have been of this kind, so that
     * agreement to an invoice over its order is none to its payment.
     *
     * @param kind of the approval, for example {@code payment}
     */
    boolean isApproved(DocumentNumber document, String kind);
}
