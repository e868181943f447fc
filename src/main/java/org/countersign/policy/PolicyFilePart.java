package org.countersign.policy;

/**
 * Something that a file says of a decision outside its columns and cells. It comes into force with them, so whoever releases
 * them has to be told.
 *
 * @param name which of its kind: label of a column, name of an attribute, id of an element
 * @param text what it says
 */
public record PolicyFilePart(Kind kind, String name, String text) {

    /** What it is. */
    public enum Kind {
        /** The version tag, which also marks tables of one's own as policy. */
        VERSION_TAG,
        /** How long the engine keeps what was evaluated. */
        KEPT,
        /** The decisions and data that it needs. */
        NEEDS,
        /** The variable by which cells of a column read its value. */
        VARIABLE,
        /** What a column says where no rule does. */
        DEFAULT,
        /** Another attribute. */
        ATTRIBUTE,
        /** Another element of the file, a decision among them. */
        ELEMENT
    }

    boolean isSameThing(PolicyFilePart other) {
        return kind == other.kind && name.equals(other.name);
    }
}
