package org.countersign.shared.web;

/** What the client knew of a document, by {@code If-Match}, is no longer true. Answered as 412. */
class PreconditionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PreconditionFailed() {
        super("Somebody changed it after you read it. Read it again, then repeat your change.");
    }
}
