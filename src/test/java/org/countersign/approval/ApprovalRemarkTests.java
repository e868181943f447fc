package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;
import static org.countersign.approval.ApprovalExamples.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.approval.ReminderPlan.Expiry;
import org.countersign.audit.AuditEvent;
import org.countersign.people.PersonChanged;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Questions to the requester, and what the requester can say: answers, notes, reminders. */
class ApprovalRemarkTests {

    private final ApprovalExamples examples = new ApprovalExamples();
    private final ApprovalTimes times = examples.times;

    @Test
    @DisplayName("A question leaves the step open and unanswered; the requester alone answers it, once")
    void aQuestionIsAnsweredByTheRequester() {
        asked("1 line-manager");
        var question = ask("manager", "Why twelve?");

        assertThat(question.open()).isTrue();
        assertThat(examples.cycle().openSteps()).hasSize(1);
        refused(() -> ask("manager", "And why now?"), ApprovalRule.QUESTION_OPEN);
        for (var other : List.of("manager", "admin", "department-head")) {
            refused(() -> answer(question, other, "Because"), ApprovalRule.ONLY_REQUESTER);
        }
        refused(() -> answer(question, "requester", ""), ApprovalRule.WORDS_NEEDED);
        answer(question, "requester", "There are twelve of us");

        refused(() -> answer(question, "requester", "Again"), ApprovalRule.QUESTION_OVER);
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::kind, Remark::text, Remark::answer, Remark::open)
                .containsExactly(tuple(RemarkKind.QUESTION, "Why twelve?", "There are twelve of us", false));
        assertThat(examples.events(ApprovalRemarked.class))
                .extracting(ApprovalRemarked::turn, ApprovalRemarked::to)
                .containsExactly(
                        tuple(ApprovalRemarked.Turn.SAID, List.of(new UserId("requester"))),
                        tuple(ApprovalRemarked.Turn.ANSWERED, List.of(new UserId("manager"))));
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("Only whoever is asked asks, with words, and about documents of any kind")
    void onlyWhoIsAskedAsks() {
        asked("1 line-manager");

        refused(() -> ask("buyer", "Why?"), ApprovalRule.NOT_ASKED);
        refused(() -> ask("requester", "Why?"), ApprovalRule.REQUESTER_NEVER_APPROVES);
        refused(() -> ask("manager", "  "), ApprovalRule.WORDS_NEEDED);
        assertThatThrownBy(() -> examples.questions.answer(
                        DOCUMENT,
                        ApprovalKind.REQUISITION,
                        "no such question",
                        "Because",
                        examples.people.actor("requester")))
                .isInstanceOf(NotFound.class);
        var question = ask("manager", "Why?");
        assertThatThrownBy(() -> examples.questions.answer(
                        new DocumentNumber("REQ-2026-000099"),
                        ApprovalKind.REQUISITION,
                        question.id(),
                        "Because",
                        examples.people.actor("requester")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> examples.questions.answer(
                        DOCUMENT,
                        ApprovalKind.SALES_ORDER,
                        question.id(),
                        "Because",
                        examples.people.actor("requester")))
                .isInstanceOf(NotFound.class);
        examples.approve("manager");
        refused(() -> answer(question, "requester", "Late"), ApprovalRule.QUESTION_OVER);

        var invoice = new ApprovalExamples();
        invoice.policyAsks("1 group:finance-officer");
        invoice.approvals.freeze(invoice.approvals.route(new ApprovalSubject(
                DOCUMENT,
                ApprovalKind.PAYMENT,
                "Chairs",
                new UserId("requester"),
                Map.of(),
                Money.of("1.00", "EUR"),
                new BigDecimal("1.00"),
                "normal",
                ApprovalExamples.subject().portions())));
        invoice.open();
        var task = invoice.taskFor("finance");
        var asked = invoice.questions.ask(task, "Why?", invoice.people.actor("finance"));
        refused(
                () -> invoice.questions.asked(asked.id(), invoice.people.actor("finance")),
                ApprovalRule.ONLY_REQUESTER);
        assertThat(invoice.questions
                        .asked(asked.id(), invoice.people.actor("requester"))
                        .kind())
                .isEqualTo(ApprovalKind.PAYMENT);
        assertThat(invoice.questions
                        .answer(asked.id(), "It is due", invoice.people.actor("requester"))
                        .answer())
                .isEqualTo("It is due");
    }

    @Test
    @DisplayName("R07: no time counts while a question is open: neither reminder nor escalation nor expiry")
    void timeStandsStill() {
        examples.reminders = (kind, amount, urgency) ->
                new ReminderPlan(3, 3, 7, "manager", 14, 20, Expiry.SEND_BACK, false, true, "rule_x", 4);
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        var question = ask("manager", "Why twelve?");

        examples.clock.advance(Duration.ofDays(30));
        times.remind(step);
        assertThat(times.isEscalationDue(step)).isFalse();
        assertThat(times.isExpiryDue(step)).isFalse();
        times.escalate(step);
        times.expire(step);
        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        assertThat(examples.events(ApprovalEscalated.class)).isEmpty();

        answer(question, "requester", "There are twelve of us");
        assertThat(times.nextDue(step)).isEqualTo(days(33));
        assertThat(examples.tasks.rescheduled).containsEntry("task of " + step, days(33));
        examples.clock.advance(Duration.ofDays(1));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        examples.clock.advance(Duration.ofDays(4).minusSeconds(1));
        assertThat(times.isEscalationDue(step)).isFalse();
        examples.clock.advance(Duration.ofSeconds(1));
        assertThat(times.isEscalationDue(step)).isTrue();
        times.escalate(step);
        examples.clock.advance(Duration.ofDays(13));
        assertThat(times.isExpiryDue(step)).isTrue();
    }

    @Test
    @DisplayName("R07: after a reminder and a question the next reminder comes its days later, not at once")
    void aReminderIsNotRepeatedAfterAQuestion() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        examples.clock.advance(Duration.ofDays(1));
        var question = ask("manager", "Why twelve?");
        examples.clock.advance(Duration.ofDays(10));
        answer(question, "requester", "There are twelve of us");

        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        assertThat(times.nextDue(step)).isEqualTo(days(16));
    }

    @Test
    @DisplayName("R07: where the policy lets time run on, a question stops nothing")
    void timeRunsOnWhereThePolicySaysSo() {
        examples.reminders = (kind, amount, urgency) ->
                new ReminderPlan(3, 3, 7, "manager", 14, null, Expiry.SEND_BACK, false, false, "rule_x", 4);
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        ask("manager", "Why twelve?");

        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
        examples.clock.advance(Duration.ofDays(4));
        assertThat(times.isEscalationDue(step)).isTrue();
    }

    @Test
    @DisplayName("R07: whoever takes over a step with an open question is reminded, and the answer still comes")
    void timeRunsForWhoeverTakesOver() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        var question = ask("manager", "Why twelve?");
        examples.clock.advance(Duration.ofDays(5));
        examples.people.leaves("manager");
        examples.review();
        examples.events(ApprovalHandedOver.class).forEach(examples.questions::on);

        assertThat(times.nextDue(step)).isEqualTo(days(8));
        assertThat(examples.tasks.rescheduled).containsEntry("task of " + step, days(8));
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class))
                .extracting(ApprovalReminderDue::people)
                .containsExactly(List.of(new UserId("department-head")));
        answer(question, "requester", "There are twelve of us");
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: a question to a requester who leaves goes up their managers, past whoever asked, who learns it")
    void aQuestionOfARequesterWhoLeftGoesOn() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        var question = ask("manager", "Why twelve?");
        leaves("requester");

        var told = passedOn().get(0);
        assertThat(told.repliers()).containsExactly(new UserId("department-head"));
        assertThat(told.to()).containsExactlyInAnyOrder(new UserId("department-head"), new UserId("manager"));
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::to, Remark::open)
                .containsExactly(tuple(new UserId("department-head"), true));
        examples.clock.advance(Duration.ofDays(10));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        examples.questions.withOpenQuestions().forEach(examples.questions::passOn);
        assertThat(passedOn()).hasSize(1);
        for (var other : List.of("manager", "admin", "finance", "buyer")) {
            refused(() -> answer(question, other, "Because"), ApprovalRule.ONLY_REQUESTER);
        }
        answer(question, "department-head", "There are twelve of them");

        assertThat(examples.events(ApprovalRemarked.class))
                .filteredOn(remarked -> remarked.turn() == ApprovalRemarked.Turn.ANSWERED)
                .extracting(ApprovalRemarked::to)
                .containsExactly(List.of(new UserId("manager")));
        assertThat(times.nextDue(step)).isEqualTo(days(13));
        assertThat(examples.audit).anyMatch(entry -> entry.event().equals("approval.question-passed-on"));
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07, R08: a substitute of the requester who left comes first, and their manager when they leave too")
    void theSubstituteOfARequesterAnswers() {
        examples.away("requester", "buyer", 30, null);
        asked("1 line-manager");
        var question = ask("manager", "Why twelve?");
        leaves("requester");
        assertThat(passedOn().get(0).repliers()).containsExactly(new UserId("buyer"));

        leaves("buyer");

        assertThat(passedOn().get(1).repliers()).containsExactly(new UserId("department-head"));
        answer(question, "department-head", "There are twelve of them");
    }

    @Test
    @DisplayName("R07: where nobody is above a requester who left, any administrator answers")
    void administratorsAnswerWhereNobodyElseCan() {
        asked("1 line-manager");
        List.of("department-head", "cfo").forEach(examples.people::leaves);
        var question = ask("manager", "Why twelve?");
        leaves("requester");

        assertThat(passedOn().get(0).repliers()).containsExactly(new UserId("admin"));
        answer(question, "admin", "There are twelve of them");
    }

    @Test
    @DisplayName("R07: whoever asks about a document of a requester who left already asks those in their place")
    void aQuestionAboutADocumentOfALeaver() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        leaves("requester");

        var question = ask("manager", "Why twelve?");

        assertThat(question.to()).isEqualTo(new UserId("department-head"));
        assertThat(passedOn().get(0).to())
                .containsExactlyInAnyOrder(new UserId("department-head"), new UserId("manager"));
        examples.clock.advance(Duration.ofDays(5));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).isEmpty();
        answer(question, "department-head", "There are twelve of them");
        assertThat(times.nextDue(step)).isEqualTo(days(8));
    }

    @Test
    @DisplayName(
            "R07: a question that nobody is left to answer ends, whoever asked learns it, and it stops no clock any"
                    + " more")
    void nobodyWaitsWhereNobodyIsLeft() {
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        var question = ask("manager", "Why twelve?");
        examples.clock.advance(Duration.ofDays(5));
        List.of("department-head", "cfo", "admin").forEach(examples.people::leaves);
        leaves("requester");

        assertThat(examples.events(ApprovalRemarked.class))
                .filteredOn(remarked -> remarked.turn() == ApprovalRemarked.Turn.TAKEN_BACK)
                .extracting(ApprovalRemarked::to)
                .containsExactly(List.of(new UserId("manager")));
        assertThat(times.nextDue(step)).isEqualTo(days(8));
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::id, Remark::open)
                .containsExactly(tuple(question.id(), false));
        ask("manager", "Does anybody know?");
        examples.clock.advance(Duration.ofDays(3));
        times.remind(step);
        assertThat(examples.events(ApprovalReminderDue.class)).hasSize(1);
    }

    @Test
    @DisplayName(
            "R07: whoever takes over a step asks a question of their own, which ends that of whoever was asked before")
    void whoeverTakesOverAsksAnew() {
        asked("1 line-manager");
        var old = ask("manager", "Why twelve?");
        examples.people.leaves("manager");
        examples.review();
        examples.events(ApprovalHandedOver.class).forEach(examples.questions::on);

        var question = ask("department-head", "Why these?");

        refused(() -> ask("department-head", "And why now?"), ApprovalRule.QUESTION_OPEN);
        refused(() -> answer(old, "requester", "We are twelve"), ApprovalRule.QUESTION_OVER);
        answer(question, "requester", "They last");
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::by, Remark::answer, Remark::open)
                .containsExactly(
                        tuple(new UserId("manager"), null, false),
                        tuple(new UserId("department-head"), "They last", false));
        assertThat(examples.audit).anyMatch(entry -> entry.event().equals("approval.question-ended"));
    }

    @Test
    @DisplayName("R07: a question about a step that is answered by now goes to nobody when the requester leaves")
    void aQuestionAboutAnAnsweredStepIsOver() {
        asked("1 line-manager", "2 group:purchasing-agent");
        ask("manager", "Why twelve?");
        examples.approve("manager");
        examples.open();

        leaves("requester");
        examples.questions.withOpenQuestions().forEach(examples.questions::passOn);
        List.of("department-head", "cfo", "admin").forEach(examples.people::leaves);
        examples.questions.withOpenQuestions().forEach(examples.questions::passOn);

        assertThat(examples.events(ApprovalRemarked.class))
                .extracting(ApprovalRemarked::turn)
                .containsOnly(ApprovalRemarked.Turn.SAID);
        assertThat(examples.audit)
                .extracting(AuditEvent::event)
                .doesNotContain("approval.question-passed-on", "approval.question-ended");
        assertThat(examples.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R07: an answered question, and an escalation or expiry that is not due, leave the adviser's reminder")
    void theAdvisersReminderStays() {
        examples.reminders = (kind, amount, urgency) ->
                new ReminderPlan(2, 9, 20, "manager", 30, null, Expiry.SEND_BACK, false, true, "rule_x", 4);
        asked("1 line-manager");
        var step = examples.stepFor("manager");
        examples.clock.advance(Duration.ofDays(2));
        times.remind(step);
        examples.delegation.delegate(
                examples.taskFor("manager"), "buyer", DelegationMode.ADVISE, null, examples.people.actor("manager"));
        assertThat(times.nextDue(step)).isEqualTo(days(4));

        times.escalate(step);
        assertThat(times.nextDue(step)).isEqualTo(days(4));
        times.expire(step);
        assertThat(times.nextDue(step)).isEqualTo(days(4));
        var question = ask("manager", "Why twelve?");
        examples.clock.advance(Duration.ofDays(1));
        answer(question, "requester", "There are twelve of us");

        assertThat(times.nextDue(step)).isEqualTo(days(4));
        assertThat(examples.tasks.rescheduled).containsEntry("task of " + step, days(4));
        examples.clock.advance(Duration.ofDays(1));
        times.remind(step);
        assertThat(examples.events(AdviceReminderDue.class)).hasSize(1);
    }

    private void leaves(String user) {
        examples.people.leaves(user);
        examples.questions.on(new PersonChanged(new UserId(user)));
    }

    private List<ApprovalRemarked> passedOn() {
        return examples.events(ApprovalRemarked.class).stream()
                .filter(remarked -> remarked.turn() == ApprovalRemarked.Turn.PASSED_ON)
                .toList();
    }

    @Test
    @DisplayName("R07: whoever proposed a change answers a question about it, as the requester of the order does")
    void whoeverProposedAChangeAnswers() {
        changeAsked("1 line-manager");
        var question = ask("manager", "Why more?");

        assertThat(examples.events(ApprovalRemarked.class))
                .extracting(ApprovalRemarked::to)
                .containsExactly(List.of(new UserId("buyer"), new UserId("requester")));
        examples.people.leaves("requester");
        examples.questions.on(new PersonChanged(new UserId("requester")));
        refused(() -> answer(question, "finance", "Because"), ApprovalRule.ONLY_REQUESTER);
        answer(question, "buyer", "The supplier raised the price");
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::answer)
                .containsExactly("The supplier raised the price");
    }

    @Test
    @DisplayName("R07: the requester reminds whoever is asked, once a day; nobody else does")
    void theRequesterRemindsOnceADay() {
        asked("1 group:finance-officer");

        for (var other : List.of("manager", "finance", "admin")) {
            refused(() -> remind(other), ApprovalRule.ONLY_REQUESTER);
        }
        remind("requester");
        refused(() -> remind("requester"), ApprovalRule.REMINDED_TODAY);
        assertThat(examples.requesterRemarks.mayRemind(examples.records.recordOf(DOCUMENT)))
                .isFalse();
        examples.clock.advance(Duration.ofHours(14).plusMinutes(59));
        refused(() -> remind("requester"), ApprovalRule.REMINDED_TODAY);
        examples.clock.advance(Duration.ofMinutes(1));
        assertThat(examples.requesterRemarks.mayRemind(examples.records.recordOf(DOCUMENT)))
                .isTrue();
        remind("requester");

        assertThat(examples.events(ApprovalRemarked.class))
                .extracting(ApprovalRemarked::kind, ApprovalRemarked::to)
                .containsOnly(tuple(RemarkKind.REMINDER, List.of(new UserId("cfo"), new UserId("finance"))));
        examples.approve("finance");
        refused(() -> remind("requester"), ApprovalRule.NOT_IN_APPROVAL);
    }

    @Test
    @DisplayName(
            "R07: of a change its proposer and the requester of the order remind, once a day for both, and add notes")
    void bothWhomAChangeConcernsRemind() {
        changeAsked("1 line-manager");
        var remarks = examples.requesterRemarks;
        var buyer = examples.people.actor("buyer");
        var requester = examples.people.actor("requester");

        for (var other : List.of("manager", "finance", "admin")) {
            var actor = examples.people.actor(other);
            refused(() -> remarks.remindOfChange(DOCUMENT, 1, actor), ApprovalRule.ONLY_REQUESTER);
            refused(() -> remarks.noteOnChange(DOCUMENT, 1, "Mine", actor), ApprovalRule.ONLY_REQUESTER);
        }
        remarks.remindOfChange(DOCUMENT, 1, buyer);
        refused(() -> remarks.remindOfChange(DOCUMENT, 1, requester), ApprovalRule.REMINDED_TODAY);
        examples.clock.advance(Duration.ofDays(1));
        remarks.remindOfChange(DOCUMENT, 1, requester);
        remarks.noteOnChange(DOCUMENT, 1, "Prices rose", buyer);
        remarks.noteOnChange(DOCUMENT, 1, "I need it", requester);
        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::kind, remark -> remark.by().value())
                .containsExactly(
                        tuple(RemarkKind.REMINDER, "buyer"),
                        tuple(RemarkKind.REMINDER, "requester"),
                        tuple(RemarkKind.NOTE, "buyer"),
                        tuple(RemarkKind.NOTE, "requester"));

        for (var none : List.of(0, 2)) {
            assertThatThrownBy(() -> remarks.remindOfChange(DOCUMENT, none, buyer))
                    .isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> remind("requester"))
                .as("of a requisition of this number")
                .isInstanceOf(NotFound.class);
        examples.approve("manager");
        refused(() -> remarks.noteOnChange(DOCUMENT, 1, "Late", buyer), ApprovalRule.NOT_IN_APPROVAL);
        changeAsked("1 line-manager");
        refused(() -> remarks.remindOfChange(DOCUMENT, 1, buyer), ApprovalRule.NOT_IN_APPROVAL);
        remarks.remindOfChange(DOCUMENT, 2, buyer);
    }

    @Test
    @DisplayName("Nobody is reminded while they wait for the requester's own answer, or while nobody is asked")
    void nobodyIsRemindedInVain() {
        examples.policyAsks("1 line-manager").submitted();
        refused(() -> remind("requester"), ApprovalRule.NOBODY_ASKED_NOW);
        examples.open();
        ask("manager", "Why twelve?");

        refused(() -> remind("requester"), ApprovalRule.ANSWER_FIRST);
    }

    @Test
    @DisplayName("The requester adds notes for those who decide, and nobody else does")
    void theRequesterAddsNotes() {
        asked("1 line-manager");

        refused(() -> note("manager", "Mine"), ApprovalRule.ONLY_REQUESTER);
        refused(() -> note("requester", " "), ApprovalRule.WORDS_NEEDED);
        refused(() -> note("requester", "x".repeat(2001)), ApprovalRule.WORDS_TOO_LONG);
        note("requester", "The old ones are broken");

        assertThat(examples.records.recordOf(DOCUMENT).remarks())
                .extracting(Remark::kind, Remark::text, Remark::level)
                .containsExactly(tuple(RemarkKind.NOTE, "The old ones are broken", null));
        assertThat(examples.audit)
                .last()
                .satisfies(event -> assertThat(event.event()).isEqualTo("approval.note-added"));
        examples.approve("manager");
        refused(() -> note("requester", "Late"), ApprovalRule.NOT_IN_APPROVAL);
    }

    private void asked(String... steps) {
        examples.policyAsks(steps).submitted();
        examples.open();
    }

    private void changeAsked(String... steps) {
        examples.policyAsks(steps);
        examples.approvals.freeze(examples.approvals.route(new ApprovalSubject(
                DOCUMENT,
                ApprovalKind.CHANGE_ORDER,
                "Change 1 of chairs",
                new UserId("requester"),
                Map.of(new UserId("buyer"), "proposed the change"),
                Money.of("1.00", "EUR"),
                new BigDecimal("1.00"),
                "normal",
                ApprovalExamples.subject().portions())));
        examples.open();
    }

    private Remark ask(String by, String text) {
        return examples.questions.ask(examples.taskFor(by), text, examples.people.actor(by));
    }

    private void answer(Remark question, String by, String text) {
        examples.questions.answer(question.id(), text, examples.people.actor(by));
    }

    private void remind(String by) {
        examples.requesterRemarks.remind(DOCUMENT, ApprovalKind.REQUISITION, examples.people.actor(by));
    }

    private void note(String by, String text) {
        examples.requesterRemarks.note(DOCUMENT, ApprovalKind.REQUISITION, text, examples.people.actor(by));
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
}
