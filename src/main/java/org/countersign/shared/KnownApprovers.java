package org.countersign.shared;

/** Port to the people: who can be named as an approver where a partner's cycle is kept. */
public interface KnownApprovers {

    /** Whether this person exists and is active. */
    boolean isPerson(UserId user);

    /** Whether there is a group of this id. */
    boolean isGroup(String group);
}
