package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.countersign.approval.SubstituteAnswers.Answer;
import org.countersign.approval.SubstituteNews.Turn;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubstituteAnswersTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final UserId MANAGER = new UserId("manager");

    private final ApprovalExamples world = new ApprovalExamples();
    private final SubstituteMaster master = world.substituteMaster();
    private final SubstituteAnswers answers = world.substituteAnswers();
    private SubstitutePolicy.Facts asked;

    @BeforeEach
    void thePolicyAsks() {
        world.substitutePolicy = facts -> {
            asked = facts;
            return new SubstitutePolicy.Verdict(true, true, "rule_asked", 3);
        };
        world.policyAsks("1 line-manager").submitted().open();
    }

    @Test
    @DisplayName(
            "R08: where the policy asks, what waits stays until the substitute accepts, and goes over at that moment")
    void nothingGoesOverBeforeTheAcceptance() {
        var id = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        world.review();
        assertThat(assignee()).isEqualTo("manager");
        assertThat(news()).containsExactly(Turn.ASKED);
        assertThatThrownBy(() -> world.approve("buyer")).isInstanceOf(RuleViolation.class);

        var accepted = answer(id, Answer.ACCEPT, null, "buyer");

        assertThat(accepted.state()).isEqualTo(SubstituteState.ACCEPTED);
        assertThat(accepted.answeredAt()).isEqualTo(world.clock.instant());
        assertThat(assignee()).isEqualTo("buyer");
        assertThat(world.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(recorded()).containsExactly("substitute.named", "substitute.accepted");
        assertThat(news()).containsExactly(Turn.ASKED);
    }

    @Test
    @DisplayName("R08: the policy is told who names, for how long, how soon and up to which amount")
    void thePolicyKnowsTheAbsence() {
        master.add(
                MANAGER,
                SubstituteDetails.wanted("buyer", TODAY.plusDays(2), TODAY.plusDays(6), null, new BigDecimal("500")),
                world.people.actor("admin"));

        assertThat(asked.byAdministrator()).isTrue();
        assertThat(asked.days()).isEqualTo(5);
        assertThat(asked.notice()).isEqualTo(2);
        assertThat(asked.upTo()).isEqualByComparingTo("500");
    }

    @Test
    @DisplayName(
            "R08: who declines says why; who is away and the administrator who named them learn it, and nothing goes"
                    + " over")
    void decliningNeedsAReason() {
        var id = named("manager", "admin", "buyer", TODAY, TODAY.plusDays(4));
        refused(SubstituteRule.DECLINING_NEEDS_REASON, id, Answer.DECLINE, " ", "buyer");
        refused(SubstituteRule.SUBSTITUTION_ANSWER_NEEDED, id, null, null, "buyer");

        answer(id, Answer.DECLINE, " On holiday too ", "buyer");

        var last = world.events(SubstituteNews.class).get(1);
        assertThat(last.turn()).isEqualTo(Turn.DECLINED);
        assertThat(last.reason()).isEqualTo("On holiday too");
        assertThat(last.person()).isEqualTo(MANAGER);
        assertThat(last.setBy()).isEqualTo(new UserId("admin"));
        assertThat(last.waiting()).isEqualTo(1);
        assertThat(assignee()).isEqualTo("manager");
        assertThat(recorded()).containsExactly("substitute.named", "substitute.declined");
        assertThat(master.list(MANAGER, world.people.actor("manager")).get(0).reason())
                .isEqualTo("On holiday too");
        assertThat(answers.standsInFor(new UserId("buyer"), world.people.actor("buyer")))
                .isEmpty();
    }

    @Test
    @DisplayName("R08: while the first substitute says nothing, the next one who was named and has accepted decides")
    void theNextInLineDecides() {
        named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        var second = named("manager", "manager", "finance", TODAY, TODAY.plusDays(4));

        answer(second, Answer.ACCEPT, null, "finance");

        assertThat(assignee()).isEqualTo("finance");
    }

    @Test
    @DisplayName("R08: a chain goes on past somebody who is away, and ends with who is away where nobody has accepted")
    void chainsCountOnlyWhatIsAccepted() {
        var first = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(first, Answer.ACCEPT, null, "buyer");
        var next = named("buyer", "buyer", "finance", TODAY, TODAY.plusDays(4));
        assertThat(assignee()).isEqualTo("manager");

        answers.answer(new UserId("buyer"), next, Answer.ACCEPT, null, world.people.actor("finance"));

        assertThat(assignee()).isEqualTo("finance");
    }

    @Test
    @DisplayName("R07, R08: what nobody has accepted is reminded and escalated as ever")
    void whatEscalatesStillEscalates() {
        named("manager", "manager", "buyer", TODAY, TODAY.plusDays(30));
        var step = world.cycle().openSteps().get(0).id();

        world.clock.advance(Duration.ofDays(7));
        world.times.escalate(step);

        assertThat(world.cycle().step(step).escalatedTo()).containsExactly(new UserId("department-head"));
        assertThat(world.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: only the substitute answers: not who is away, not an administrator, not anybody else")
    void whoMustNotAnswer() {
        var id = named("manager", "admin", "buyer", TODAY, TODAY.plusDays(4));

        for (var other : List.of("manager", "admin", "finance", "department-head", "requester")) {
            refused(SubstituteRule.ONLY_THE_SUBSTITUTE_ANSWERS, id, Answer.ACCEPT, null, other);
            refused(SubstituteRule.ONLY_THE_SUBSTITUTE_ANSWERS, id, Answer.DECLINE, "No", other);
        }
        assertThatThrownBy(() ->
                        answers.answer(new UserId("finance"), id, Answer.ACCEPT, null, world.people.actor("buyer")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> answers.standsInFor(new UserId("buyer"), world.people.actor("finance")))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> answers.notAccepted(5, world.people.actor("buyer")))
                .isInstanceOf(NotAllowed.class);
        world.people.add("buyer", "department-head", "auditor");
        refused(SubstituteRule.CANNOT_STAND_IN, id, Answer.ACCEPT, null, "buyer");
        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R08: who has become an auditor meanwhile can still decline, so that somebody else is found")
    void whoCannotStandInDeclines() {
        var id = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        world.people.add("buyer", "department-head", "auditor");

        var declined = answer(id, Answer.DECLINE, "I only read now", "buyer");

        assertThat(declined.state()).isEqualTo(SubstituteState.DECLINED);
        assertThat(news()).containsExactly(Turn.ASKED, Turn.DECLINED);
    }

    @Test
    @DisplayName("R08: an absence that begins after the substitute has declined is told in words of its own")
    void aRefusalIsNoSilence() {
        var id = named("manager", "manager", "buyer", TODAY.plusDays(1), TODAY.plusDays(4));
        answer(id, Answer.DECLINE, "On holiday too", "buyer");

        world.clock.advance(Duration.ofDays(1));
        answers.report();
        answers.report();

        assertThat(news()).containsExactly(Turn.ASKED, Turn.DECLINED, Turn.NOBODY_ELSE);
    }

    @Test
    @DisplayName("R08: a group's step, which any member may answer, does not count as waiting for who is away")
    void groupStepsWaitForNobody() {
        world.policyAsks("1 group:finance-officer").submittedBy("requester").open();
        var id = named("finance", "finance", "buyer", TODAY, TODAY.plusDays(4));

        answers.answer(new UserId("finance"), id, Answer.DECLINE, "No", world.people.actor("buyer"));

        assertThat(world.events(SubstituteNews.class).get(1).waiting()).isZero();
    }

    @Test
    @DisplayName("R08, R27: an acceptance locks what moves alone, once and in one order, however long the chain")
    void anAcceptanceLocksWhatMoves() {
        var first = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(first, Answer.ACCEPT, null, "buyer");
        var next = named("buyer", "buyer", "analyst", TODAY, TODAY.plusDays(4));
        world.cycles.locked.clear();

        answers.answer(new UserId("buyer"), next, Answer.ACCEPT, null, world.people.actor("analyst"));
        assertThat(world.cycles.locked).containsExactly(world.cycle().id());
        assertThat(assignee()).isEqualTo("analyst");
        world.cycles.locked.clear();
        var other = named("finance", "finance", "cfo", TODAY, TODAY.plusDays(4));
        answers.answer(new UserId("finance"), other, Answer.ACCEPT, null, world.people.actor("cfo"));
        assertThat(world.cycles.locked).isEmpty();
    }

    @Test
    @DisplayName(
            "R27: a second answer, one to an ended substitution, one after the absence and a needless one are refused")
    void lateAnswersAreRefused() {
        var accepted = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(accepted, Answer.ACCEPT, null, "buyer");
        refused(SubstituteRule.SUBSTITUTION_ACCEPTED, accepted, Answer.ACCEPT, null, "buyer");
        refused(SubstituteRule.SUBSTITUTION_ACCEPTED, accepted, Answer.DECLINE, "No", "buyer");
        var declined = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(declined, Answer.DECLINE, "No", "buyer");
        refused(SubstituteRule.SUBSTITUTION_DECLINED, declined, Answer.ACCEPT, null, "buyer");
        var ended = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        master.remove(MANAGER, ended, world.people.actor("manager"));
        refused(SubstituteRule.SUBSTITUTION_TAKEN_BACK, ended, Answer.ACCEPT, null, "buyer");
        assertThatThrownBy(() -> master.remove(MANAGER, ended, world.people.actor("manager")))
                .isInstanceOf(NotFound.class);
        var over = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(1));
        world.substitutePolicy = facts -> new SubstitutePolicy.Verdict(false, true, "rule_notAsked", 1);
        var needless = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(1));
        refused(SubstituteRule.SUBSTITUTION_COUNTS, needless, Answer.ACCEPT, null, "buyer");
        world.clock.advance(Duration.ofDays(2));
        refused(SubstituteRule.SUBSTITUTION_OVER, over, Answer.ACCEPT, null, "buyer");
    }

    @Test
    @DisplayName("R08: who was asked or has accepted learns that it was ended; what they have not answered comes back")
    void takingBackIsTold() {
        var id = named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(id, Answer.ACCEPT, null, "buyer");
        assertThat(assignee()).isEqualTo("buyer");

        master.remove(MANAGER, id, world.people.actor("admin"));

        assertThat(assignee()).isEqualTo("manager");
        assertThat(news()).containsExactly(Turn.ASKED, Turn.TAKEN_BACK);
        assertThat(master.list(MANAGER, world.people.actor("manager"))).isEmpty();
    }

    @Test
    @DisplayName("R08: the nightly check reports each absence that has begun without an acceptance, and only once")
    void theNightlyCheckReports() {
        var id = named("manager", "manager", "buyer", TODAY.plusDays(1), TODAY.plusDays(4));
        assertThat(answers.report()).isEmpty();

        world.clock.advance(Duration.ofDays(1));
        assertThat(answers.report()).extracting(SubstituteDetails::person).containsExactly("manager");
        assertThat(answers.report()).hasSize(1);
        assertThat(news()).containsExactly(Turn.ASKED, Turn.NOT_ACCEPTED);
        assertThat(answers.notAccepted(5, world.people.actor("admin"))).hasSize(1);

        answer(id, Answer.ACCEPT, null, "buyer");
        assertThat(answers.report()).isEmpty();
    }

    @Test
    @DisplayName("R08: an absence is not reported where another substitute covers all of it")
    void whatIsCoveredIsNotReported() {
        var wide = named("manager", "manager", "finance", TODAY, TODAY.plusDays(4));
        master.add(
                MANAGER,
                SubstituteDetails.wanted("buyer", TODAY, TODAY.plusDays(4), Set.of("payment"), new BigDecimal("500")),
                world.people.actor("manager"));
        assertThat(answers.report()).hasSize(2);

        answer(wide, Answer.ACCEPT, null, "finance");

        assertThat(answers.report()).isEmpty();
    }

    @Test
    @DisplayName("R08: an absence is reported where the other substitute who has accepted is away, barred or gone")
    void whatIsCoveredOnPaperAloneIsReported() {
        var other = named("manager", "manager", "finance", TODAY, TODAY.plusDays(4));
        named("manager", "manager", "buyer", TODAY, TODAY.plusDays(4));
        answer(other, Answer.ACCEPT, null, "finance");
        assertThat(answers.report()).isEmpty();

        var further = named("finance", "finance", "analyst", TODAY, TODAY.plusDays(4));
        assertThat(answers.report())
                .extracting(SubstituteDetails::substitute)
                .containsExactlyInAnyOrder("buyer", "analyst");
        answers.answer(new UserId("finance"), further, Answer.ACCEPT, null, world.people.actor("analyst"));
        assertThat(answers.report()).isEmpty();

        world.people.add("analyst", "department-head", "auditor");
        assertThat(answers.report()).extracting(SubstituteDetails::substitute).containsExactly("buyer");
        world.people.empty("auditor");
        world.people.leaves("analyst");
        assertThat(answers.report()).extracting(SubstituteDetails::substitute).containsExactly("buyer");
    }

    @Test
    @DisplayName("R08: several substitutes who have accepted cover an absence together; a gap between them is reported")
    void substitutesCoverTogether() {
        var small = wanted("finance", "500");
        var large = wanted("analyst", null);
        wanted("buyer", "1000");
        answer(small, Answer.ACCEPT, null, "finance");
        assertThat(answers.report()).hasSize(2);
        answer(large, Answer.ACCEPT, null, "analyst");
        assertThat(answers.report()).isEmpty();

        world.people.leaves("analyst");

        assertThat(answers.report()).extracting(SubstituteDetails::substitute).containsExactly("buyer");
    }

    @Test
    @DisplayName("R08: the first page reads no more absences than it shows")
    void noMoreThanAskedFor() {
        for (var person : List.of("manager", "finance", "analyst", "department-head")) {
            named(person, person, "buyer", TODAY, TODAY.plusDays(4));
        }

        assertThat(answers.notAccepted(3, world.people.actor("admin"))).hasSize(3);
        assertThat(answers.notAccepted(9, world.people.actor("admin"))).hasSize(4);
    }

    private String wanted(String substitute, String upTo) {
        return master.add(
                        MANAGER,
                        SubstituteDetails.wanted(
                                substitute, TODAY, TODAY.plusDays(4), null, upTo == null ? null : new BigDecimal(upTo)),
                        world.people.actor("manager"))
                .id();
    }

    private String named(String person, String by, String substitute, LocalDate from, LocalDate to) {
        return master.add(
                        new UserId(person),
                        SubstituteDetails.wanted(substitute, from, to, null, null),
                        world.people.actor(by))
                .id();
    }

    private SubstituteDetails answer(String id, Answer answer, String reason, String by) {
        return answers.answer(MANAGER, id, answer, reason, world.people.actor(by));
    }

    private void refused(Rule rule, String id, Answer answer, String reason, String by) {
        assertThatThrownBy(() -> answer(id, answer, reason, by))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }

    private List<Turn> news() {
        return world.events(SubstituteNews.class).stream()
                .map(SubstituteNews::turn)
                .toList();
    }

    private List<String> recorded() {
        return world.audit.stream()
                .map(event -> event.event())
                .filter(event -> event.startsWith("substitute."))
                .toList();
    }

    private String assignee() {
        return world.cycle().openSteps().get(0).assignee().map(UserId::value).orElse(null);
    }
}
