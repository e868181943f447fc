package org.countersign.shared;

/** The actor lacks the right. Answered as 403 with the sentence given. */
public class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence who may do it, in words for people */
    public NotAllowed(String sentence) {
        super(sentence);
    }
}
