package org.countersign.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far something may lie from what was agreed: in percent of it, by an absolute amount, or by both. What is not given
 * limits nothing; zero means exactly (R14).
 *
 * @param percent of what was agreed, from zero up; null where it does not limit
 * @param absolute from zero up; null where it does not limit
 * @param either whether it is enough that one of the two holds; both have to otherwise
 */
public record Limit(@Nullable BigDecimal percent, @Nullable BigDecimal absolute, boolean either) {

    /** Any distance is within. */
    public static final Limit NONE = new Limit(null, null, false);

    /** A limit in percent alone. */
    public static Limit ofPercent(BigDecimal percent) {
        return new Limit(percent, null, false);
    }

    /** Both have to hold. */
    public static Limit ofBoth(BigDecimal percent, BigDecimal absolute) {
        return new Limit(percent, absolute, false);
    }

    /** Whether there is no limit. It follows from the rest, so what is told and kept of a limit does not name it. */
    @JsonIgnore
    public boolean isNone() {
        return percent == null && absolute == null;
    }

    /**
     * The greatest distance that is within.
     *
     * @param of what was agreed; below zero counts as nothing
     * @return exact; null where there is no limit
     */
    public @Nullable BigDecimal most(BigDecimal of) {
        var part = percent == null
                ? null
                : of.max(BigDecimal.ZERO).multiply(percent).movePointLeft(2);
        if (part == null || absolute == null) {
            return part == null ? absolute : part;
        }
        return either ? part.max(absolute) : part.min(absolute);
    }

    /** Whether a distance is within. @param of what was agreed */
    public boolean allows(BigDecimal distance, BigDecimal of) {
        var most = most(of);
        return most == null || distance.compareTo(most) <= 0;
    }
}
