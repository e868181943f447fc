package org.countersign.invoicing;

import java.util.Arrays;

/** What a handler can answer to a difference. */
public enum ExceptionAnswer {
    /** The difference is all right, with a reason. */
    ACCEPT("accept"),
    /** Something was put right; compare again. */
    RECHECK("recheck"),
    /** The whole invoice is refused, with a reason. */
    REJECT("reject"),
    /** A credit note will come. */
    AWAIT_CREDIT("awaitCredit"),
    /** The supplier is asked. */
    ASK_SUPPLIER("askSupplier");

    private final String word;

    ExceptionAnswer(String word) {
        this.word = word;
    }

    /** The word that a form or a client sends. */
    public String word() {
        return word;
    }

    /** All words. */
    public static String[] words() {
        return Arrays.stream(values()).map(ExceptionAnswer::word).toArray(String[]::new);
    }

    /**
     * The answer of this word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static ExceptionAnswer of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }
}
