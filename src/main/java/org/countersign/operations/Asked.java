package org.countersign.operations;

/**
 * A person or a group that is asked from now on.
 *
 * @param isGroup whether it is a group
 * @param id the user name, or the id of the group
 */
public record Asked(boolean isGroup, String id) {

    static final String GROUP = "group:";
    static final String USER = "user:";

    /** Whether a name says itself which of the two it is. */
    static boolean isMarked(String name) {
        return name.startsWith(GROUP) || name.startsWith(USER);
    }

    /** Of a name that says which it is: {@code group:legal} or {@code user:anna}. */
    public static Asked of(String name) {
        return name.startsWith(GROUP)
                ? new Asked(true, name.substring(GROUP.length()).strip())
                : new Asked(false, name.substring(USER.length()).strip());
    }
}
