package org.countersign.shared;

/**
 * A sentence of the product for people. Its English stands in the code; other languages have it in the bundle {@code
 * texts/rules}, under its {@link #key()}. Each module lists its own in enums, so that {@link #name()} is the constant.
 */
public interface Sentence {

    /** The module that says it: the last part of its package. */
    String module();

    /** The constant's name. */
    String name();

    /** The English sentence, as a {@link String#format} pattern. */
    String sentence();

    /** Under which it stands in the bundles. */
    default String key() {
        return "statement." + module() + "." + name();
    }
}
