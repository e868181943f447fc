package org.countersign.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the engine keeps up with its work, and what waits for people and for the mail server. */
public interface WorkFigures {

    /** The figures of this moment. */
    Figures figures();

    /**
     * The figures of a moment.
     *
     * @param executing whether this server executes jobs
     * @param due jobs that are due and not begun
     * @param oldestDue when the longest waiting of them became due
     * @param failed jobs without an attempt left
     * @param incidents by step, the most frequent ones
     * @param mails by status, without those that were sent or withheld
     * @param openSteps approval steps by how long they have been open
     */
    record Figures(
            boolean executing,
            long due,
            @Nullable Instant oldestDue,
            long failed,
            List<StepCount> incidents,
            Map<String, Long> mails,
            Map<Age, Long> openSteps) {}

    /** Incidents of a step. */
    record StepCount(String process, String step, long count) {}

    /** How long something has been open. */
    enum Age {
        /** Less than a day. */
        DAY("under-1d"),
        /** One to three days. */
        THREE_DAYS("1d-3d"),
        /** Three to seven days. */
        WEEK("3d-7d"),
        /** Seven to fourteen days. */
        TWO_WEEKS("7d-14d"),
        /** Longer. */
        LONGER("over-14d");

        private final String label;

        Age(String label) {
            this.label = label;
        }

        /** As metrics call it. */
        public String label() {
            return label;
        }
    }
}
