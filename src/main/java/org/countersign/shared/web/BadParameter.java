package org.countersign.shared.web;

/** A query parameter or header that cannot be understood. Answered as 400, naming it. */
public class BadParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter its name
     * @param message what is wrong with it and what is expected, to be read after its name
     */
    public BadParameter(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** Its name. */
    public String parameter() {
        return parameter;
    }
}
