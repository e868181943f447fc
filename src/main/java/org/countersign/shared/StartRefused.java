package org.countersign.shared;

/** The server cannot start as it is set up. Says why, and what to do, instead of a stack trace. */
public class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param description what is wrong, in words for who runs the server
     * @param action what to do about it
     */
    public StartRefused(String description, String action) {
        super(description);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
