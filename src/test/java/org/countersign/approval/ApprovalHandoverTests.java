package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.countersign.people.PersonChanged;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApprovalHandoverTests {

    private final ApprovalExamples world = new ApprovalExamples();

    @Test
    @DisplayName("R04: what a person who left was asked goes to their manager")
    void aLeaversStepGoesToTheManager() {
        asked("1 line-manager");

        leaves("manager");

        assertThat(assignee()).isEqualTo("department-head");
        assertThat(step().onBehalfOf()).isNull();
        assertThat(world.tasks.handed.values()).containsExactly(new UserId("department-head"));
        assertThat(world.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause)
                .containsExactly(ApprovalHandedOver.Cause.LEFT);
        assertThat(world.audit).anyMatch(entry -> entry.event().equals("approval.handed-over"));
        assertThat(world.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: what a person who left was asked goes to their substitute before their manager")
    void aLeaversStepGoesToTheSubstitute() {
        asked("1 line-manager");
        world.away("manager", "buyer", 10, null);

        leaves("manager");

        assertThat(assignee()).isEqualTo("buyer");
        assertThat(step().onBehalfOf()).isEqualTo(new UserId("manager"));
    }

    @Test
    @DisplayName("R03: a step whose people have all left waits for an administrator, and goes on when repaired")
    void nothingIsLeftWithNobody() {
        asked("1 group:it-approver");

        leaves("analyst");

        assertThat(world.approvals.openSteps(ApprovalExamples.DOCUMENT)).isEmpty();
        assertThat(world.events(ApprovalStuck.class)).hasSize(1);
        assertThat(world.handover.stuck(9))
                .extracting(StuckApproval::document)
                .containsExactly(ApprovalExamples.DOCUMENT);
        assertThat(world.cycle().outcome()).isEqualTo(ApprovalOutcome.PENDING);

        world.people.comesBack("analyst");
        assertThat(world.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(world.handover.stuck()).isZero();
        assertThat(world.approve("analyst")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: of a chain of managers who all left, nobody is asked in secret: an administrator is")
    void aChainThatEndsIsStuck() {
        asked("1 line-manager");

        leaves("cfo");
        leaves("department-head");
        leaves("manager");

        assertThat(world.approvals.openSteps(ApprovalExamples.DOCUMENT)).isEmpty();
        assertThat(world.approvals
                        .unanswered(ApprovalExamples.DOCUMENT)
                        .failure()
                        .english())
                .contains("inactive");
    }

    @Test
    @DisplayName("R05: when a step goes to somebody who has answered already, that answer counts")
    void anEarlierAnswerCounts() {
        asked("1 line-manager", "2 group:purchasing-agent", "2 cost-center-owner:CC-100");
        world.people.add("manager", "cfo");
        world.approve("manager");
        world.open();
        world.people.add("department-head", "manager");

        leaves("department-head");

        assertThat(world.approvals.openSteps(ApprovalExamples.DOCUMENT)).hasSize(1);
        assertThat(world.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: while a person is away the substitute answers, nobody else, and the record says for whom")
    void theSubstituteAnswers() {
        world.away("manager", "buyer", 3, null);
        asked("1 line-manager");

        assertThat(world.asked()).containsExactly("buyer");
        assertThat(world.events(ApprovalAsked.class).get(0).onBehalfOf()).isEqualTo(new UserId("manager"));
        refused(ApprovalRule.NOT_ASKED, "manager");
        refused(ApprovalRule.NOT_ASKED, "analyst");
        assertThat(world.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        var entry = world.records.of(ApprovalExamples.DOCUMENT).get(0);
        assertThat(entry.by()).isEqualTo(new UserId("buyer"));
        assertThat(entry.onBehalfOf()).isEqualTo(new UserId("manager"));
        assertThat(world.audit)
                .anyMatch(event ->
                        event.event().equals("approval.approved") && new UserId("manager").equals(event.onBehalfOf()));
    }

    @Test
    @DisplayName("R08: an absence that begins takes what is asked along, and gives it back when it ends")
    void anAbsenceTakesAndGivesBack() {
        asked("1 line-manager");
        world.away("manager", "buyer", 2, null);

        world.review();
        assertThat(assignee()).isEqualTo("buyer");
        world.clock.advance(Duration.ofDays(2));
        refused(ApprovalRule.NOT_ASKED, "buyer");
        world.review();

        assertThat(assignee()).isEqualTo("manager");
        assertThat(world.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause)
                .containsExactly(ApprovalHandedOver.Cause.AWAY, ApprovalHandedOver.Cause.BACK);
        assertThat(world.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07, R08: the substitute alone is reminded")
    void theSubstituteIsReminded() {
        world.away("manager", "buyer", 30, null);
        asked("1 line-manager");
        world.clock.advance(Duration.ofDays(3));

        world.times.remind(step().id());

        assertThat(world.events(ApprovalReminderDue.class).get(0).people()).containsExactly(new UserId("buyer"));
    }

    @Test
    @DisplayName("R07, R08: for whom a step goes over to days are counted anew, and nobody else is reminded of it")
    void daysAreCountedAnewForTheSubstitute() {
        asked("1 line-manager");
        world.clock.advance(Duration.ofDays(2));
        world.away("manager", "buyer", 30, null);
        world.review();
        world.clock.advance(Duration.ofDays(1));

        world.times.remind(step().id());
        assertThat(world.events(ApprovalReminderDue.class)).isEmpty();
        world.clock.advance(Duration.ofDays(2));
        world.times.remind(step().id());
        assertThat(world.events(ApprovalReminderDue.class).get(0).people()).containsExactly(new UserId("buyer"));
    }

    @Test
    @DisplayName("R07, R08: whom an escalation asked may still answer after the step has gone to a substitute")
    void anEscalationOutlivesTheHandover() {
        asked("1 line-manager");
        world.clock.advance(Duration.ofDays(7));
        world.times.escalate(step().id());
        world.away("manager", "buyer", 30, null);
        world.review();

        assertThat(world.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(world.cycle().steps().get(0).onBehalfOf()).isNull();
    }

    @Test
    @DisplayName("R08: chains are followed, loops are cut")
    void chainsAreFollowed() {
        world.away("manager", "buyer", 3, null);
        world.away("buyer", "finance", 3, null);
        asked("1 line-manager");
        assertThat(assignee()).isEqualTo("finance");

        world.away("finance", "manager", 3, null);
        world.review();

        assertThat(assignee()).isEqualTo("manager");
        assertThat(step().onBehalfOf()).isNull();
    }

    @Test
    @DisplayName("R04, R08: nobody substitutes into their own request, nor does who may not decide")
    void nobodySubstitutesIntoTheirOwnRequest() {
        world.people.add("reader", "department-head", "auditor");
        world.away("manager", "requester", 3, null);
        world.away("manager", "reader", 3, null);

        asked("1 line-manager");

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R08: several substitutes by kind and amount; what is meant for less goes first")
    void severalSubstitutes() {
        world.away("manager", "buyer", 3, null);
        world.away("manager", "analyst", 3, new BigDecimal("12345.60"));
        world.away("manager", "finance", 3, new BigDecimal("12345.59"));
        world.away("manager", "admin", 3, null, ApprovalKind.PAYMENT);

        asked("1 line-manager");

        assertThat(assignee()).isEqualTo("analyst");
    }

    @Test
    @DisplayName("R08: an amount that nobody knows is within no limit")
    void anUnknownAmountIsWithinNoLimit() {
        world.away("manager", "buyer", 3, new BigDecimal("1000000"));
        world.policyAsks("1 line-manager");
        world.approvals.freeze(
                ApprovalExamples.subject(
                        "requester",
                        Map.of(),
                        null,
                        new ApprovalSubject.Portion("office", "APPROVED", "CC-100", "PROD")),
                java.util.List.of(new RoutedApproval.DemandedStep(1, "line-manager", "r", "because")));
        world.open();

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R03, R05: whoever is asked for another person's answer and answers elsewhere is replaced at once")
    void anAnswerElsewhereMovesTheStepAtOnce() {
        world.people.add("second-buyer", "manager", "purchasing-agent");
        asked("1 group:purchasing-agent", "1 person:buyer any another-person");

        world.approvals.answer(ApprovalExamples.DOCUMENT + "/1/1", Decision.APPROVE, null, world.people.actor("buyer"));

        assertThat(assignee()).isEqualTo("department-head");
        assertThat(world.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause, ApprovalHandedOver::from, ApprovalHandedOver::to)
                .containsExactly(tuple(
                        ApprovalHandedOver.Cause.ANOTHER_PERSON, new UserId("buyer"), new UserId("department-head")));
        assertThat(world.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03, R05: where nobody else could give another person's answer, administrators learn it at once")
    void anAnswerElsewhereLeavesNobody() {
        world.people.add("second-buyer", "manager", "purchasing-agent");
        world.people.add("buyer", null, "purchasing-agent");
        asked("1 group:purchasing-agent", "1 person:buyer any another-person");

        world.approvals.answer(ApprovalExamples.DOCUMENT + "/1/1", Decision.APPROVE, null, world.people.actor("buyer"));

        assertThat(world.events(ApprovalStuck.class)).hasSize(1);
        assertThat(world.handover.stuck()).isEqualTo(1);
    }

    private void asked(String... steps) {
        world.policyAsks(steps).submitted().open();
    }

    private void leaves(String user) {
        world.people.leaves(user);
        world.handover.on(new PersonChanged(new UserId(user)));
    }

    private ApprovalStep step() {
        return world.cycle().openSteps().get(0);
    }

    private String assignee() {
        return step().assignee().map(UserId::value).orElse(null);
    }

    private void refused(ApprovalRule rule, String user) {
        assertThatThrownBy(() -> world.approve(user))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }
}
