package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Port to the past of one decision table: what it was asked about, and what it would answer otherwise. Whoever implements it
 * knows the documents; a page at a time is all that is held at once.
 */
public interface ForeseenCases {

    /** Key of the table. */
    String table();

    /** What is looked at, and what is not, in words for those who read the figures. */
    Explanation basis();

    /** How many cases there are at the most. */
    long count(Range range);

    /**
     * Makes two versions of the table ready to be asked. The result belongs to one thread and remembers what it has found out,
     * in bounds.
     *
     * @param inForce the file of the version in force
     * @param candidate the file as it shall be, checked as one that is to be deployed
     * @throws RuntimeException when one of them cannot be read
     */
    Comparison compare(String inForce, String candidate);

    /**
     * Which cases are looked at.
     *
     * @param open those that are open now; else those that began in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    record Range(boolean open, Instant from, Instant until) {}

    /** Two versions of a table, asked about the same cases. */
    @FunctionalInterface
    interface Comparison {

        /**
         * The next cases, in an order of their own that stays.
         *
         * @param after where the last slice ended; null for the first
         * @param most how many are read
         */
        Slice next(Range range, @Nullable String after, int most);
    }

    /**
     * A few cases.
     *
     * @param read how many were read: the table was not asked about some of them
     * @param last where it ended
     * @param end whether there are no more
     */
    record Slice(
            List<ForeseenCase> cases, int read, @Nullable String last, boolean end) {

        /** Keeps a copy. */
        public Slice {
            cases = List.copyOf(cases);
        }
    }
}
