package org.countersign.approval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many people have to agree in one step.
 *
 * @param number how many; 0 for everybody who may answer
 */
public record NeededAnswers(int number) {

    /** Any one of those who are asked. */
    public static final NeededAnswers ANY = new NeededAnswers(1);

    /** Everybody who is asked. */
    public static final NeededAnswers ALL = new NeededAnswers(0);

    private static final int MOST = 99;

    /** Reads a cell of the policy; empty for what says no number of answers. A cell left out asks any one. */
    public static Optional<NeededAnswers> parse(@Nullable String cell) {
        var text = cell == null ? "" : cell.trim();
        return switch (text) {
            case "", "any" -> Optional.of(ANY);
            case "all" -> Optional.of(ALL);
            default ->
                text.matches("[0-9]{1,2}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= MOST
                        ? Optional.of(new NeededAnswers(Integer.parseInt(text)))
                        : Optional.empty();
        };
    }

    /** Whether more than the first answer is waited for. */
    boolean areCounted() {
        return number != 1;
    }

    /** How many of so many people. */
    int of(int people) {
        return number == 0 ? people : number;
    }

    /** What satisfies both. */
    NeededAnswers and(NeededAnswers other) {
        return number == 0 || other.number == 0 ? ALL : new NeededAnswers(Math.max(number, other.number));
    }

    @Override
    public String toString() {
        return this.equals(ANY) ? "any" : this.equals(ALL) ? "all" : Integer.toString(number);
    }
}
