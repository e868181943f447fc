package org.countersign.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decides for an absent person (R08), as clients write and read it.
 *
 * @param id of this entry; only read
 * @param substitute sign-in name of who decides
 * @param from the first day by the absent person's calendar; today if not given
 * @param to the last day, inclusive
 * @param kinds kinds of approval, see {@link ApprovalKind}; all where none is named
 * @param upTo up to which total, in base currency; any if not given
 * @param setBy who named the substitute; only read
 */
public record SubstituteDetails(
        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String id,

        @Nullable String substitute,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Set<String> kinds,
        @Nullable BigDecimal upTo,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable
        String setBy) {

    static SubstituteDetails of(Substitution substitution) {
        return new SubstituteDetails(
                substitution.id(),
                substitution.substitute().value(),
                substitution.from(),
                substitution.to(),
                substitution.kinds(),
                substitution.upTo(),
                substitution.setBy().value());
    }
}
