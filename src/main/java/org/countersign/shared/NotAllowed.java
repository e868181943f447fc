package org.countersign.shared;

import java.util.List;

/** The actor lacks the right. Answered as 403 with the sentence given. */
public class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Group> groups;

    /** @param sentence who may do it, in words for people */
    public NotAllowed(String sentence) {
        super(sentence);
        this.groups = List.of();
    }

    /** @param groups who may do it */
    public NotAllowed(Group... groups) {
        super("This is only for " + named(List.of(groups)) + ".");
        this.groups = List.of(groups);
    }

    /** Whoever is in one of these groups may do it; empty where it does not hang on a group. */
    public List<Group> groups() {
        return groups;
    }

    private static String named(List<Group> groups) {
        var last = groups.size() - 1;
        var names = groups.stream().map(Group::inSentence).toList();
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
