package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is asked about which lines, and what becomes of lines that somebody rejects. */
class LineApprovalTests {

    private final ApprovalExamples examples = new ApprovalExamples();

    @BeforeEach
    void costCentres() {
        examples.people.owner("CC-A", "department-head");
        examples.people.owner("CC-B", "finance");
        examples.people.owner("CC-C", "buyer");
    }

    @Test
    @DisplayName("R02: each owner is asked for the lines of their cost centre alone, and the frozen step says so")
    void eachOwnerIsAskedForTheirLines() {
        submitted("own", "CC-A", "CC-B", "CC-A");
        examples.open();

        assertThat(examples.asked()).containsExactlyInAnyOrder("department-head", "finance");
        assertThat(question("department-head").lines().asked()).containsExactly(1, 3);
        assertThat(question("finance").lines().asked()).containsExactly(2);
        assertThat(question("department-head").reason()).endsWith("; asked about lines 1, 3 of 3 only");
        assertThat(question("finance").reason()).endsWith("; asked about line 2 of 3 only");
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::role, ApprovalEntry::lines)
                .contains(tuple("cost-center-owner", List.of(1, 3)), tuple("cost-center-owner", List.of(2)));
        assertThat(examples.audit.get(0).toString()).contains("1, 3");
    }

    @Test
    void theReasonIsReadBackForReadersOfOtherLanguages() {
        var one = AddedReason.read("asked about line 2 of 3 only").orElseThrow();
        var many = AddedReason.read("asked about lines 1–3, 7 of 9 only").orElseThrow();

        assertThat(one.english()).isEqualTo("asked about line 2 of 3 only");
        assertThat(many.english()).isEqualTo("asked about lines 1–3, 7 of 9 only");
        assertThat(AddedReason.read("asked about lines of my own")).isEmpty();
    }

    @Test
    void aStepOverAllLinesSaysNothingOfLines() {
        submitted("own", "CC-A", "CC-A");
        examples.open();

        assertThat(question("department-head").reason()).isEqualTo("Because of cost-center-owner");
        assertThat(question("department-head").lines().matter(2)).isFalse();
    }

    @Test
    @DisplayName("Two cost centres of one owner are one question over the lines of both, answered once (R05)")
    void twoCentresOfOneOwner() {
        examples.people.owner("CC-B", "department-head");
        submitted("own", "CC-A", "CC-B", "CC-C");
        examples.open();

        assertThat(examples.approvals.openSteps(DOCUMENT)).hasSize(2);
        assertThat(question("department-head").lines().asked()).containsExactly(1, 2);
        examples.approve("department-head");
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
    }

    @Test
    @DisplayName("R04: an owner who is the requester is replaced by their manager, for the same lines")
    void theOwnerIsTheRequester() {
        submittedBy("finance", "own-alone", "CC-A", "CC-B");
        examples.open();

        // The manager of the one owner is the other owner: one question over both.
        assertThat(examples.asked()).containsExactly("department-head");
        assertThat(question("department-head").lines().asked()).containsExactly(1, 2);
        assertThatThrownBy(() -> examples.approve("finance")).isInstanceOf(RuleViolation.class);
    }

    @Test
    @DisplayName(
            "A line rejected by its owner lets the rest go on where the policy says so; the frozen levels stay (R02)")
    void theRestGoesOn() {
        submitted(List.of("1 cost-center-owner", "2 group:cfo"), "own-alone", "CC-A", "CC-B");
        examples.open();

        assertThat(examples.answer("finance", Decision.REJECT, "Too dear")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(question("department-head").lines().rejectedLines()).containsExactly(2);
        examples.approve("department-head");
        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        var last = question("cfo").lines();
        assertThat(last.asked()).isEmpty();
        assertThat(last.rejected())
                .extracting(LinesAsked.Rejected::line, LinesAsked.Rejected::by, LinesAsked.Rejected::reason)
                .containsExactly(tuple(2, new UserId("finance"), "Too dear"));
        assertThat(last.remarkOn(2, 2).map(Explanation::english)).hasValue("rejected by Person finance: Too dear");

        assertThat(examples.approve("cfo")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
        assertThat(examples.approvals.rejectedLines(DOCUMENT))
                .extracting(LinesAsked.Rejected::line)
                .containsExactly(2);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::outcome, ApprovalEntry::rejectedLines)
                .containsExactlyInAnyOrder(
                        tuple("APPROVED", List.of()),
                        tuple("LINES_REJECTED", List.of(2)),
                        tuple("APPROVED", List.of()));
        assertThat(examples.audit.toString()).contains("approval.lines_rejected");
    }

    @Test
    @DisplayName("R09: without that word of the policy a rejection of one’s own lines ends everything")
    void wholeRejection() {
        submitted("own", "CC-A", "CC-B");
        examples.open();

        assertThat(examples.answer("finance", Decision.REJECT, "Too dear")).isEqualTo(ApprovalOutcome.REJECTED);
        assertThat(examples.approvals.rejectedLines(DOCUMENT)).isEmpty();
    }

    @Test
    void someOfOnesLinesAreRejectedAndTheOthersApproved() {
        submitted("own-alone", "CC-A", "CC-A", "CC-A", "CC-B");
        examples.open();

        assertThat(reject("department-head", "1-2")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.approvals.rejectedLines(DOCUMENT))
                .extracting(LinesAsked.Rejected::line)
                .containsExactly(1, 2);
    }

    @Test
    @DisplayName(
            "All lines rejected by different owners is a rejection, with the last one’s name for whoever comes late"
                    + " (R27)")
    void allLinesRejectedByDifferentOwners() {
        submitted(List.of("1 cost-center-owner", "1 group:it-approver", "2 group:cfo"), "own-alone", "CC-A", "CC-B");
        examples.open();
        var late = examples.stepFor("analyst");

        assertThat(examples.answer("finance", Decision.REJECT, "Too dear")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.answer("department-head", Decision.REJECT, "Not now"))
                .isEqualTo(ApprovalOutcome.REJECTED);
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();
        assertThat(examples.approvals.openSteps(DOCUMENT)).isEmpty();
        assertThat(examples.events(ApprovalEnded.class))
                .extracting(ApprovalEnded::outcome, ApprovalEnded::comment)
                .containsExactly(tuple(ApprovalOutcome.REJECTED, "Not now"));
        assertThatThrownBy(
                        () -> examples.approvals.answer(late, Decision.APPROVE, null, examples.people.actor("analyst")))
                .hasMessageContaining("already decided by Person department-head");
    }

    @Test
    void allLinesRejectedByOneOwnerOfEverything() {
        submitted("own-alone", "CC-A", "CC-A");
        examples.open();

        assertThat(reject("department-head", "2, 1")).isEqualTo(ApprovalOutcome.REJECTED);
    }

    @Test
    void nobodyRejectsLinesOfOthersOrLinesThatAreNotThere() {
        submitted("own-alone", "CC-A", "CC-B");
        examples.open();

        refused(ApprovalRule.LINES_NOT_YOURS, () -> reject("finance", "1"));
        refused(ApprovalRule.LINES_NOT_YOURS, () -> reject("finance", "2, 3"));
        refused(ApprovalRule.LINES_NOT_READ, () -> reject("finance", "the second"));
        refused(ApprovalRule.LINES_NOT_READ, () -> reject("finance", "0"));
        refused(ApprovalRule.LINES_NOT_READ, () -> reject("finance", "9-2"));
        refused(ApprovalRule.LINES_NOT_READ, () -> reject("finance", "1-99999999999"));
        refused(
                ApprovalRule.LINES_ONLY_REJECTED,
                () -> examples.approvals.answer(
                        examples.stepFor("finance"), Decision.APPROVE, "2", null, examples.people.actor("finance")));
        refused(
                ApprovalRule.REASON_NEEDED,
                () -> examples.approvals.answer(
                        examples.stepFor("finance"), Decision.REJECT, "2", " ", examples.people.actor("finance")));
        assertThat(examples.cycle().openSteps()).hasSize(2);
        assertThat(examples.approvals.rejectedLines(DOCUMENT)).isEmpty();
    }

    @Test
    void whoDecidesOnTheWholeDocumentDoesNotRejectSingleLines() {
        submitted(List.of("1 line-manager"), "own-alone", "CC-A", "CC-B");
        examples.open();

        refused(ApprovalRule.LINES_NOT_YOURS, () -> reject("manager", "1"));
        assertThat(examples.answer("manager", Decision.REJECT, "No")).isEqualTo(ApprovalOutcome.REJECTED);
    }

    @Test
    @DisplayName("Whoever is asked about everything and as an owner besides rejects lines when they name them, and"
            + " everything otherwise")
    void theManagerIsAnOwnerToo() {
        examples.people.owner("CC-B", "manager");
        submitted(List.of("1 line-manager", "1 cost-center-owner"), "own-alone", "CC-A", "CC-B");
        examples.open();

        var lines = question("manager").lines();
        assertThat(lines.asked()).isEmpty();
        assertThat(lines.alone()).containsExactly(2);
        assertThat(lines.restGoesOn()).isFalse();
        assertThat(reject("manager", "2")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: an answer about some lines does not count where the same person is asked about others, or about"
            + " everything")
    void anAnswerCountsForItsLinesOnly() {
        examples.people.owner("CC-B", "cfo");
        submitted(List.of("1 cost-center-owner", "2 group:cfo"), "own", "CC-A", "CC-B");
        examples.open();
        examples.approve("cfo");
        examples.approve("department-head");

        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(examples.cycle().openSteps()).hasSize(1);
        assertThat(examples.approve("cfo")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: an answer about all lines counts where the same person is asked about everything")
    void anAnswerAboutAllLinesCounts() {
        examples.people.owner("CC-A", "cfo");
        submitted(List.of("1 cost-center-owner", "2 group:cfo"), "own", "CC-A", "CC-A");
        examples.open();
        examples.approve("cfo");

        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
    }

    @Test
    @DisplayName("R05: where the policy wants another person, whoever answered about other lines is none")
    void anotherPersonHasAnsweredAboutNoLine() {
        examples.people.owner("CC-B", "cfo");
        submitted(List.of("1 cost-center-owner", "2 group:finance-officer any another-person"), "own", "CC-A", "CC-B");
        examples.open();
        examples.approve("cfo");
        examples.approve("department-head");
        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);

        refused(ApprovalRule.NOT_ASKED, () -> examples.approve("cfo"));

        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: where nobody but those who have answered is left and another person is wanted, it is reported")
    void nobodyElseIsLeft() {
        examples.people.owner("CC-B", "cfo");
        submitted(List.of("1 cost-center-owner", "2 group:finance-officer any another-person"), "own", "CC-A", "CC-B");
        examples.open();
        examples.approve("cfo");
        examples.approve("department-head");
        examples.open();
        examples.people.leaves("finance");

        examples.review();

        assertThat(examples.handover.stuck()).isEqualTo(1);
    }

    @Test
    @DisplayName("R03: a line without a cost centre has no owner, and nothing is approved")
    void aLineWithoutCentre() {
        submitted("own-alone", "CC-A", null);

        assertThat(examples.records.failureOf(DOCUMENT).map(Explanation::english))
                .hasValueSatisfying(why -> assertThat(why).contains("names none"));
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();
    }

    @Test
    @DisplayName("R03: an unknown word about lines is told, and nothing is approved")
    void anUnknownWord() {
        submitted("mine", "CC-A");

        assertThat(examples.records.failureOf(DOCUMENT).map(Explanation::english))
                .hasValueSatisfying(why -> assertThat(why).contains("rule_costcenterowner", "mine"));
    }

    @Test
    void aDocumentWithoutLinesIsAskedAboutAsAWhole() {
        policy(List.of("1 cost-center-owner"), "own-alone");
        examples.approvals.freeze(examples.approvals.route(ApprovalExamples.subject()));
        examples.open();

        assertThat(question("department-head").lines().asked()).isEmpty();
        refused(ApprovalRule.LINES_NOT_YOURS, () -> reject("department-head", "1"));
        assertThat(examples.answer("department-head", Decision.REJECT, "No")).isEqualTo(ApprovalOutcome.REJECTED);
    }

    @Test
    @DisplayName("Several of a group have to agree about their lines: what one of them rejects does not go on")
    void ofSeveralOneRejectsALine() {
        examples.people.add("analyst-2", "department-head", "it-approver");
        submitted(List.of("1 group:it-approver all"), "own-alone", "CC-A", "CC-B");
        examples.open();

        assertThat(reject("analyst", "1")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(question("analyst-2").lines().rejectedLines()).containsExactly(1);
        assertThat(examples.approve("analyst-2")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    void sentBackItStartsAnewWithAllLines() {
        submitted("own-alone", "CC-A", "CC-B");
        examples.open();
        reject("finance", "2");
        examples.answer("department-head", Decision.RETURN, "Ask anew");
        examples.resubmitted.add(subject("requester", "CC-A", "CC-B"));

        examples.approvals.routeAgain(DOCUMENT);

        assertThat(examples.approvals.rejectedLines(DOCUMENT)).isEmpty();
    }

    @Test
    void numbersAreShownAndReadAsPeopleWriteThem() {
        assertThat(LineNumbers.shown(Set.of(7, 1, 2, 3, 9, 10))).isEqualTo("1–3, 7, 9, 10");
        assertThat(LineNumbers.written(" 3 – 5;1, 9 ").orElseThrow()).containsExactly(1, 3, 4, 5, 9);
        assertThat(LineNumbers.read(LineNumbers.kept(Set.of(1, 2, 3, 7)))).containsExactly(1, 2, 3, 7);
        var odd = new TreeSet<Integer>();
        for (var line = 1; line < 1000; line++) {
            if (line % 3 != 0) {
                odd.add(line);
            }
        }
        assertThat(LineNumbers.kept(odd)).hasSizeLessThan(3000);
        assertThat(LineNumbers.read(LineNumbers.kept(odd))).isEqualTo(odd);
    }

    // ---- what these tests say

    private void submitted(String lines, String... centres) {
        submittedBy("requester", lines, centres);
    }

    private void submittedBy(String requester, String lines, String... centres) {
        policy(List.of("1 cost-center-owner"), lines);
        examples.approvals.freeze(examples.approvals.route(subject(requester, centres)));
    }

    /** Owners and groups of IT are asked about lines, all others about everything. */
    private void submitted(List<String> rules, String lines, String... centres) {
        policy(rules, lines);
        examples.approvals.freeze(examples.approvals.route(subject("requester", centres)));
    }

    private void policy(List<String> rules, String lines) {
        examples.policy = facts -> new ApprovalPolicy.Verdict(
                7,
                facts.stream()
                        .map(portion -> rules.stream()
                                .map(ApprovalExamples::rule)
                                .map(rule -> isAboutLines(rule, rules)
                                        ? rule.toBuilder().lines(lines).build()
                                        : rule)
                                .toList())
                        .toList());
    }

    private static boolean isAboutLines(ApprovalPolicy.FiredRule rule, List<String> rules) {
        return "cost-center-owner".equals(rule.role()) || rules.size() == 1 && rule.answers() != null;
    }

    private static ApprovalSubject subject(String requester, String... centres) {
        var lines = new HashMap<Portion, Set<Integer>>();
        for (var number = 1; number <= centres.length; number++) {
            lines.computeIfAbsent(
                            new Portion("office", "APPROVED", centres[number - 1], "PROD"), portion -> new TreeSet<>())
                    .add(number);
        }
        return new ApprovalSubject(
                        DOCUMENT,
                        ApprovalKind.REQUISITION,
                        "Chairs",
                        new UserId(requester),
                        Map.of(),
                        Money.of("1234.56", "EUR"),
                        new BigDecimal("1234.56"),
                        "normal",
                        lines.keySet())
                .byLines(lines);
    }

    private StepQuestion question(String user) {
        return examples.approvals.question(examples.stepFor(user));
    }

    private ApprovalOutcome reject(String user, String lines) {
        return examples.approvals.answer(
                examples.stepFor(user), Decision.REJECT, lines, "Too dear", examples.people.actor(user));
    }

    private static void refused(ApprovalRule rule, Runnable answer) {
        var thrown = new ArrayList<RuleViolation>();
        assertThatThrownBy(answer::run).isInstanceOfSatisfying(RuleViolation.class, thrown::add);
        assertThat(thrown.get(0).rule()).isEqualTo(rule);
    }
}
