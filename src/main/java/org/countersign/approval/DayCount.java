package org.countersign.approval;

import java.time.Instant;

/** Counts days from a moment on, by somebody's clock. */
@FunctionalInterface
public interface DayCount {

    /** A hundred years: what a table writes instead of "never" is counted no further, and no database has a date beyond. */
    int MOST = 36_500;

    /**
     * The moment so many days later.
     *
     * @param days 1 or more; more than {@link #MOST} count as that many
     * @param businessDays whether only working time counts: then what happens outside of it counts as of the next opening
     */
    Instant after(int days, boolean businessDays, Instant from);
}
