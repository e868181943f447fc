package org.countersign.invoicing;

/** What is done with a document whose number the same supplier used before (R18). */
public enum OnKnownNumber {
    /** It is kept and stopped as a duplicate: right where a machine delivers what has to be kept. */
    KEEP,
    /** It is refused, naming the first: right where a person can look before anything is kept twice. */
    REFUSE
}
