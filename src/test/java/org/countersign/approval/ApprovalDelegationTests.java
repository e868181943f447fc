package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;
import static org.countersign.approval.ApprovalExamples.START;
import static org.countersign.approval.ApprovalExamples.subject;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.audit.AuditEvent;
import org.countersign.people.PersonChanged;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One task handed to somebody: to decide it, or to say what they think of it. */
class ApprovalDelegationTests {

    private final ApprovalExamples examples = new ApprovalExamples();

    @Test
    @DisplayName("R08: whoever decides on delegation answers, whoever delegated does not, and the record names both")
    void theDelegateDecidesAndBothAreRecorded() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");

        decide("manager", "buyer", "You know chairs");

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("buyer"));
        refused(() -> examples.approve("manager"), ApprovalRule.NOT_ASKED);
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT))
                .extracting(ApprovalEntry::by, ApprovalEntry::onBehalfOf)
                .containsExactly(tuple(new UserId("buyer"), new UserId("manager")));
        assertThat(events()).containsSubsequence("approval.delegated", "approval.approved");
        assertThat(audited("approval.delegated").after())
                .containsEntry("to", "buyer")
                .containsEntry("comment", "You know chairs");
        assertThat(audited("approval.approved").onBehalfOf()).isEqualTo(new UserId("manager"));
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::kind, Remark::by, Remark::to, Remark::text)
                .containsExactly(
                        tuple(RemarkKind.DELEGATION, new UserId("manager"), new UserId("buyer"), "You know chairs"));
    }

    @Test
    @DisplayName("R04: neither the requester nor an excluded person decides or advises on delegation")
    void theRequesterIsNoDelegate() {
        examples.policyAsks("1 line-manager");
        examples.approvals.freeze(examples.approvals.route(subject(
                "requester",
                Map.of(new UserId("buyer"), "received the goods"),
                new BigDecimal("1.00"),
                new Portion("office", "APPROVED", "CC-100", "PROD"))));
        examples.open();

        for (var mode : DelegationMode.values()) {
            refused(() -> hand("manager", "requester", mode), ApprovalRule.DELEGATE_IS_REQUESTER);
            refused(() -> hand("manager", "buyer", mode), ApprovalRule.DELEGATE_EXCLUDED);
        }
    }

    @Test
    @DisplayName("R05: nobody decides on delegation who has answered, or is asked beside")
    void nobodyAnswersTwice() {
        asked("1 line-manager", "2 group:purchasing-agent", "2 cost-center-owner:CC-100");
        examples.approve("manager");
        examples.open();

        refused(() -> decide("department-head", "manager", null), ApprovalRule.DELEGATE_HAS_ANSWERED);
        refused(() -> decide("department-head", "buyer", null), ApprovalRule.DELEGATE_IS_ASKED);
        refused(() -> decide("department-head", "department-head", null), ApprovalRule.DELEGATE_IS_ONESELF);
        decide("department-head", "finance", null);
        examples.approve("finance");
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: whoever decides on delegation is active, is there, and may decide at all")
    void theDelegateNeedsTheRight() {
        examples.people.add("auditor", "department-head", "auditor");
        examples.people.leaves("analyst");
        examples.away("finance", "cfo", 3, null);
        asked("1 line-manager");

        refused(() -> decide("manager", "auditor", null), ApprovalRule.DELEGATE_WITHOUT_RIGHT);
        refused(() -> decide("manager", "analyst", null), ApprovalRule.DELEGATE_UNKNOWN);
        refused(() -> decide("manager", "nobody at all", null), ApprovalRule.DELEGATE_UNKNOWN);
        refused(() -> decide("manager", " ", null), ApprovalRule.DELEGATE_NEEDED);
        refused(() -> decide("manager", "finance", null), ApprovalRule.DELEGATE_AWAY);
        refused(() -> decide("manager", "buyer", "x".repeat(2001)), ApprovalRule.WORDS_TOO_LONG);
        assertThat(examples.records.recordOf(DOCUMENT).remarks()).isEmpty();
    }

    @Test
    @DisplayName("Only whoever is asked hands a task out, and only while it is open")
    void onlyWhoIsAskedDelegates() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");

        for (var other : List.of("buyer", "admin", "department-head")) {
            refused(() -> decide(other, "analyst", null), ApprovalRule.NOT_ASKED);
        }
        refused(() -> decide("requester", "analyst", null), ApprovalRule.REQUESTER_NEVER_APPROVES);
        examples.approve("manager");
        refused(
                () -> examples.delegation.delegate(
                        task, "buyer", DelegationMode.DECIDE, null, examples.people.actor("manager")),
                ApprovalRule.ALREADY_DECIDED);
    }

    @Test
    @DisplayName("R08: a group's step is handed on within the group, and the others of the group may still answer")
    void aGroupsStepStaysInTheGroup() {
        asked("1 group:finance-officer");

        refused(() -> decide("finance", "buyer", null), ApprovalRule.DELEGATE_NOT_IN_GROUP);
        decide("finance", "cfo", null);
        assertThat(examples.approve("cfo")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT).get(0).onBehalfOf()).isEqualTo(new UserId("finance"));

        var others =
                new ApprovalExamples().policyAsks("1 group:finance-officer").submitted();
        others.open();
        others.delegation.delegate(
                others.taskFor("finance"), "cfo", DelegationMode.DECIDE, null, others.people.actor("finance"));
        others.approve("finance");
        assertThat(others.records.of(DOCUMENT).get(0).onBehalfOf()).isNull();
    }

    @Test
    @DisplayName("R08: where the policy wants a limit that covers the amount, whoever decides on delegation has one")
    void theDelegateHasTheLimit() {
        examples.people.limit("manager", "20000.00");
        examples.people.limit("buyer", "5000.00");
        examples.people.limit("finance", "12345.60");
        asked("1 manager-within-limit");

        refused(() -> decide("manager", "buyer", null), ApprovalRule.DELEGATE_LIMIT);
        refused(() -> decide("manager", "analyst", null), ApprovalRule.DELEGATE_LIMIT);
        decide("manager", "finance", null);
        assertThat(examples.approve("finance")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("What was delegated is not handed on, but taken back by whoever delegated, and by nobody else")
    void aDelegationIsTakenBack() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        decide("manager", "buyer", null);

        refused(() -> decide("buyer", "analyst", null), ApprovalRule.DELEGATED_ALREADY);
        refused(() -> takeBack(task, "buyer"), ApprovalRule.NOT_YOURS_TO_TAKE_BACK);
        refused(() -> takeBack(task, "admin"), ApprovalRule.NOT_YOURS_TO_TAKE_BACK);
        takeBack(task, "manager");

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("manager"));
        refused(() -> takeBack(task, "manager"), ApprovalRule.NOTHING_HANDED_OUT);
        refused(() -> examples.approve("buyer"), ApprovalRule.NOT_ASKED);
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT).get(0).onBehalfOf()).isNull();
        assertThat(events()).contains("approval.delegation-taken-back");
    }

    @Test
    @DisplayName("R08: when whoever decides on delegation leaves or goes away, whoever delegated is asked again")
    void aLostDelegateGivesBack() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        decide("manager", "buyer", null);

        examples.people.leaves("buyer");
        examples.review();

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("manager"));
        assertThat(examples.events(ApprovalHandedOver.class))
                .extracting(ApprovalHandedOver::cause, ApprovalHandedOver::to, ApprovalHandedOver::from)
                .containsExactly(
                        tuple(ApprovalHandedOver.Cause.DELEGATION_ENDED, new UserId("manager"), new UserId("buyer")));
        decide("manager", "analyst", null);
        examples.away("analyst", "cfo", 3, null);
        examples.review();
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: whoever stands in for somebody hands on too; the record names who handed it on")
    void aSubstituteDelegates() {
        examples.away("manager", "analyst", 3, null);
        asked("1 line-manager");

        decide("analyst", "buyer", null);
        examples.review();

        examples.approve("buyer");
        assertThat(examples.records.of(DOCUMENT).get(0).onBehalfOf()).isEqualTo(new UserId("analyst"));
    }

    @Test
    @DisplayName("R07: whoever decides on delegation is reminded as if asked now, but the escalation does not wait")
    void theDelegatesReminderCountsAnew() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        decide("manager", "buyer", null);
        assertThat(examples.times.nextDue(step)).isEqualTo(days(5));

        examples.clock.advance(Duration.ofDays(1));
        examples.times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        examples.clock.advance(Duration.ofDays(2));
        examples.times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::people)
                .containsExactly(List.of(new UserId("buyer")));
        examples.clock.advance(Duration.ofDays(2));
        assertThat(examples.times.isEscalationDue(step)).isTrue();
        examples.times.escalate(step);
        assertThat(examples.events(ApprovalEscalated.class))
                .extracting(ApprovalEscalated::people, ApprovalEscalated::before)
                .containsExactly(tuple(List.of(new UserId("department-head")), List.of(new UserId("buyer"))));
        refused(() -> decide("department-head", "analyst", null), ApprovalRule.ESCALATED_IS_NOT_DELEGATED);
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName(
            "R07: the requester's reminder reaches whoever is asked for advice, in words of its own, and who decides")
    void theRequesterRemindsTheAdviserToo() {
        asked("1 line-manager");
        hand("manager", "buyer", DelegationMode.ADVISE);
        examples.clock.advance(java.time.Duration.ofDays(1));

        examples.requesterRemarks.remind(DOCUMENT, ApprovalKind.REQUISITION, examples.people.actor("requester"));

        var told = examples.events(ApprovalRemarked.class).stream()
                .filter(event -> event.kind() == RemarkKind.REMINDER)
                .toList();
        assertThat(told)
                .extracting(ApprovalRemarked::to, ApprovalRemarked::repliers)
                .containsExactly(
                        tuple(List.of(new UserId("manager")), List.of()),
                        tuple(List.of(new UserId("buyer")), List.of(new UserId("buyer"))));
    }

    @Test
    @DisplayName("Whoever advises says what they think, decides nothing, and the task comes back with the advice")
    void adviceComesBack() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");

        hand("manager", "buyer", DelegationMode.ADVISE);

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("buyer"));
        refused(() -> examples.approve("buyer"), ApprovalRule.NOT_ASKED);
        refused(() -> hand("manager", "analyst", DelegationMode.ADVISE), ApprovalRule.ADVICE_AWAITED);
        refused(() -> advise(task, "analyst", "No"), ApprovalRule.ADVICE_NOT_ASKED);
        refused(() -> advise(task, "manager", "No"), ApprovalRule.ADVICE_NOT_ASKED);
        refused(() -> advise(task, "buyer", " "), ApprovalRule.WORDS_NEEDED);
        advise(task, "buyer", "Take the cheaper ones");

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("manager"));
        refused(() -> advise(task, "buyer", "Again"), ApprovalRule.ADVICE_NOT_ASKED);
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::kind, Remark::answer, Remark::answeredBy, Remark::open)
                .containsExactly(tuple(RemarkKind.ADVICE, "Take the cheaper ones", new UserId("buyer"), false));
        assertThat(examples.events(ApprovalRemarked.class))
                .extracting(ApprovalRemarked::turn, ApprovalRemarked::to)
                .containsExactly(
                        tuple(ApprovalRemarked.Turn.SAID, List.of(new UserId("buyer"))),
                        tuple(ApprovalRemarked.Turn.ANSWERED, List.of(new UserId("manager"))));
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.records.of(DOCUMENT).get(0).onBehalfOf()).isNull();
        assertThat(events()).containsSubsequence("approval.advice-asked", "approval.advised", "approval.approved");
    }

    @Test
    @DisplayName(
            "R07: whoever is to advise is reminded by the policy, counted from when they were asked, until they did")
    void advisersAreReminded() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        hand("manager", "buyer", DelegationMode.ADVISE);
        assertThat(examples.times.nextDue(step)).isEqualTo(days(3));

        examples.clock.advance(Duration.ofDays(1));
        examples.times.remind(step);
        assertThat(adviceReminders()).isEmpty();
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        assertThat(examples.times.nextDue(step)).isEqualTo(days(5));
        assertThat(examples.times.stillAsked(step, new UserId("buyer"))).isPresent();
        assertThat(examples.times.adviceWantedBy(step, new UserId("buyer"))).contains(new UserId("manager"));
        assertThat(examples.times.adviceWantedBy(step, new UserId("manager"))).isEmpty();

        examples.clock.advance(Duration.ofDays(2));
        examples.times.remind(step);
        examples.times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        assertThat(adviceReminders())
                .extracting(AdviceReminderDue::adviser, AdviceReminderDue::asker, AdviceReminderDue::number)
                .containsExactly(tuple(new UserId("buyer"), new UserId("manager"), 1));
        assertThat(events()).contains("approval.advice-reminded");

        examples.clock.advance(Duration.ofDays(2));
        examples.times.escalate(step);
        assertThat(examples.times.nextDue(step)).isEqualTo(days(8));
        examples.clock.advance(Duration.ofDays(1));
        examples.times.remind(step);
        assertThat(adviceReminders()).hasSize(2);
        advise(task, "buyer", "Fine");
        examples.clock.advance(Duration.ofDays(3));
        examples.times.remind(step);
        assertThat(adviceReminders()).hasSize(2);
        assertThat(examples.times.stillAsked(step, new UserId("buyer"))).isEmpty();
    }

    @Test
    @DisplayName("R07: the timer of the task looks when the adviser is to be reminded, where that is sooner")
    void theTimerIsMovedForTheAdviser() {
        examples.reminders = (kind, amount, urgency) -> new ReminderPlan(2, 9, 20, false);
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        examples.times.remind(step);

        hand("manager", "buyer", DelegationMode.ADVISE);

        assertThat(examples.tasks.rescheduled.values()).containsExactly(days(4));
    }

    @Test
    @DisplayName("Whoever asked for advice may decide without it, or take the task back")
    void adviceIsNotWaitedForForEver() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        hand("manager", "buyer", DelegationMode.ADVISE);

        refused(() -> takeBack(task, "buyer"), ApprovalRule.NOT_YOURS_TO_TAKE_BACK);
        takeBack(task, "manager");
        assertThat(examples.tasks.handed).containsEntry(task, new UserId("manager"));
        refused(() -> advise(task, "buyer", "Too late"), ApprovalRule.ADVICE_NOT_ASKED);

        hand("manager", "buyer", DelegationMode.ADVISE);
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
        refused(() -> advise(task, "buyer", "Too late"), ApprovalRule.ADVICE_NOT_ASKED);
    }

    @Test
    @DisplayName("When whoever was to advise leaves, the task is with whoever asked again")
    void aLostAdviserGivesBack() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        hand("manager", "buyer", DelegationMode.ADVISE);

        examples.people.leaves("buyer");
        examples.delegation.on(new PersonChanged(new UserId("buyer")));

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("manager"));
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::open)
                .containsExactly(false);
    }

    @Test
    @DisplayName("R08: when whoever asked for advice leaves, whoever is asked then waits for none")
    void adviceForSomebodyGoneIsNotAwaited() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        hand("manager", "buyer", DelegationMode.ADVISE);

        examples.people.leaves("manager");
        examples.review();
        examples.events(ApprovalHandedOver.class).forEach(examples.delegation::on);

        refused(() -> advise(task, "buyer", "Too late"), ApprovalRule.ADVICE_NOT_ASKED);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: after an escalation the advice leads the task back to everybody who is asked by then")
    void adviceAfterAnEscalation() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        var step = examples.stepFor("manager");
        hand("manager", "buyer", DelegationMode.ADVISE);
        examples.clock.advance(Duration.ofDays(7));
        examples.times.escalate(step);

        advise(task, "buyer", "Fine");

        assertThat(examples.tasks.handed).containsEntry(task, null);
        hand("department-head", "buyer", DelegationMode.ADVISE);
        takeBack(task, "manager");
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: nobody advises on a task that they have themselves, for with the advice they would lose it")
    void whoeverIsAskedDoesNotAdvise() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(7));
        examples.times.escalate(step);

        refused(() -> hand("manager", "department-head", DelegationMode.ADVISE), ApprovalRule.DELEGATE_IS_ASKED);
        refused(() -> hand("department-head", "manager", DelegationMode.ADVISE), ApprovalRule.DELEGATE_IS_ASKED);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: whoever an escalation asked while they advise keeps the task when the advice is given")
    void theAdviserWhoIsAskedMeanwhileKeepsTheTask() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        var step = examples.stepFor("manager");
        hand("manager", "department-head", DelegationMode.ADVISE);
        examples.clock.advance(Duration.ofDays(7));
        examples.times.escalate(step);

        advise(task, "department-head", "Fine");

        assertThat(examples.tasks.offered).contains(task);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("Whoever decides on delegation may ask for advice first")
    void theDelegateAsksForAdvice() {
        asked("1 line-manager");
        var task = examples.taskFor("manager");
        decide("manager", "buyer", null);

        hand("buyer", "analyst", DelegationMode.ADVISE);
        advise(task, "analyst", "Fine");

        assertThat(examples.tasks.handed).containsEntry(task, new UserId("buyer"));
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    private void asked(String... steps) {
        examples.policyAsks(steps).submitted();
        examples.open();
    }

    private void decide(String by, String to, String comment) {
        examples.delegation.delegate(
                examples.taskFor(by), to, DelegationMode.DECIDE, comment, examples.people.actor(by));
    }

    private void hand(String by, String to, DelegationMode mode) {
        examples.delegation.delegate(examples.taskFor(by), to, mode, "What do you think?", examples.people.actor(by));
    }

    private void advise(String task, String by, String text) {
        examples.delegation.advise(task, text, examples.people.actor(by));
    }

    private void takeBack(String task, String by) {
        examples.delegation.takeBack(task, examples.people.actor(by));
    }

    private List<String> events() {
        return examples.audit.stream().map(AuditEvent::event).toList();
    }

    private AuditEvent audited(String event) {
        return examples.audit.stream()
                .filter(one -> one.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static Instant days(int days) {
        return START.plus(Duration.ofDays(days));
    }

    private static void refused(ThrowingCallable call, ApprovalRule rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private List<AdviceReminderDue> adviceReminders() {
        return examples.events(AdviceReminderDue.class);
    }
}
