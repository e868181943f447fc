package org.countersign.console;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** The open tasks of a person, as the pages show them; they are answered in Tasklist. Implemented where the engine is. */
public interface OpenTasks {

    /**
     * What waits for a person's answer: assigned to them, or offered to them or to a group of theirs.
     *
     * @param most how many are listed at most, the most urgent first
     */
    Waiting waitingFor(UserId user, int most);

    /**
     * What waits for somebody.
     *
     * @param tasks the most urgent ones
     * @param total how many there are in all
     */
    record Waiting(List<OpenTask> tasks, long total) {}

    /**
     * One open task.
     *
     * @param id its address is {@code /tasks/<id>}
     * @param key what is asked, for example {@code userTask_approve}
     * @param name what is asked, as the model calls it
     * @param document number of the document it is about
     * @param title what the document is about; null where the task does not show it
     * @param amount what the form shows; null where there is none
     * @param since when it was asked
     * @param due until when it should be answered; null where nothing says so
     */
    record OpenTask(
            String id,
            String key,
            String name,
            String document,
            @Nullable String title,
            @Nullable Money amount,
            Instant since,
            @Nullable Instant due) {}
}
