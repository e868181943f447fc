package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.EarlierRequests.Earlier;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.PartnerCycle;
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
 * @param submittedAt when it was submitted; null while it is about to be
 * @param countedUntil up to when what was asked counts together with it (R10): its submission, or when it became known later
 *     what it is counted with; null while it is about to be submitted
 * @param accumulation what counts together with it (R10), found out when the policy is asked
 * @param lines numbers of the lines of each portion; empty for a document that is asked about as a whole alone
 * @param rate the rate at which the amount in base currency was found; null where nothing was converted
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
        Set<Portion> portions,
        @Nullable Instant submittedAt,
        @Nullable Instant countedUntil,
        Accumulation accumulation,
        Map<Portion, Set<Integer>> lines,
        @Nullable UsedRate rate) {

    public ApprovalSubject {
        excluded = Map.copyOf(excluded);
        portions = Set.copyOf(portions);
        lines = Map.copyOf(lines);
    }

    /** A document that stands alone, is asked about as a whole, and is about to be submitted. */
    public ApprovalSubject(
            DocumentNumber document,
            String kind,
            String title,
            UserId requester,
            Map<UserId, String> excluded,
            Money total,
            @Nullable BigDecimal baseAmount,
            String urgency,
            Set<Portion> portions) {
        this(
                document,
                kind,
                title,
                requester,
                excluded,
                total,
                baseAmount,
                urgency,
                portions,
                null,
                null,
                Accumulation.NOTHING,
                Map.of(),
                null);
    }

    /** The same document, of whose lines somebody may be asked about some alone. @param found keys: all its portions */
    public ApprovalSubject byLines(Map<Portion, Set<Integer>> found) {
        return new ApprovalSubject(
                document,
                kind,
                title,
                requester,
                excluded,
                total,
                baseAmount,
                urgency,
                found.keySet(),
                submittedAt,
                countedUntil,
                accumulation,
                found,
                rate);
    }

    /** The same document with the time at which it was submitted, and that up to which other documents count with it. */
    public ApprovalSubject submitted(@Nullable Instant at, @Nullable Instant until) {
        return new ApprovalSubject(
                document,
                kind,
                title,
                requester,
                excluded,
                total,
                baseAmount,
                urgency,
                portions,
                at,
                until,
                accumulation,
                lines,
                rate);
    }

    /** The same document, counted together with what was asked before. */
    ApprovalSubject with(Accumulation found) {
        return new ApprovalSubject(
                document,
                kind,
                title,
                requester,
                excluded,
                total,
                baseAmount,
                urgency,
                portions,
                submittedAt,
                countedUntil,
                found,
                lines,
                rate);
    }

    /** The same document with its amount in base currency. @param at null where nothing was converted */
    public ApprovalSubject worth(@Nullable BigDecimal amount, @Nullable UsedRate at) {
        return new ApprovalSubject(
                document,
                kind,
                title,
                requester,
                excluded,
                total,
                amount,
                urgency,
                portions,
                submittedAt,
                countedUntil,
                accumulation,
                lines,
                at);
    }

    /** Numbers of the lines of a portion; empty where nobody can be asked about lines. */
    Set<Integer> linesOf(Portion portion) {
        return lines.getOrDefault(portion, Set.of());
    }

    /** How many lines there are that somebody may be asked about; 0 for a document that is asked about as a whole alone. */
    int lineCount() {
        return lines.values().stream().mapToInt(Set::size).sum();
    }

    /** Numbers of the suppliers that are named. */
    public Set<String> suppliers() {
        return portions.stream()
                .flatMap(portion -> Stream.ofNullable(portion.supplier()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What counts together with a portion, if anything does. */
    Optional<Earlier> earlier(Portion portion) {
        return Optional.ofNullable(portion.supplier())
                .flatMap(supplier ->
                        Optional.ofNullable(accumulation.bySupplier().get(supplier)));
    }

    /** The document's total with what was asked of the portion's supplier before, in base currency; null without a rate. */
    @Nullable
    BigDecimal accumulated(Portion portion) {
        return baseAmount == null
                ? null
                : baseAmount.add(earlier(portion).map(Earlier::amount).orElse(BigDecimal.ZERO));
    }

    /** Whom the partners' own cycles name to be told. */
    PartnerCycle.Told told() {
        return PartnerCycle.Told.of(
                portions.stream().map(portion -> portion.cycle().told()).toList());
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
     * @param supplier number of the supplier; null while none is named
     * @param cycle the approval cycle that the supplier or the customer carries
     * @param contract whether its lines are bought by contract, for no more than the contract says
     */
    public record Portion(
            @Nullable String category,
            @Nullable String supplierStatus,
            @Nullable String costCenter,
            @Nullable String department,
            @Nullable String supplier,
            PartnerCycle cycle,
            boolean contract) {

        /** A part that no contract covers. */
        public Portion(
                @Nullable String category,
                @Nullable String supplierStatus,
                @Nullable String costCenter,
                @Nullable String department,
                @Nullable String supplier,
                PartnerCycle cycle) {
            this(category, supplierStatus, costCenter, department, supplier, cycle, false);
        }

        /** A part of whose supplier no approval cycle is known. */
        public Portion(
                @Nullable String category,
                @Nullable String supplierStatus,
                @Nullable String costCenter,
                @Nullable String department,
                @Nullable String supplier) {
            this(category, supplierStatus, costCenter, department, supplier, PartnerCycle.NONE);
        }

        /** A part for which no supplier is known, or none that anything is counted together for. */
        public Portion(
                @Nullable String category,
                @Nullable String supplierStatus,
                @Nullable String costCenter,
                @Nullable String department) {
            this(category, supplierStatus, costCenter, department, null);
        }
    }

    /**
     * What the same requester asked of the same suppliers before (R10).
     *
     * @param counted whether the policy was asked for its window, for there was something that it might count
     * @param days the policy's window; 0 where nothing counts together
     * @param bySupplier what counts, by number of the supplier
     */
    public record Accumulation(boolean counted, int days, Map<String, Earlier> bySupplier) {

        /** Nothing counts together with the document. */
        public static final Accumulation NOTHING = new Accumulation(false, 0, Map.of());

        public Accumulation {
            bySupplier = Map.copyOf(bySupplier);
        }
    }
}
