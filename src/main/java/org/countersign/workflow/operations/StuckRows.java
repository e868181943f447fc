package org.countersign.workflow.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.countersign.operations.Condition;
import org.countersign.operations.Remedy;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.workflow.operations.DatabaseWatch.Row;

/** Makes of a row what is told of it. */
final class StuckRows {

    private static final int LONGEST_DETAIL = 300;

    private StuckRows() {}

    static Explanation because(StuckStatement statement, Object... values) {
        return Explanation.of(statement, values);
    }

    static Stuck ofOperations(Condition condition, Row row, Explanation why, Set<Remedy> remedies) {
        return ofGroup(condition, row, Group.OPERATIONS.id(), why, remedies);
    }

    static Stuck ofGroup(Condition condition, Row row, String group, Explanation why, Set<Remedy> remedies) {
        return of(condition, row, group, true, why, remedies);
    }

    /** Of the person who holds it, or of the group that is asked; of operations where there is neither. */
    static Stuck ofItsHolder(Condition condition, Row row, Explanation why, Set<Remedy> remedies) {
        return row.owner() == null
                ? ofGroup(
                        condition, row, Objects.requireNonNullElse(row.detail(), Group.OPERATIONS.id()), why, remedies)
                : of(condition, row, row.owner(), false, why, remedies);
    }

    private static Stuck of(
            Condition condition, Row row, String owner, boolean owned, Explanation why, Set<Remedy> remedies) {
        return new Stuck(
                condition,
                row.subject(),
                row.document(),
                row.since(),
                row.model(),
                row.step(),
                row.instance(),
                owner,
                owned,
                why,
                remedies);
    }

    /** So long ago, as our own tables keep it. */
    static LocalDateTime before(Clock clock, Duration age) {
        return LocalDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC);
    }

    /** One line of what the engine or a mail server said. */
    static String brief(String message) {
        var line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
