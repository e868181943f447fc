package org.countersign.shared;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every faulty field of a request before refusing it, so that a client learns of all of them at once. */
public final class FieldCheck {

    private final List<FieldProblem> problems = new ArrayList<>();

    /** Adds a problem unless the condition holds. */
    public FieldCheck that(boolean holds, String field, String message) {
        if (!holds) {
            problems.add(new FieldProblem(field, message));
        }
        return this;
    }

    /** Demands a text that is not blank and not longer than {@code max} characters. */
    public FieldCheck text(@Nullable String value, String field, int max) {
        if (value == null || value.isBlank()) {
            return that(false, field, "is required");
        }
        return atMost(value, field, max);
    }

    /** Demands that a text, if given, is not longer than {@code max} characters. */
    public FieldCheck atMost(@Nullable String value, String field, int max) {
        return that(value == null || value.length() <= max, field, "has at most " + max + " characters");
    }

    /** Demands a number with at most these digits before and behind the point; sign is not looked at. */
    public FieldCheck digits(@Nullable BigDecimal value, String field, int integer, int fraction) {
        if (value == null) {
            return this;
        }
        var stripped = value.stripTrailingZeros();
        return that(
                stripped.precision() - stripped.scale() <= integer && stripped.scale() <= fraction,
                field,
                "has at most " + integer + " digits before and " + fraction + " behind the point");
    }

    /** Adds what another check found. */
    public FieldCheck and(FieldCheck other) {
        problems.addAll(other.problems);
        return this;
    }

    /** Whether no problem was found so far. */
    public boolean isClean() {
        return problems.isEmpty();
    }

    /**
     * Ends the check.
     *
     * @throws RuleViolation of the given rule with all faulty fields, if there is any
     */
    public void demand(Rule rule, Object... arguments) {
        if (!problems.isEmpty()) {
            throw new RuleViolation(rule, problems, arguments);
        }
    }
}
