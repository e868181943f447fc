package org.countersign.approval;

import java.time.Instant;

/** Counts days from a moment on, by somebody's clock. */
@FunctionalInterface
public interface DayCount {

    /**
     * The moment so many days later.
     *
     * @param days 1 or more
     * @param businessDays whether only working time counts: then what happens outside of it counts as of the next opening
     */
    Instant after(int days, boolean businessDays, Instant from);
}
