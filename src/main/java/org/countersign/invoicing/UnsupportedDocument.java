package org.countersign.invoicing;

/** A document of a kind that is not read here. Answered as 415 with the sentence given. */
public class UnsupportedDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is read instead, in words for people */
    public UnsupportedDocument(String sentence) {
        super(sentence);
    }
}
