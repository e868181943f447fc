package org.countersign.shared;

/**
 * A rule of the domain that a request can break. Each module lists its own in an enum, so that {@link #name()} is the
 * constant; clients see it as {@code urn:problem:<module>:<rule in kebab case>}.
 */
public interface Rule extends Sentence {

    /** What kind of refusal it is. */
    Refusal refusal();

    /**
     * The sentence for people, as a {@link String#format} pattern: which rule, which value, what to do. Where the rule
     * is one of the product's catalogue, it ends in its number: "(R04)".
     */
    @Override
    String sentence();

    @Override
    default String key() {
        return "rule." + module() + "." + name();
    }

    /** How a refusal is answered over HTTP. */
    enum Refusal {
        /** The content breaks a rule: 422. */
        INVALID,
        /** The state of the document does not allow it: 409. */
        CONFLICT,
        /** The person may not: 403. */
        FORBIDDEN,
        /** Something that is needed for it is out of order: 503, and it may be tried again. */
        UNAVAILABLE
    }
}
