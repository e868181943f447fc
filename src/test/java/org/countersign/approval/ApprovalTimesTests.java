package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;
import static org.countersign.approval.ApprovalExamples.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ReminderPlan.Expiry;
import org.countersign.audit.AuditEvent;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What time does to unanswered steps: reminders, escalation, expiry. */
class ApprovalTimesTests {

    private final ApprovalExamples examples = new ApprovalExamples();
    private final ApprovalManagement approvals = examples.approvals;
    private final ApprovalTimes times = examples.times;

    @Test
    @DisplayName("R07: reminders after three days and every three, none once answered")
    void remindersComeEveryThreeDays() {
        examples.policyAsks("1 group:finance-officer").submitted();
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        assertThat(times.nextDue(step)).isEqualTo(days(3));

        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(times.nextDue(step)).isEqualTo(days(6));
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::number, ApprovalReminderDue::people)
                .containsExactly(
                        tuple(1, List.of(new UserId("cfo"), new UserId("finance"))),
                        tuple(2, List.of(new UserId("cfo"), new UserId("finance"))));

        examples.approve("finance");
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(2);
        assertThat(times.nextDue(step)).isEqualTo(days(12));
    }

    @Test
    @DisplayName(
            "R07: of a group whoever has taken the task is reminded alone, and everybody again once it is given back")
    void whoeverHasTakenATaskIsRemindedAlone() {
        var step = asked("1 group:finance-officer");
        examples.tasks.taken.put("task of " + step, new UserId("finance"));
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(times.stillAsked(step, new UserId("finance"))).isPresent();
        assertThat(times.stillAsked(step, new UserId("cfo"))).isEmpty();

        examples.tasks.taken.clear();
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(times.stillAsked(step, new UserId("cfo"))).isPresent();

        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::people)
                .containsExactly(users("finance"), users("cfo", "finance"));
    }

    @Test
    @DisplayName("R07, R08: who has taken a task and is away does not keep the reminders from the others")
    void whoHasTakenATaskAndIsAwayKeepsNobodyFromIt() {
        examples.away("finance", "buyer", 9, null);
        var step = asked("1 group:finance-officer");
        examples.tasks.taken.put("task of " + step, new UserId("finance"));
        examples.clock.advance(Duration.ofDays(3));

        times.remind(step);

        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::people)
                .containsExactly(users("cfo"));
    }

    @Test
    @DisplayName("R07: after a standstill one reminder goes out, not all that were missed")
    void missedRemindersAreNotMadeUpFor() {
        examples.policyAsks("1 line-manager").submitted();
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(3, 3, 100, false);
        examples.clock.advance(Duration.ofDays(20));

        times.remind(step);

        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        assertThat(times.nextDue(step)).isEqualTo(days(21));
    }

    @Test
    @DisplayName(
            "R07: on the business calendar weekends do not count, and a changed policy holds from the next reminder on")
    void weekendsDoNotCountOnTheBusinessCalendar() {
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(5, 1, 7, true);
        examples.policyAsks("1 line-manager").submitted();
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        assertThat(times.nextDue(step)).isEqualTo(Instant.parse("2026-03-09T09:00:00Z"));

        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(1, 7, 30, false);
        examples.clock.advance(Duration.ofDays(7));
        times.remind(step);
        assertThat(times.nextDue(step)).isEqualTo(Instant.parse("2026-03-10T09:00:00Z"));
    }

    @Test
    @DisplayName("R07: business days are counted by the clock of the one person asked")
    void daysAreCountedByTheApproversClock() {
        examples.people.livesIn("manager", "Pacific/Auckland");
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(1, 1, 7, true);

        // 22:00 there, after work: as of the next morning.
        assertThat(times.nextDue(asked("1 line-manager"))).isEqualTo(Instant.parse("2026-03-03T19:00:00Z"));
    }

    @Test
    @DisplayName(
            "R07: reminder, escalation and expiry count by the holidays of the one person asked, a group's by the company's")
    void daysAreCountedByTheApproversHolidays() {
        examples.people.livesIn("manager", "Europe/Berlin", "DE", "BY");
        examples.people.livesIn("buyer", "Europe/Berlin", "DE", "BE");
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(
                1, 1, 1, ReminderPlan.MANAGER, null, 1, ReminderPlan.Expiry.SEND_BACK, true, true, "business", 1);
        // The day before Epiphany 2027, a Wednesday.
        examples.clock.advance(Duration.between(ApprovalExamples.START, Instant.parse("2027-01-05T09:00:00Z")));
        var sixth = Instant.parse("2027-01-06T09:00:00Z");
        examples.policyAsks("1 line-manager", "1 person:buyer", "1 group:cfo").submitted();
        examples.open();
        var byMe = examples.cycle().step(examples.stepFor("manager"));

        assertThat(byMe.nextDue()).isEqualTo(sixth.plus(Duration.ofDays(1)));
        assertThat(examples.cycle().step(examples.stepFor("buyer")).nextDue()).isEqualTo(sixth);
        assertThat(examples.cycle().step(examples.stepFor("cfo")).nextDue()).isEqualTo(sixth);
        examples.clock.advance(Duration.ofDays(1));
        assertThat(times.isEscalationDue(byMe.id())).isFalse();
        assertThat(times.isExpiryDue(byMe.id())).isFalse();
        assertThat(times.isReminderDay(byMe.id(), new UserId("manager"))).isFalse();
        assertThat(times.isReminderDay(byMe.id(), new UserId("buyer"))).isTrue();
        assertThat(times.isReminderDay(byMe.id(), new UserId("nobody-known"))).isTrue();
        examples.reminders = (kind, amount, urgency) -> ReminderPlan.SHIPPED;
        assertThat(times.isReminderDay(byMe.id(), new UserId("manager"))).isTrue();
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(1, 1, 1, true);
        examples.clock.advance(Duration.ofDays(1));
        assertThat(times.isEscalationDue(byMe.id())).isTrue();
    }

    @Test
    @DisplayName("R07, R08: what goes over is counted by the holidays of the substitute from then on")
    void theSubstitutesHolidays() {
        examples.people.livesIn("buyer", "Europe/Berlin", "DE", "BY");
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(1, 1, 7, true);
        examples.clock.advance(Duration.between(ApprovalExamples.START, Instant.parse("2027-01-05T09:00:00Z")));
        examples.away("manager", "buyer", 5, null);

        assertThat(times.nextDue(asked("1 line-manager"))).isEqualTo(Instant.parse("2027-01-07T09:00:00Z"));
    }

    @Test
    @DisplayName("R07: a reminder policy that cannot be evaluated leaves the shipped plan, and stops no approval")
    void aBrokenReminderPolicyStopsNothing() {
        examples.reminders = (kind, amount, urgency) -> {
            throw new IllegalStateException("broken");
        };
        examples.policyAsks("1 line-manager").submitted();

        assertThat(examples.open()).isEqualTo(LevelOpening.OPENED);
        assertThat(times.nextDue(approvals.openSteps(DOCUMENT).get(0))).isEqualTo(days(3));
    }

    @Test
    @DisplayName(
            "R07: after seven days exactly the manager of the person asked may answer too, and not a moment before")
    void aPersonsStepEscalatesToTheirManager() {
        var step = asked("1 line-manager");
        examples.clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(times.isEscalationDue(step)).isFalse();
        times.escalate(step);
        assertThat(escalations()).isEmpty();

        examples.clock.advance(Duration.ofMillis(1));
        assertThat(times.isEscalationDue(step)).isTrue();
        times.escalate(step);

        assertThat(escalations())
                .extracting(ApprovalEscalated::number, ApprovalEscalated::people, ApprovalEscalated::before)
                .containsExactly(tuple(1, users("department-head"), users("manager")));
        assertThat(escalations().get(0).decideBy()).isEqualTo(days(14));
        assertThat(approvals.question(step).escalatedTo()).isEqualTo(users("department-head"));
        assertThat(examples.audit).last().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("approval.escalated");
            assertThat(entry.after()).containsEntry("people", List.of("department-head"));
        });
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.cycle().steps().get(0).answeredBy()).contains(new UserId("department-head"));
    }

    @Test
    @DisplayName("R07: whoever was asked before the escalation may still answer")
    void whoeverWasAskedBeforeMayStillAnswer() {
        var step = asked("1 line-manager");
        escalated(step, 7);

        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: after fourteen days it goes one further up, and then no further")
    void theSecondEscalationGoesFurtherUp() {
        var step = asked("1 line-manager");
        escalated(step, 7);
        escalated(step, 7);
        assertThat(escalations())
                .extracting(ApprovalEscalated::number, ApprovalEscalated::people, ApprovalEscalated::before)
                .containsExactly(
                        tuple(1, users("department-head"), users("manager")),
                        tuple(2, users("cfo"), users("department-head", "manager")));

        escalated(step, 30);
        assertThat(escalations()).hasSize(2);
        assertThat(times.isEscalationDue(step)).isFalse();
    }

    @Test
    @DisplayName("R07: after a standstill one escalation goes out, and the second leaves it its days")
    void aLateEscalationIsFollowedByTheNextInItsTime() {
        var step = asked("1 line-manager");
        escalated(step, 20);

        assertThat(escalations()).hasSize(1);
        assertThat(times.isEscalationDue(step)).isFalse();
        examples.clock.advance(Duration.ofDays(7));
        assertThat(times.isEscalationDue(step)).isTrue();
    }

    @Test
    @DisplayName("R07: a group's step escalates to the managers of its members")
    void aGroupsStepEscalatesToItsMembersManagers() {
        examples.people.add("second-finance", "manager", "finance-officer");
        var step = asked("1 group:finance-officer");
        escalated(step, 7);

        assertThat(escalations().get(0).people()).isEqualTo(users("department-head", "manager"));
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R04: an escalation passes over the requester, and whoever is inactive or excluded")
    void anEscalationPassesOverWhoMayNotAnswer() {
        examples.policyAsks("1 group:finance-officer").submittedBy("department-head");
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        escalated(step, 7);

        // department-head, manager of finance, asked for it; above is cfo, who is asked already.
        assertThat(escalations().get(0).people()).isEmpty();
        assertThat(examples.audit).extracting(AuditEvent::event).contains("approval.not-escalated");
        refused(ApprovalRule.REQUESTER_NEVER_APPROVES, () -> examples.approve("department-head"));
    }

    @Test
    @DisplayName("R05: who has answered in the cycle is not asked again by an escalation, and answers no second time")
    void whoHasAnsweredIsNotEscalatedTo() {
        examples.policyAsks("1 cost-center-owner", "2 group:it-approver").submitted();
        examples.open();
        examples.approve("department-head");
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        escalated(step, 7);

        assertThat(escalations().get(0).people()).isEqualTo(users("cfo"));
        refused(ApprovalRule.NOT_ASKED, () -> examples.approve("department-head"));
    }

    @Test
    @DisplayName("R05: somebody asked by an escalation who answers another step leaves the escalated one open")
    void anEscalationNeverAnswersByItself() {
        examples.policyAsks("1 cost-center-owner", "1 group:it-approver").submitted();
        examples.open();
        var steps = approvals.openSteps(DOCUMENT);
        var it = steps.stream()
                .filter(step -> approvals.question(step).group() != null)
                .findFirst()
                .orElseThrow();
        escalated(it, 7);
        assertThat(approvals.question(it).escalatedTo()).isEqualTo(users("department-head"));

        var owners = steps.stream().filter(step -> !step.equals(it)).findFirst().orElseThrow();
        approvals.answer(owners, Decision.APPROVE, null, examples.people.actor("department-head"));

        assertThat(approvals.openSteps(DOCUMENT)).containsExactly(it);
        refused(
                ApprovalRule.ONCE_PER_PERSON,
                () -> approvals.answer(it, Decision.APPROVE, null, examples.people.actor("department-head")));
    }

    @Test
    @DisplayName("R05: steps of one person, asked together, escalate and are answered together")
    void stepsAskedTogetherEscalateTogether() {
        examples.policyAsks("1 cost-center-owner", "1 group:boss").people.add("department-head", "cfo", "boss");
        examples.submitted();
        examples.open();
        assertThat(approvals.openSteps(DOCUMENT)).hasSize(1);
        var step = approvals.openSteps(DOCUMENT).get(0);
        escalated(step, 7);
        assertThat(approvals.openSteps(DOCUMENT)).containsExactly(step);

        assertThat(approvals.answer(step, Decision.APPROVE, null, examples.people.actor("cfo")))
                .isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R21: a payment is escalated to nobody who is no finance officer")
    void aPaymentStaysWithFinanceOfficers() {
        examples.policyAsks("1 group:finance-officer");
        approvals.freeze(approvals.route(new ApprovalSubject(
                DOCUMENT,
                ApprovalKind.PAYMENT,
                "Invoice",
                new UserId("requester"),
                Map.of(),
                Money.of("100", "EUR"),
                new BigDecimal("100"),
                "normal",
                Set.of(new Portion(null, null, null, null)))));
        examples.open();
        var step = approvals.openSteps(DOCUMENT).get(0);
        escalated(step, 7);

        assertThat(escalations().get(0).people()).isEmpty();
        refused(ApprovalRule.NOT_ASKED, () -> examples.approve("department-head"));
    }

    @Test
    @DisplayName("R07: the policy may name a group or a person to escalate to")
    void thePolicyNamesTheTarget() {
        examples.reminders = (kind, amount, urgency) -> to("group:it-approver");
        var step = asked("1 line-manager");
        escalated(step, 7);
        examples.reminders = (kind, amount, urgency) -> to("person:requester");
        escalated(step, 7);

        assertThat(escalations())
                .extracting(ApprovalEscalated::people)
                .containsExactly(users("analyst"), users("department-head"));
    }

    @Test
    @DisplayName("R07: a changed policy reaches an open step when its next time comes")
    void aChangedPolicyReachesOpenSteps() {
        var step = asked("1 line-manager");
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(10, 1, 12, false);
        examples.clock.advance(Duration.ofDays(3));

        times.remind(step);

        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        assertThat(times.nextDue(step)).isEqualTo(days(10));
        examples.clock.advance(Duration.ofDays(7));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        assertThat(times.nextDue(step)).isEqualTo(days(11));
    }

    @Test
    @DisplayName("R07: nothing is escalated and nothing expires once answered, sent back or withdrawn")
    void whatIsDoneIsLeftAlone() {
        examples.reminders = (kind, amount, urgency) -> expiring(7, Expiry.CANCEL);
        var step = asked("1 line-manager");
        approvals.withdraw(DOCUMENT);
        escalated(step, 30);
        times.expire(step);
        times.remind(step);

        assertThat(escalations()).isEmpty();
        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.WITHDRAWN);
        assertThat(times.nextDue(step)).isAfter(examples.clock.instant());
    }

    @Test
    @DisplayName("R07: the shipped policy never lets anything expire")
    void nothingExpiresAsShipped() {
        var step = asked("1 line-manager");
        examples.clock.advance(Duration.ofDays(3650));

        assertThat(times.isExpiryDue(step)).isFalse();
        times.expire(step);
        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.PENDING);
    }

    @Test
    @DisplayName(
            "R07, R08: whoever an escalation means and is away is replaced by their substitute, and the record names"
                    + " both")
    void anEscalationReachesTheSubstitute() {
        examples.away("department-head", "finance", 20, null);
        var step = asked("1 line-manager");

        escalated(step, 7);

        assertThat(escalations()).singleElement().satisfies(escalated -> {
            assertThat(escalated.people()).isEqualTo(users("finance"));
            assertThat(escalated.insteadOf()).isEqualTo(Map.of(new UserId("finance"), new UserId("department-head")));
        });
        assertThat(approvals.question(step).escalation())
                .hasToString("Person finance on behalf of Person department-head");
        refused(
                ApprovalRule.NOT_ASKED,
                () -> approvals.answer(step, Decision.APPROVE, null, examples.people.actor("department-head")));
        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::by, ApprovalEntry::onBehalfOf)
                .containsExactly(tuple(new UserId("finance"), new UserId("department-head")));
    }

    @Test
    @DisplayName("R07, R08: the next escalation goes above who is away, and not above their substitute")
    void theNextEscalationGoesAboveWhoIsAway() {
        examples.people.add("friend", "finance");
        examples.away("department-head", "friend", 40, null);
        var step = asked("1 line-manager");

        escalated(step, 7);
        escalated(step, 7);

        assertThat(escalations()).extracting(ApprovalEscalated::people).containsExactly(users("friend"), users("cfo"));
    }

    @Test
    @DisplayName("R04, R08: an escalation follows chains, cuts loops, and never ends with the requester or who is asked"
            + " already")
    void anEscalationFollowsChains() {
        examples.away("department-head", "buyer", 20, null);
        examples.away("buyer", "department-head", 20, null);
        examples.away("buyer", "analyst", 20, null);
        var step = asked("1 line-manager");
        escalated(step, 7);
        assertThat(escalations().get(0).people()).isEqualTo(users("analyst"));

        var other = new ApprovalExamples();
        other.away("department-head", "requester", 20, null);
        other.away("department-head", "manager", 20, null);
        other.policyAsks("1 line-manager").submitted();
        other.open();
        var asked = other.approvals.openSteps(DOCUMENT).get(0);
        other.clock.advance(Duration.ofDays(7));
        other.times.escalate(asked);

        assertThat(other.cycle().step(asked).escalatedTo()).containsExactly(new UserId("department-head"));
        assertThat(other.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: what an escalation asked goes over when the absence begins, and comes back when it ends")
    void anEscalationGoesOverAndComesBack() {
        var step = asked("1 line-manager");
        escalated(step, 7);
        examples.away("department-head", "finance", 2, null);

        examples.absences();

        assertThat(examples.cycle().step(step).escalatedTo()).containsExactly(new UserId("finance"));
        assertThat(examples.cycle().step(step).candidates())
                .containsExactlyInAnyOrder(new UserId("finance"), new UserId("manager"));
        assertThat(examples.tasks.passedOn).containsEntry("task of " + step, new UserId("finance"));

        examples.clock.advance(Duration.ofDays(3));
        refused(
                ApprovalRule.NOT_ASKED,
                () -> approvals.answer(step, Decision.APPROVE, null, examples.people.actor("finance")));
        examples.absences();

        assertThat(examples.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause, ApprovalHandedOver::to, ApprovalHandedOver::escalated)
                .containsExactly(
                        tuple(ApprovalHandedOver.Cause.AWAY, new UserId("finance"), true),
                        tuple(ApprovalHandedOver.Cause.BACK, new UserId("department-head"), true));
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::onBehalfOf)
                .containsOnlyNulls();
    }

    @Test
    @DisplayName("R03, R08: where nobody is left but whom an escalation asked, their substitute is asked, and no"
            + " administrator")
    void anEscalationGoesOverWhereNobodyElseIsLeft() {
        var step = asked("1 group:purchasing-agent");
        escalated(step, 7);
        examples.people.leaves("buyer");
        examples.away("department-head", "finance", 2, null);

        examples.absences();

        assertThat(examples.cycle().openSteps()).extracting(ApprovalStep::id).containsExactly(step);
        assertThat(examples.cycle().step(step).escalatedTo()).containsExactly(new UserId("finance"));
        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName(
            "R06, R08: of a group nobody who is away gets mails while another member is there; they may answer all the"
                    + " same")
    void membersWhoAreAwayGetNoMails() {
        examples.away("finance", "buyer", 9, null);
        var step = asked("1 group:finance-officer");
        assertThat(examples.asked()).containsExactly("cfo");

        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::people)
                .containsExactly(users("cfo"));
        examples.reminders = (kind, amount, urgency) -> to("group:purchasing-agent");
        escalated(step, 4);
        assertThat(escalations()).extracting(ApprovalEscalated::before).containsExactly(users("cfo"));

        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R06: where every member of a group is away, all of them are told")
    void whereEverybodyIsAwayAllAreTold() {
        examples.away("finance", "buyer", 9, null);
        examples.away("cfo", "buyer", 9, null);
        asked("1 group:finance-officer");

        assertThat(examples.asked()).containsExactlyInAnyOrder("cfo", "finance");
    }

    @Test
    @DisplayName("R07: where the policy says so an unanswered document goes back, with the rule as the reason")
    void anUnansweredDocumentGoesBack() {
        examples.reminders = (kind, amount, urgency) -> expiring(30, Expiry.SEND_BACK);
        var step = asked("1 line-manager");
        examples.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertThat(times.isExpiryDue(step)).isFalse();
        examples.clock.advance(Duration.ofMillis(1));
        assertThat(times.isExpiryDue(step)).isTrue();
        times.expire(step);

        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.RETURNED);
        var entry = examples.records.of(DOCUMENT).get(0);
        assertThat(entry.comment())
                .isEqualTo("Nobody answered within 30 days, so it was sent back (rule rule_x of the reminder policy,"
                        + " version 4).");
        assertThat(entry.by()).isNull();
        assertThat(entry.remark().said()).hasSize(1);
        assertThat(examples.events(ApprovalEnded.class))
                .extracting(ApprovalEnded::outcome, ApprovalEnded::by)
                .containsExactly(tuple(ApprovalOutcome.RETURNED, UserId.SYSTEM));
        assertThat(examples.audit)
                .filteredOn(one -> one.event().equals("approval.expired"))
                .singleElement()
                .satisfies(one -> assertThat(one.after()).containsEntry("days", 30));
        refused(
                ApprovalRule.ALREADY_DECIDED,
                () -> approvals.answer(step, Decision.APPROVE, null, examples.people.actor("manager")));
    }

    @Test
    @DisplayName("R07: or it is rejected")
    void anUnansweredDocumentIsRejected() {
        examples.reminders = (kind, amount, urgency) -> expiring(30, Expiry.CANCEL);
        var step = asked("1 line-manager");
        examples.clock.advance(Duration.ofDays(30));
        times.expire(step);

        assertThat(approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.REJECTED);
    }

    @Test
    void aPlanThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> to("nobody")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> to("line-manager")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReminderPlan(3, 3, 7, "manager", 7, null, Expiry.CANCEL, false, true, "r", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expiring(0, Expiry.CANCEL)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReminderPlan to(String target) {
        return new ReminderPlan(3, 3, 7, target, 14, null, Expiry.SEND_BACK, false, true, "rule_x", 4);
    }

    private static ReminderPlan expiring(int days, Expiry how) {
        return new ReminderPlan(3, 3, 7, "manager", 14, days, how, false, true, "rule_x", 4);
    }

    private String asked(String... steps) {
        examples.policyAsks(steps).submitted();
        examples.open();
        return approvals.openSteps(DOCUMENT).get(0);
    }

    private void escalated(String step, int days) {
        examples.clock.advance(Duration.ofDays(days));
        times.escalate(step);
    }

    private List<ApprovalEscalated> escalations() {
        return examples.events(ApprovalEscalated.class);
    }

    private static void refused(ApprovalRule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }

    private static List<UserId> users(String... names) {
        return Arrays.stream(names).map(UserId::new).toList();
    }

    private static Instant days(int days) {
        return START.plus(Duration.ofDays(days));
    }
}
