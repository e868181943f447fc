package org.countersign.policy;

import java.time.Instant;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a decision table would have done to the cases of a time, and would do to those that are open.
 *
 * @param change id of the change
 * @param table key of the table
 * @param version the version in force with which it was compared
 * @param from the first moment of the time
 * @param until the first moment behind it
 * @param withOpen whether what is open now is looked at too
 * @param expected how many cases there are to be looked at
 * @param looked how many were looked at so far
 * @param past what the cases of the time come to
 * @param open what those come to that are open
 * @param stale why the figures are no longer those of the change; null where they are
 * @param note why it stopped, where it did
 */
public record Foresight(
        String id,
        String change,
        String table,
        int version,
        Instant from,
        Instant until,
        boolean withOpen,
        State state,
        long expected,
        long looked,
        ForesightSums past,
        ForesightSums open,
        @Nullable Stale stale,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Explanation note) {

    /** Where it stands. */
    public enum State {
        /** Its turn comes. */
        WAITING,
        /** Cases are looked at. */
        RUNNING,
        /** All were looked at. */
        DONE,
        /** Somebody stopped it. */
        CANCELLED,
        /** It could not go on; the note says why. */
        FAILED;

        /** Whether it goes on by itself. */
        public boolean isUnfinished() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** Why figures are those of something else. */
    public enum Stale {
        /** The draft was saved with other rules meanwhile. */
        DRAFT_CHANGED,
        /** Another version of the table is in force meanwhile. */
        TABLE_CHANGED
    }

    /** How far it is, of a hundred. */
    public int percent() {
        return state == State.DONE ? 100 : expected == 0 ? 0 : (int) Math.min(99, 100 * looked / expected);
    }

    /** How many would pass by rule that somebody is asked about now, past and open. */
    public long nowByRule() {
        return past.of(ForeseenOutcome.NOW_BY_RULE) + open.of(ForeseenOutcome.NOW_BY_RULE);
    }

    /** How many nobody could go on with that go on now, past and open (R03). */
    public long nowUnanswered() {
        return past.of(ForeseenOutcome.NOW_UNANSWERED) + open.of(ForeseenOutcome.NOW_UNANSWERED);
    }

    /** How many cases would be answered otherwise, past and open. */
    public long changed() {
        return past.changed() + open.changed();
    }
}
