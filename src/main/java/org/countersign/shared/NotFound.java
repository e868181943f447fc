package org.countersign.shared;

/** A document or a master record that does not exist, or that the actor may not know of. Answered as 404. */
public class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param kind what was looked for, as people call it: "purchase order"
     * @param key the number or id that was asked for
     */
    public NotFound(String kind, Object key) {
        super("There is no " + kind + " " + key + ".");
    }
}
