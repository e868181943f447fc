package org.countersign.approval;

import java.util.Locale;

/** What an administrator can do about an approval that nobody can answer (R03). Never approve it. */
public enum RepairDecision {
    /** Ask the policy and the organisation again, after the cause is mended. */
    RETRY,
    /** Refuse the document for good; needs a reason. */
    REJECT;

    /** The word that a form or a client sends: {@code retry}, {@code reject}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The decision of this word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static RepairDecision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
