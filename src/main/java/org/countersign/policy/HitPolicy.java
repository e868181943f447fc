package org.countersign.policy;

/** What a table answers where several of its rules apply. */
public enum HitPolicy {
    /** At most one rule may apply. */
    UNIQUE,
    /** The first rule that applies. */
    FIRST,
    /** Several may apply if they say the same. */
    ANY,
    /** Every rule that applies, in the order of the table. */
    RULE_ORDER,
    /** Every rule that applies. */
    COLLECT,
    /** Unknown to the engine. */
    PRIORITY,
    /** Unknown to the engine. */
    OUTPUT_ORDER;

    /** Whether several rules may apply and each of them counts. */
    public boolean addsUp() {
        return this == RULE_ORDER || this == COLLECT;
    }

    /** As DMN writes it. */
    public String word() {
        return name().replace('_', ' ');
    }
}
