package org.countersign.shared.web;

import java.io.IOException;

/** More was sent than is taken. Answered as 413. */
public class PayloadTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param limit bytes that would have been taken */
    public PayloadTooLarge(long limit) {
        super("The body is larger than " + limit + " bytes, the most that is taken here.");
    }
}
