package org.countersign.shared;

/** The templates as shipped, without a server. */
public final class TemplatesExamples {

    private static final Templates SHIPPED = new Templates();

    private TemplatesExamples() {}

    /** All of them. */
    public static Templates shipped() {
        return SHIPPED;
    }
}
