package org.countersign.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cell of a table says, as the engine's FEEL reads it. */
public sealed interface Cell {

    /** Nothing: a condition that always holds, or no answer. */
    record Nothing() implements Cell {}

    /**
     * A condition of values and ranges, one of which has to hold.
     *
     * @param not whether none of them must
     */
    record Tests(boolean not, List<Test> tests) implements Cell {

        public Tests {
            tests = List.copyOf(tests);
        }
    }

    /** An answer: a number, text, yes or no, or moment. */
    record Answer(Object value) implements Cell {}

    /** A word without quotation marks, which is the name of a fact. */
    record Word(String name) implements Cell {}

    /** FEEL of which nobody can say beforehand what it comes to. */
    record Formula() implements Cell {}

    /**
     * No FEEL.
     *
     * @param from the character, from 1 on, from which on it cannot be read
     */
    record Unreadable(int from) implements Cell {}

    /** A part of a condition. */
    sealed interface Test {}

    /** The fact is this number, text, yes or no, or moment. */
    record Is(Object value) implements Test {}

    /** The fact is not given. */
    record IsMissing() implements Test {}

    /**
     * The fact lies in a range.
     *
     * @param low null where it has no lower end
     * @param high null where it has no upper end
     */
    record Within(
            @Nullable Object low, boolean withLow, @Nullable Object high, boolean withHigh) implements Test {}
}
