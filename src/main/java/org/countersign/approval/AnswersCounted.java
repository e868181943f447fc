package org.countersign.approval;

import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;

/**
 * Somebody agreed in a step in which several people have to.
 *
 * @param document the document's number
 * @param tasks in which others are still asked
 * @param notNeeded tasks in which nobody needs to answer any more, for enough people have agreed
 * @param progress how many have, in words
 */
public record AnswersCounted(
        DocumentNumber document, List<String> tasks, List<String> notNeeded, Explanation progress) {

    public AnswersCounted {
        tasks = List.copyOf(tasks);
        notNeeded = List.copyOf(notNeeded);
    }
}
