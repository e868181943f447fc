package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;
import static org.countersign.approval.ApprovalExamples.subject;
import static org.countersign.approval.ApprovalExamples.subjectOf;
import static org.countersign.approval.ApprovalRule.ADMINISTRATORS_REPAIR;
import static org.countersign.approval.ApprovalRule.ALREADY_DECIDED;
import static org.countersign.approval.ApprovalRule.EXCLUDED_FROM_APPROVAL;
import static org.countersign.approval.ApprovalRule.NOTE_NEEDED;
import static org.countersign.approval.ApprovalRule.NOTHING_TO_REPAIR;
import static org.countersign.approval.ApprovalRule.NOT_ASKED;
import static org.countersign.approval.ApprovalRule.ONCE_PER_PERSON;
import static org.countersign.approval.ApprovalRule.REASON_NEEDED;
import static org.countersign.approval.ApprovalRule.REQUESTER_NEVER_APPROVES;
import static org.countersign.approval.ApprovalRule.STEP_NOT_OPEN;
import static org.countersign.approval.ApprovalRule.WITHDRAWN_MEANWHILE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.audit.AuditEvent;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is asked, whose answer counts, and how a cycle ends. */
class ApprovalManagementTests {

    private final ApprovalExamples examples = new ApprovalExamples();
    private final ApprovalManagement approvals = examples.approvals;

    @Test
    @DisplayName("R01: a document is proved approved after its last answer, and not before")
    void theProofComesWithTheLastAnswer() {
        examples.policyAsks("1 line-manager", "2 cost-center-owner").submitted();
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();

        examples.open();
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();

        examples.open();
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
        assertThat(examples.records.isApproved(DOCUMENT, ApprovalKind.REQUISITION))
                .isTrue();
        assertThat(examples.records.isApproved(DOCUMENT, ApprovalKind.PAYMENT)).isFalse();
        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
    }

    @Test
    @DisplayName("R02: the frozen cycle keeps version, rules and facts, and later tables do not touch it")
    void theStepsAreFrozen() {
        examples.policyAsks("1 line-manager").submitted();
        examples.policyAsks("1 group:cfo", "2 group:finance-officer");
        approvals.routeAgain(DOCUMENT);

        assertThat(examples.records.of(DOCUMENT))
                .extracting(
                        ApprovalEntry::role, ApprovalEntry::rule, ApprovalEntry::policyVersion, ApprovalEntry::outcome)
                .containsExactly(tuple("line-manager", "rule_linemanager", 7, null));
        assertThat(examples.cycle().facts())
                .contains("\"amount\":\"12345.60\"", "\"costCenter\":\"CC-100\"", "NOT_KEPT");
    }

    @Test
    void whatARuleApprovesHasOneAutomaticEntryOfLevelZero() {
        examples.policyAsks("0 automatic").submitted();

        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::level, ApprovalEntry::role, ApprovalEntry::outcome, ApprovalEntry::by)
                .containsExactly(tuple(0, "automatic", "AUTOMATIC", null));
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.asked()).isEmpty();
        assertThat(examples.events(ApprovalEnded.class))
                .extracting(ApprovalEnded::outcome)
                .containsExactly(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R06: an approver is told when their turn comes, and only then")
    void levelsAreAskedOneAfterTheOther() {
        examples.policyAsks("1 line-manager", "2 cost-center-owner", "2 group:it-approver")
                .submitted();
        assertThat(examples.asked()).isEmpty();

        examples.open();
        assertThat(examples.asked()).containsExactly("manager");

        examples.approve("manager");
        assertThat(examples.asked()).containsExactly("manager");

        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(examples.asked()).containsExactly("manager", "department-head", "analyst");
    }

    @Test
    void theRecordSaysFromTheSubmissionOnWhoWillBeAsked() {
        examples.policyAsks("1 line-manager", "2 group:finance-officer").submitted();

        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::assignee, ApprovalEntry::candidates)
                .containsExactly(
                        tuple(new UserId("manager"), List.of(new UserId("manager"))),
                        tuple(null, List.of(new UserId("cfo"), new UserId("finance"))));
        assertThat(examples.records.concerns(DOCUMENT, new UserId("finance"))).isFalse();
    }

    @Test
    void openingTwiceAsksNobodyTwice() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();

        assertThat(approvals.openNextLevel(DOCUMENT)).isEqualTo(LevelOpening.OPENED);
        assertThat(approvals.openSteps(DOCUMENT)).hasSize(1);
    }

    @Test
    @DisplayName("R04: the requester never answers, whatever their rank")
    void theRequesterNeverAnswers() {
        examples.people.add("requester", "manager", "it-approver");
        examples.policyAsks("1 group:it-approver").submitted();
        examples.open();

        assertThat(examples.asked()).containsExactly("analyst");
        refused(REQUESTER_NEVER_APPROVES, () -> examples.approve("requester"));
    }

    @Test
    @DisplayName("R04: a step of the requester goes to their manager: the owner of the cost centre asks")
    void aStepOfTheRequesterGoesToTheirManager() {
        examples.policyAsks("2 cost-center-owner").submittedBy("department-head");
        examples.open();

        assertThat(examples.asked()).containsExactly("cfo");
        assertThat(examples.cycle().steps().get(0).assignee()).contains(new UserId("cfo"));
    }

    @Test
    @DisplayName("R04: a step of an inactive person goes up the chain of managers")
    void aStepOfAnInactivePersonGoesUpTheChain() {
        examples.people.leaves("manager");
        examples.policyAsks("1 line-manager").submitted();
        examples.open();

        assertThat(examples.asked()).containsExactly("department-head");
    }

    @Test
    @DisplayName("R04: who is excluded is passed over, and told why when answering")
    void whoIsExcludedDoesNotAnswer() {
        examples.policyAsks("1 group:finance-officer");
        approvals.freeze(approvals.route(subject(
                "requester",
                Map.of(new UserId("finance"), "captured the invoice"),
                BigDecimal.TEN,
                new Portion(null, null, null, null))));
        examples.open();

        assertThat(examples.asked()).containsExactly("cfo");
        assertThatThrownBy(() -> examples.approve("finance"))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(EXCLUDED_FROM_APPROVAL))
                .hasMessageContaining("captured the invoice");
    }

    @Test
    void aStrangerDoesNotAnswerAndNeitherDoesTheProduct() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();

        refused(NOT_ASKED, () -> examples.approve("buyer"));
        refused(NOT_ASKED, () -> approvals.answer(examples.stepFor("manager"), Decision.APPROVE, null, Actor.SYSTEM));
    }

    @Test
    void whoLeftTheGroupMeanwhileDoesNotAnswerAndWhoCameDoes() {
        examples.policyAsks("1 group:it-approver").submitted();
        examples.open();
        examples.people.empty("it-approver");
        examples.people.add("newcomer", "manager", "it-approver");

        refused(NOT_ASKED, () -> examples.approve("analyst"));
        assertThat(examples.approve("newcomer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: an earlier answer of a person counts for a later step of the same person")
    void anEarlierAnswerCountsForALaterStepOfThePerson() {
        examples.people.owner("CC-100", "manager");
        examples.policyAsks("1 line-manager", "2 cost-center-owner").submitted();
        examples.open();
        examples.approve("manager");

        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.asked()).containsExactly("manager");
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::level, ApprovalEntry::outcome, ApprovalEntry::by)
                .containsExactly(
                        tuple(1, "APPROVED", new UserId("manager")), tuple(2, "APPROVED", new UserId("manager")));
        assertThat(examples.records.of(DOCUMENT).get(1).comment()).contains("approved already at level 1", "R05");
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
    }

    @Test
    @DisplayName("R05: an answer at level 1 counts for a group at level 4 whose only member it was")
    void anEarlierAnswerCountsForAGroupOfThatPersonAlone() {
        examples.policyAsks("1 line-manager", "4 group:cfo").submittedBy("department-head");
        examples.open();
        examples.approve("cfo");

        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.records.isApproved(DOCUMENT)).isTrue();
    }

    @Test
    @DisplayName("R05: a group with somebody who has not answered yet is asked, and not the one who has")
    void aGroupWithSomebodyElseIsAsked() {
        examples.policyAsks("1 line-manager", "3 group:finance-officer").submittedBy("department-head");
        examples.open();
        examples.approve("cfo");
        examples.open();

        assertThat(examples.asked()).containsExactly("cfo", "finance");
        refused(ONCE_PER_PERSON, () -> examples.approve("cfo"));
        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: steps of the same person at one level are asked once and answered together")
    void stepsOfOnePersonAreAnsweredTogether() {
        examples.people.owner("CC-200", "department-head");
        examples.people.add("department-head", "cfo", "shop-stewards");
        examples.policyAsks("2 cost-center-owner", "2 group:shop-stewards");
        approvals.freeze(approvals.route(subject(
                "requester",
                Map.of(),
                BigDecimal.TEN,
                new Portion(null, null, "CC-100", null),
                new Portion(null, null, "CC-200", null))));
        examples.open();

        assertThat(examples.asked()).containsExactly("department-head");
        assertThat(examples.events(ApprovalAsked.class).get(0).rule())
                .isEqualTo("rule_costcenterowner,rule_groupshopstewards");
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT))
                .hasSize(3)
                .allMatch(entry -> new UserId("department-head").equals(entry.by()));
    }

    @Test
    @DisplayName("R05: two groups with the same two members are answered by one each, a third counts by itself")
    void groupsThatRunOutOfPeopleDoNotBlock() {
        for (var group : List.of("one", "two", "three")) {
            examples.people.add("anna", "manager", group);
            examples.people.add("bert", "manager", group);
        }
        examples.policyAsks("1 group:one", "1 group:two", "1 group:three").submitted();
        examples.open();
        var steps = approvals.openSteps(DOCUMENT);

        approvals.answer(steps.get(0), Decision.APPROVE, null, examples.people.actor("anna"));
        var outcome = approvals.answer(steps.get(1), Decision.APPROVE, null, examples.people.actor("bert"));

        assertThat(outcome).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(approvals.isLevelAnswered(DOCUMENT)).isTrue();
    }

    @Test
    @DisplayName("R05: a newcomer's answer for a group does not answer the steps of the one who was alone in it")
    void aNewcomersAnswerCountsForTheNewcomerAlone() {
        examples.people.add("analyst", "department-head", "it-approver", "shop-stewards");
        examples.policyAsks("1 group:it-approver", "1 group:shop-stewards").submitted();
        examples.open();
        assertThat(approvals.openSteps(DOCUMENT)).hasSize(1);
        examples.people.add("newcomer", "manager", "it-approver");

        approvals.answer(
                approvals.openSteps(DOCUMENT).get(0), Decision.APPROVE, null, examples.people.actor("newcomer"));

        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(examples.approve("analyst")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R09: a rejection needs a reason and ends the cycle at once, with the other steps of its level")
    void aRejectionEndsTheCycle() {
        examples.policyAsks("2 cost-center-owner", "2 group:it-approver", "3 group:cfo")
                .submitted();
        examples.open();
        refused(REASON_NEEDED, () -> examples.answer("department-head", Decision.REJECT, "  "));

        assertThat(examples.answer("department-head", Decision.REJECT, "Too dear"))
                .isEqualTo(ApprovalOutcome.REJECTED);
        assertThat(approvals.isLevelAnswered(DOCUMENT)).isTrue();
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();
        assertThatThrownBy(() -> approvals.answer(
                        examples.cycle().steps().get(1).id(), Decision.APPROVE, null, examples.people.actor("analyst")))
                .hasMessageContaining("already decided by Person department-head");
        assertThat(examples.events(ApprovalEnded.class))
                .extracting(ApprovalEnded::outcome, ApprovalEnded::by, ApprovalEnded::comment)
                .containsExactly(tuple(ApprovalOutcome.REJECTED, new UserId("department-head"), "Too dear"));
    }

    @Test
    @DisplayName("R09: sending back needs a note; a resubmission starts from the start and history stays")
    void aReturnStartsANewCycle() {
        examples.policyAsks("1 line-manager", "2 cost-center-owner").submitted();
        examples.open();
        examples.approve("manager");
        examples.open();
        refused(NOTE_NEEDED, () -> examples.answer("department-head", Decision.RETURN, null));
        assertThat(examples.answer("department-head", Decision.RETURN, "Two are enough"))
                .isEqualTo(ApprovalOutcome.RETURNED);
        assertThat(approvals.isPolicyAnswered(DOCUMENT)).isFalse();

        examples.resubmitted.add(subjectOf("requester"));
        approvals.routeAgain(DOCUMENT);
        examples.open();

        assertThat(examples.asked()).containsExactly("manager", "department-head", "manager");
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::cycle, ApprovalEntry::level, ApprovalEntry::outcome)
                .containsExactly(
                        tuple(1, 1, "APPROVED"), tuple(1, 2, "RETURNED"), tuple(2, 1, null), tuple(2, 2, null));
        assertThat(examples.records.outcomeOf(DOCUMENT)).contains(ApprovalOutcome.PENDING);
    }

    @Test
    @DisplayName("R09: a new cycle supersedes one that is still pending")
    void aNewCycleSupersedesAPendingOne() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();
        var old = approvals.openSteps(DOCUMENT).get(0);
        examples.submitted();

        refused(
                WITHDRAWN_MEANWHILE,
                () -> approvals.answer(old, Decision.APPROVE, null, examples.people.actor("manager")));
        examples.open();
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R27: the second answer to a step learns who was first")
    void theSecondAnswerLearnsWhoWasFirst() {
        examples.people.add("second", "manager", "it-approver");
        examples.policyAsks("1 group:it-approver", "2 group:cfo").submitted();
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        approvals.answer(step, Decision.APPROVE, null, examples.people.actor("analyst"));

        assertThatThrownBy(() -> approvals.answer(step, Decision.APPROVE, null, examples.people.actor("second")))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(ALREADY_DECIDED))
                .hasMessageContaining("already decided by Person analyst");
    }

    @Test
    void aStepWhoseTurnHasNotComeIsNotAnswered() {
        examples.policyAsks("1 line-manager", "2 group:cfo").submitted();
        examples.open();

        refused(
                STEP_NOT_OPEN,
                () -> approvals.answer(
                        examples.cycle().steps().get(1).id(), Decision.APPROVE, null, examples.people.actor("cfo")));
    }

    @Test
    void aWithdrawnDocumentTakesNoAnswer() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        approvals.withdraw(DOCUMENT);

        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.WITHDRAWN);
        refused(
                WITHDRAWN_MEANWHILE,
                () -> approvals.answer(step, Decision.APPROVE, null, examples.people.actor("manager")));
        assertThat(approvals.openNextLevel(DOCUMENT)).isEqualTo(LevelOpening.UNANSWERABLE);
    }

    @Test
    @DisplayName("R03: what the policy cannot answer is repaired by retrying, never by approving")
    void aFailureIsRepairedByRetrying() {
        approvals.freeze(
                approvals.route(subject("requester", Map.of(), null, new Portion(null, null, "CC-100", null))));
        assertThat(approvals.isPolicyAnswered(DOCUMENT)).isFalse();
        assertThat(examples.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(approvals.unanswered(DOCUMENT).failure().english()).contains("exchange rate");
        assertThat(examples.records.isApproved(DOCUMENT)).isFalse();

        refused(ADMINISTRATORS_REPAIR, () -> repair("manager", RepairDecision.RETRY, null));
        assertThat(repair("admin", RepairDecision.RETRY, null)).isEqualTo(ApprovalOutcome.PENDING);
        examples.resubmitted.add(subjectOf("requester"));
        examples.policyAsks("1 line-manager");
        approvals.routeAgain(DOCUMENT);

        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(examples.records.of(DOCUMENT)).hasSize(1).allMatch(entry -> entry.cycle() == 1);
        refused(NOTHING_TO_REPAIR, () -> repair("admin", RepairDecision.REJECT, "Too late"));
    }

    @Test
    @DisplayName("R03: a failure can be rejected, with a reason, and the record says who did")
    void aFailureCanBeRejected() {
        approvals.freeze(
                approvals.route(subject("requester", Map.of(), null, new Portion(null, null, "CC-100", null))));

        refused(REASON_NEEDED, () -> repair("admin", RepairDecision.REJECT, " "));
        assertThat(repair("admin", RepairDecision.REJECT, "No rate will come")).isEqualTo(ApprovalOutcome.REJECTED);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::role, ApprovalEntry::rule, ApprovalEntry::outcome, ApprovalEntry::by)
                .containsExactly(tuple("group:administrator", "R03", "REJECTED", new UserId("admin")));
    }

    @Test
    @DisplayName("R04: an administrator does not repair the approval of their own request")
    void anAdministratorDoesNotRepairTheirOwn() {
        approvals.freeze(approvals.route(subject("admin", Map.of(), null, new Portion(null, null, "CC-100", null))));

        refused(REQUESTER_NEVER_APPROVES, () -> repair("admin", RepairDecision.RETRY, null));
    }

    @Test
    @DisplayName("R03: somebody who left between submission and their turn makes the level unanswerable, until mended")
    void aLevelThatBecameUnanswerableIsRepaired() {
        examples.policyAsks("1 line-manager", "2 group:it-approver").submitted();
        examples.open();
        examples.approve("manager");
        examples.people.leaves("analyst");

        assertThat(examples.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(approvals.openSteps(DOCUMENT)).isEmpty();
        assertThat(approvals.unanswered(DOCUMENT).failure().english()).contains("it-approver", "level 2");
        examples.people.add("successor", "manager", "it-approver");
        repair("admin", RepairDecision.RETRY, "Successor named");
        approvals.routeAgain(DOCUMENT);

        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(examples.approve("successor")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    void stepsCanBeGivenInsteadOfAskedOfThePolicy() {
        approvals.freeze(
                subjectOf("requester"),
                List.of(new DemandedStep(1, "person:department-head", "R20", "Approved the order")));
        examples.open();

        assertThat(examples.asked()).containsExactly("department-head");
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThatThrownBy(() -> approvals.freeze(subjectOf("requester"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> approvals.freeze(
                        subjectOf("requester"), List.of(new DemandedStep(0, "automatic", "none", "By hand"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTaskAnswersItsOwnStepAndNoOther() {
        examples.policyAsks("2 cost-center-owner", "2 group:it-approver").submitted();
        examples.open();

        assertThat(approvals.openSteps(DOCUMENT))
                .allSatisfy(step ->
                        assertThat(approvals.stepAskedIn("task of " + step)).isEqualTo(step));
    }

    @Test
    void everyAnswerIsAudited() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();
        examples.answer("manager", Decision.APPROVE, "Fine");

        assertThat(examples.audit)
                .extracting(AuditEvent::event, AuditEvent::by)
                .contains(
                        tuple("approval.frozen", UserId.SYSTEM),
                        tuple("approval.approved", new UserId("manager")),
                        tuple("approval.completed", UserId.SYSTEM));
    }

    @Test
    void approvalsConcernThoseWhoMayAnswerAndThoseWhoDid() {
        examples.policyAsks("1 line-manager", "2 group:it-approver").submitted();
        examples.open();

        assertThat(examples.records.concerns(DOCUMENT, new UserId("manager"))).isTrue();
        assertThat(examples.records.concerns(DOCUMENT, new UserId("analyst"))).isFalse();
        examples.approve("manager");
        examples.open();
        assertThat(examples.records.concerns(DOCUMENT, new UserId("manager"))).isTrue();
        assertThat(examples.records.concerns(DOCUMENT, new UserId("analyst"))).isTrue();
        assertThat(examples.records.concerns(DOCUMENT, new UserId("buyer"))).isFalse();
    }

    private ApprovalOutcome repair(String user, RepairDecision decision, String comment) {
        return approvals.repair(DOCUMENT, decision, comment, examples.people.actor(user));
    }

    private static void refused(ApprovalRule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }
}
