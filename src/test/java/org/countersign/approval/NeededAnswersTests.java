package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has to agree, how many of them, and whether an earlier answer counts: what a rule of the policy can say. */
class NeededAnswersTests {

    private final ApprovalExamples examples = new ApprovalExamples();

    @BeforeEach
    void board() {
        examples.people.add("ada", "department-head", "board");
        examples.people.add("bob", "department-head", "board");
        examples.people.add("cyd", "department-head", "board");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, any", "'', any", "any, any", "1, any", "all, all", "' all ', all", "2, 2", "99, 99"})
    void aCellSaysHowMany(String cell, String needed) {
        assertThat(NeededAnswers.parse(cell)).map(NeededAnswers::toString).contains(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "100", "any 2", "ALL"})
    @DisplayName("R03: what says no number of answers is never taken for one")
    void whatSaysNoNumber(String cell) {
        assertThat(NeededAnswers.parse(cell)).isEmpty();
        assertThat(failureOf("1 group:board " + cell.replace(' ', '_'))).contains("unknown number of answers");
    }

    @Test
    @DisplayName("R03: an unknown word on earlier answers is never passed over")
    void anUnknownWordOnEarlierAnswers() {
        assertThat(failureOf("1 group:board any maybe")).contains("earlier answers", "maybe");
    }

    @Test
    @DisplayName("R05: of three people two have to agree, and no person counts twice")
    void twoOfThree() {
        examples.policyAsks("1 group:board 2", "2 line-manager").submitted().open();
        assertThat(examples.asked()).containsExactlyInAnyOrder("ada", "bob", "cyd");
        assertThat(progress("bob")).isEqualTo("0 of 2 have approved");

        examples.approve("ada");
        assertThat(progress("bob")).isEqualTo("1 of 2 have approved");
        assertThat(examples.approvals.isLevelAnswered(DOCUMENT)).isFalse();
        assertThatThrownBy(() ->
                        examples.approvals.answer(stepOf("bob"), Decision.APPROVE, null, examples.people.actor("ada")))
                .hasMessageContaining("not yours");
        var ofCyd = stepOf("cyd");

        examples.approve("bob");

        assertThat(examples.approvals.isLevelAnswered(DOCUMENT)).isTrue();
        assertThat(examples.approvals.isNotNeeded(ofCyd)).isTrue();
        assertThat(examples.events(AnswersCounted.class))
                .last()
                .satisfies(counted -> assertThat(counted.notNeeded()).containsExactly("task of " + ofCyd))
                .satisfies(counted -> assertThat(counted.progress().english()).isEqualTo("2 of 2 have approved"));
        assertThatThrownBy(() ->
                        examples.approvals.answer(ofCyd, Decision.REJECT, "Too late", examples.people.actor("cyd")))
                .hasMessageContaining("already decided by Person bob (R27)");
        assertThat(examples.approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.PENDING);

        examples.open();
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
        assertThat(examples.records.of(DOCUMENT))
                .extracting(entry -> entry.level() + " " + entry.role() + " " + entry.by())
                .containsExactly("1 group:board ada", "1 group:board bob", "2 line-manager manager");
    }

    @Test
    @DisplayName("R01: where everybody asked has to agree, nothing is approved before the last one has")
    void everybody() {
        examples.policyAsks("1 group:board all").submitted().open();

        assertThat(examples.approve("cyd")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("ada")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();
        assertThat(examples.approve("bob")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R09: one rejection ends it, however many have agreed")
    void oneRejectionEndsIt() {
        examples.policyAsks("1 group:board all").submitted().open();
        examples.approve("cyd");
        examples.approve("ada");

        assertThat(examples.answer("bob", Decision.REJECT, "No money")).isEqualTo(ApprovalOutcome.REJECTED);
        assertThat(examples.approvals.openSteps(DOCUMENT)).isEmpty();
    }

    @Test
    @DisplayName("R04: the requester is not among those who have to agree")
    void theRequesterIsNotAsked() {
        examples.policyAsks("1 group:board all").submittedBy("ada").open();

        assertThat(examples.asked()).containsExactlyInAnyOrder("bob", "cyd");
        examples.approve("bob");
        assertThat(examples.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: more answers than people who may give them can never be had")
    void moreAnswersThanPeople() {
        assertThat(failureOf("1 group:board 4"))
                .contains("4 people have to agree, but only 3 may answer", "rule_groupboard");
        assertThat(failureOf("1 line-manager 2")).contains("2 people have to agree, but only 1 may answer");

        examples.policyAsks("1 line-manager", "2 group:board 3").submitted().open();
        examples.people.leaves("bob");
        examples.approve("manager");
        assertThat(examples.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(examples.approvals.unanswered(DOCUMENT).failure().english()).contains("only 2 may answer");
    }

    @Test
    @DisplayName("R05: an answer of an earlier level counts as one of several")
    void anEarlierAnswerCountsAsOneOfSeveral() {
        examples.policyAsks("1 person:bob", "2 group:board 2").submitted().open();
        examples.approve("bob");
        examples.open();

        assertThat(progress("ada")).isEqualTo("1 of 2 have approved");
        assertThat(examples.approve("ada")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: where the policy wants another person, an earlier answer does not count and is not asked for")
    void anotherPerson() {
        examples.policyAsks("1 person:bob", "2 group:board any another-person")
                .submitted()
                .open();
        examples.approve("bob");
        examples.open();

        assertThat(examples.asked()).containsExactly("bob", "ada", "cyd");
        assertThat(examples.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: where the one person has answered, another one is the manager above")
    void anotherPersonIsTheManagerAbove() {
        examples.policyAsks("1 line-manager", "2 person:manager any another-person")
                .submitted()
                .open();
        examples.approve("manager");
        examples.open();

        assertThat(examples.asked()).containsExactly("manager", "department-head");
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: beside each other, too, two steps want two people")
    void anotherPersonBeside() {
        examples.policyAsks("1 line-manager", "1 person:manager any another-person")
                .submitted()
                .open();

        assertThat(examples.asked()).containsExactlyInAnyOrder("manager", "department-head");
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05, R08: whoever is away is not replaced by a substitute who is asked beside them, and can answer"
            + " themselves")
    void theOnlySubstituteIsAskedBeside() {
        examples.away("manager", "buyer", 5, null);
        examples.policyAsks("1 person:buyer", "1 person:manager any another-person")
                .submitted()
                .open();

        assertThat(examples.asked()).containsExactlyInAnyOrder("buyer", "manager");
        assertThatThrownBy(() -> examples.approvals.answer(
                        stepOf("manager"), Decision.APPROVE, null, examples.people.actor("buyer")))
                .hasMessageContaining("not yours");
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT)).extracting(ApprovalEntry::by).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "R05, R08: where an absence brings somebody a step, another person is asked what they were asked beside it")
    void anAbsenceTakesThePersonAskedBeside() {
        examples.policyAsks("1 person:manager", "1 person:buyer any another-person")
                .submitted()
                .open();
        examples.away("manager", "buyer", 5, null);

        examples.handover.absenceChanged(new UserId("manager"));

        assertThat(examples.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause, ApprovalHandedOver::from, ApprovalHandedOver::to)
                .containsExactlyInAnyOrder(
                        tuple(ApprovalHandedOver.Cause.AWAY, new UserId("manager"), new UserId("buyer")),
                        tuple(
                                ApprovalHandedOver.Cause.ANOTHER_PERSON,
                                new UserId("buyer"),
                                new UserId("department-head")));
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: where the only other person is asked beside it, an administrator is asked, and reads why")
    void theOnlyOtherPersonIsAskedBeside() {
        examples.policyAsks("1 group:cfo", "1 person:cfo any another-person").submitted();

        assertThat(examples.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(examples.approvals.unanswered(DOCUMENT).failure().english())
                .startsWith("Somebody has to answer who has neither answered before nor is asked beside it");
    }

    @Test
    @DisplayName("R05: a member of a group who is needed beside it does not answer for another person there")
    void aMemberWhoIsNeededBeside() {
        examples.policyAsks("1 group:board any another-person", "1 person:ada")
                .submitted()
                .open();

        assertThat(examples.asked()).containsExactlyInAnyOrder("ada", "bob", "cyd");
        var ofTheBoard = examples.stepFor("bob");
        assertThatThrownBy(() ->
                        examples.approvals.answer(ofTheBoard, Decision.APPROVE, null, examples.people.actor("ada")))
                .hasMessageContaining("not yours");
        assertThat(examples.approve("bob")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.approve("ada")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: nothing is delegated to somebody who alone is left for another person's answer")
    void nothingIsDelegatedToTheOnlyOneLeft() {
        examples.policyAsks("1 line-manager", "1 group:board any another-person")
                .submitted()
                .open();
        examples.people.leaves("bob");
        examples.people.leaves("cyd");

        assertThatThrownBy(() -> examples.delegation.delegate(
                        "task of " + stepOf("manager"),
                        "ada",
                        DelegationMode.DECIDE,
                        null,
                        examples.people.actor("manager")))
                .hasMessageContaining("is asked");
    }

    @Test
    @DisplayName("R05, R07: an escalation passes over whoever is needed beside it")
    void anEscalationPassesOverThePersonBeside() {
        examples.policyAsks("1 person:department-head", "1 person:manager any another-person")
                .submitted()
                .open();
        var step = stepOf("manager");
        examples.clock.advance(Duration.ofDays(8));

        examples.times.escalate(step);

        assertThat(examples.cycle().step(step).escalatedTo()).containsExactly(new UserId("cfo"));
    }

    @Test
    @DisplayName("R03: where everybody has answered and another person is wanted, an administrator is asked")
    void nobodyElse() {
        examples.policyAsks("1 group:cfo", "2 group:cfo any another-person")
                .submitted()
                .open();
        examples.approve("cfo");

        assertThat(examples.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(examples.approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.PENDING);
    }

    @Test
    @DisplayName(
            "R05, R10: what is asked of another person in a further round is not given by whoever has answered before")
    void anotherPersonInAFurtherRound() {
        examples.policyAsks("1 group:board").submitted().open();
        examples.approve("ada");
        examples.policyAsks("1 group:board", "2 group:board any another-person", "2 line-manager");

        askFurther();

        assertThat(examples.cycle().steps())
                .extracting(ApprovalStep::level, step -> step.role().toString(), ApprovalStep::needsAnotherPerson)
                .containsExactlyInAnyOrder(tuple(2, "group:board", true), tuple(2, "line-manager", false));
        assertThat(examples.asked()).containsExactlyInAnyOrder("ada", "bob", "cyd", "manager", "bob", "cyd");
        var another = examples.stepFor("bob");
        assertThatThrownBy(
                        () -> examples.approvals.answer(another, Decision.APPROVE, null, examples.people.actor("ada")))
                .hasMessageContaining("not yours");
        assertThatThrownBy(() -> examples.delegation.delegate(
                        "task of " + another, "ada", DelegationMode.DECIDE, null, examples.people.actor("bob")))
                .hasMessageContaining("has answered");
        examples.approve("manager");
        assertThat(examples.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName(
            "R05, R07: an escalation of another person's answer passes over whoever has answered in the round before")
    void anEscalationInAFurtherRound() {
        examples.policyAsks("1 person:department-head").submitted().open();
        examples.approve("department-head");
        examples.policyAsks("1 person:department-head", "2 person:manager any another-person");
        askFurther();
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(8));

        examples.times.escalate(step);

        assertThat(examples.cycle().step(step).escalatedTo()).containsExactly(new UserId("cfo"));
    }

    @Test
    @DisplayName("R03, R10: where the policy fails in a further round, its repair asks for nothing that was answered")
    void aRepairedFurtherRound() {
        examples.policyAsks("1 line-manager").submitted().open();
        examples.approve("manager");
        examples.policyAsks("1 group:nobody-there");
        askFurther();
        examples.resubmitted.add(ApprovalExamples.subject());
        assertThat(examples.approvals.isPolicyAnswered(DOCUMENT)).isFalse();

        examples.policyAsks("1 line-manager", "2 group:board").approvals.routeAgain(DOCUMENT);

        assertThat(examples.cycle().steps())
                .extracting(step -> step.role().toString())
                .containsExactly("group:board");
        examples.open();
        assertThat(examples.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03, R10: where nothing is left to ask after the repair, it is approved")
    void aFurtherRoundThatNeedsNothing() {
        examples.policyAsks("1 line-manager").submitted().open();
        examples.approve("manager");
        examples.policyAsks("1 group:nobody-there");
        askFurther();
        examples.resubmitted.add(ApprovalExamples.subject());

        examples.policyAsks("1 line-manager").approvals.routeAgain(DOCUMENT);

        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
        assertThat(examples.cycle().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.outcome()).isEqualTo(StepOutcome.AUTOMATIC))
                .satisfies(step -> assertThat(step.rules()).isEqualTo("rule_linemanager"));
    }

    @Test
    @DisplayName(
            "R20: the approvers of the last level are those of both rounds, however little the further one asked for")
    void theLastLevelOfBothRounds() {
        examples.policyAsks("1 line-manager", "3 person:cfo").submitted().open();
        examples.approve("manager");
        examples.open();
        examples.approve("cfo");
        examples.policyAsks("1 line-manager", "2 group:purchasing-agent", "3 person:cfo");
        askFurther();
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);

        assertThat(examples.lastApprovers.rolesOf(DOCUMENT, ApprovalExamples.subject()))
                .containsExactly("person:cfo");
    }

    @Test
    @DisplayName("R20: of a document that came in again the approvers before are not asked")
    void theLastLevelAfterAReturn() {
        examples.policyAsks("1 line-manager", "3 person:cfo").submitted().open();
        examples.approve("manager");
        examples.open();
        examples.answer("cfo", Decision.RETURN, "Too much");
        examples.policyAsks("1 line-manager").submitted().open();
        examples.approve("manager");

        assertThat(examples.lastApprovers.rolesOf(DOCUMENT, ApprovalExamples.subject()))
                .containsExactly("person:manager");
    }

    /** Freezes and opens what the policy demands beyond what was answered. */
    private void askFurther() {
        examples.approvals
                .beyondAnswers(examples.approvals.route(ApprovalExamples.subject()))
                .ifPresent(examples.approvals::freeze);
        examples.open();
    }

    @Test
    @DisplayName("The managers are asked one after the other, up to the first whose limit covers the amount")
    void theChainOfManagers() {
        limits("5000", "12345.60", null);
        examples.policyAsks("1 manager-chain").submitted().open();

        assertThat(examples.asked()).containsExactly("manager");
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.PENDING);
        examples.open();
        assertThat(examples.asked()).containsExactly("manager", "department-head");
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::role)
                .containsOnly("manager-chain");
    }

    @ParameterizedTest
    @DisplayName("A limit covers what it says, and not a cent more")
    @CsvSource(
            nullValues = "-",
            value = {
                "12345.60, -, -, manager",
                "12345.59, 12345.60, -, department-head",
                "-, 12345.599, 12345.6001, cfo",
                "0, 99999, 1, department-head"
            })
    void onlyTheOneWithinTheLimit(String manager, String head, String cfo, String asked) {
        limits(manager, head, cfo);
        examples.policyAsks("1 manager-within-limit").submitted().open();

        assertThat(examples.asked()).containsExactly(asked);
        assertThat(examples.approve(asked)).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: nobody’s limit goes so far")
    void nobodysLimit() {
        limits("1", "12345.59", null);
        assertThat(failureOf("1 manager-chain")).contains("Person requester", "12345.60 EUR", "rule_managerchain");
        assertThat(failureOf("1 manager-within-limit")).contains("no approval limit goes so far");
    }

    @Test
    @DisplayName("R04: who is inactive is passed over, and the limit with them; loops end")
    void inactiveManagers() {
        limits("5000", "20000", "50000");
        examples.people.leaves("department-head");
        examples.policyAsks("1 manager-chain").submitted().open();
        examples.approve("manager");
        examples.open();
        assertThat(examples.asked()).containsExactly("manager", "cfo");

        examples.people.add("round", "about");
        examples.people.add("about", "round");
        examples.people.add("lost", "round");
        assertThat(examples.policyAsks("1 manager-chain")
                        .approvals
                        .route(ApprovalExamples.subjectOf("lost"))
                        .failure())
                .isNotNull();
    }

    @Test
    @DisplayName("R10: the limit has to cover what was asked before as well")
    void theLimitCoversWhatWasAskedBefore() {
        limits("20000", "20000.01", null);
        examples.earlier.put("S-1", new EarlierRequests.Earlier(2, new BigDecimal("7654.41"), List.of()));
        examples.policyAsks("1 manager-within-limit");

        var routed = examples.approvals.route(ApprovalExamples.subject(
                "requester",
                Map.of(),
                new BigDecimal("12345.60"),
                new Portion("office", "APPROVED", "CC-100", "PROD", "S-1")));

        assertThat(routed.steps()).singleElement().satisfies(step -> {
            assertThat(step.role()).isEqualTo("manager-within-limit:department-head");
            assertThat(step.reason()).endsWith("with 2 earlier requisitions of the last 30 days: EUR 20,000.01");
        });
    }

    @Test
    @DisplayName("The head of the department is asked; R03 where there is none")
    void theHeadOfTheDepartment() {
        assertThat(failureOf("1 department-head")).contains("no department PROD");
        examples.people.head("PROD", null);
        assertThat(failureOf("1 department-head")).contains("PROD has no head");
        examples.people.head("PROD", "department-head");
        examples.policyAsks("1 department-head").submitted().open();

        assertThat(examples.asked()).containsExactly("department-head");
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::role)
                .containsExactly("department-head");
    }

    @Test
    @DisplayName("R04: a head of department who asks is replaced by their manager")
    void theHeadAsksThemselves() {
        examples.people.head("PROD", "department-head");
        examples.policyAsks("1 department-head").submittedBy("department-head").open();

        assertThat(examples.asked()).containsExactly("cfo");
    }

    @Test
    @DisplayName("Equal steps merge, and the stricter demand stays")
    void equalStepsMerge() {
        var routed = examples.policyAsks("1 group:board 2 another-person", "1 group:board any another-person")
                .approvals
                .route(ApprovalExamples.subject());

        assertThat(routed.steps()).singleElement().satisfies(step -> {
            assertThat(step.answers()).hasToString("2");
            assertThat(step.anotherPerson()).isTrue();
            assertThat(step.reason())
                    .endsWith("; 2 people have to agree; somebody has to agree who has not answered before");
        });
    }

    private void limits(String manager, String head, String cfo) {
        examples.people.limit("manager", manager);
        examples.people.limit("department-head", head);
        examples.people.limit("cfo", cfo);
    }

    private String failureOf(String step) {
        var failure = examples.policyAsks(step)
                .approvals
                .route(ApprovalExamples.subject())
                .failure();
        return failure == null ? "" : failure.english();
    }

    private String stepOf(String user) {
        return examples.approvals.openSteps(DOCUMENT).stream()
                .filter(step -> examples.cycle().step(step).assignee().equals(java.util.Optional.of(new UserId(user))))
                .findFirst()
                .orElseThrow();
    }

    private String progress(String user) {
        return examples.approvals.question(stepOf(user)).progress().english();
    }
}
