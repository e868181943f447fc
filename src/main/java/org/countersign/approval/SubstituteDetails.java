package org.countersign.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decides for an absent person (R08), as clients write and read it.
 *
 * @param id of this entry; only read
 * @param person sign-in name of who is away; only read
 * @param substitute sign-in name of who decides
 * @param from the first day by the absent person's calendar; today if not given
 * @param to the last day, inclusive
 * @param kinds kinds of approval, see {@link ApprovalKind}; all where none is named
 * @param upTo up to which total, in base currency; any if not given
 * @param setBy who named the substitute; only read
 * @param state whether it counts, or waits for the substitute; only read
 * @param reason what the substitute said to their answer; only read
 * @param answeredAt when the substitute accepted or declined; only read
 * @param comesBack whether what is not answered on the last day comes back; else it stays with the substitute, because the
 *     policy said so when the substitute was named; only read
 */
public record SubstituteDetails(
        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String id,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String person,

        @Nullable String substitute,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Set<String> kinds,
        @Nullable BigDecimal upTo,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String setBy,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        SubstituteState state,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String reason,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        Instant answeredAt,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        Boolean comesBack) {

    /** One that is to be named. */
    public static SubstituteDetails wanted(
            @Nullable String substitute,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<String> kinds,
            @Nullable BigDecimal upTo) {
        return new SubstituteDetails(null, null, substitute, from, to, kinds, upTo, null, null, null, null, null);
    }

    static SubstituteDetails of(Substitution substitution) {
        return new SubstituteDetails(
                substitution.id(),
                substitution.person().value(),
                substitution.substitute().value(),
                substitution.from(),
                substitution.to(),
                substitution.kinds(),
                substitution.upTo(),
                substitution.setBy().value(),
                substitution.state(),
                substitution.reason(),
                substitution.answeredAt(),
                substitution.comesBack());
    }
}
