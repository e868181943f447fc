package org.countersign.approval;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A document that needs approval, as values: approval knows no document of another module.
 *
 * @param document its number
 * @param kind its kind as the policy table names it, see {@link ApprovalKind}
 * @param title what it is about, in a few words for mails and forms
 * @param requester who asks; never approves (R04)
 * @param excluded further people who must not answer, each with the reason for people (R21)
 * @param total the document's total, net of tax
 * @param baseAmount the total in base currency at the rate of the submission date; null where no rate is known (R03)
 * @param urgency as the requester gave it, for example {@code normal}
 * @param portions the distinct combinations of category, supplier and cost centre of the lines, at least one; the policy
 *     is evaluated once for each, always with the document's total
 */
public record ApprovalSubject(
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Map<UserId, String> excluded,
        Money total,
        @Nullable BigDecimal baseAmount,
        String urgency,
        Set<Portion> portions) {

    public ApprovalSubject {
        excluded = Map.copyOf(excluded);
        portions = Set.copyOf(portions);
    }

    /** Everybody who must not answer: the requester and those excluded. */
    public List<UserId> barred() {
        var all = new java.util.ArrayList<>(excluded.keySet());
        all.add(requester);
        return all.stream().distinct().sorted().toList();
    }

    /**
     * What a part of the lines has in common.
     *
     * @param category of the items, free text; null where the lines name none
     * @param supplierStatus {@code PREFERRED}, {@code APPROVED}, {@code NEW}, {@code BLOCKED}; null while no supplier is named
     * @param costCenter code of the cost centre; null for documents without one
     * @param department code of the department; null where there is none
     */
    public record Portion(
            @Nullable String category,
            @Nullable String supplierStatus,
            @Nullable String costCenter,
            @Nullable String department) {}
}
