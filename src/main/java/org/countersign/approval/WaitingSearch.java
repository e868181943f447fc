package org.countersign.approval;

import java.util.Set;
import org.countersign.shared.UserId;

/**
 * What is asked for of the steps that wait for a person.
 *
 * @param user who may answer them
 * @param again steps that ask the person about more than they have answered about in the same round (R05)
 * @param text pattern of {@code like} in lower case, {@code !} before each sign that is meant literally; empty for all
 * @param requesters people whose requests match the text as well
 */
public record WaitingSearch(UserId user, Set<String> again, String text, Set<String> requesters) {

    public WaitingSearch {
        again = Set.copyOf(again);
        requesters = Set.copyOf(requesters);
    }
}
