package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.people.PersonChanged;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a substitute has not answered when the absence ends. */
class KeptTasksTests {

    private final ApprovalExamples world = new ApprovalExamples();

    @Test
    @DisplayName(
            "R08: what the policy leaves with the substitute stays there when the absence ends, on behalf of who was away")
    void whatTheSubstituteHasStays() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);

        assertThat(assignee()).isEqualTo("buyer");
        assertThat(world.events(ApprovalHandedOver.class)).hasSize(1);
        refused("manager");
        assertThat(world.approve("buyer")).isEqualTo(ApprovalOutcome.APPROVED);
        var entry = world.records.of(ApprovalExamples.DOCUMENT).get(0);
        assertThat(entry.by()).isEqualTo(new UserId("buyer"));
        assertThat(entry.onBehalfOf()).isEqualTo(new UserId("manager"));
    }

    @Test
    @DisplayName("R08: what was asked of the substitute first stays too, and what is asked later goes to who is back")
    void whatIsAskedLaterGoesToWhoIsBack() {
        world.awayLeaving("manager", "buyer", 2);
        asked("1 line-manager", "2 person:manager");
        daysPass(2);
        assertThat(assignee()).isEqualTo("buyer");

        world.approve("buyer");
        world.open();

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R07, R08: whoever keeps it is reminded of it, and nobody else")
    void theKeeperIsReminded() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(3);

        world.times.remind(step().id());

        assertThat(world.events(ApprovalReminderDue.class).get(0).people()).containsExactly(new UserId("buyer"));
    }

    @Test
    @DisplayName(
            "R08: it comes back where the substitute leaves, and whoever was away may be deactivated without moving it")
    void itComesBackWhenTheSubstituteLeaves() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);

        leaves("manager");
        assertThat(assignee()).isEqualTo("buyer");
        world.people.comesBack("manager");
        leaves("buyer");

        assertThat(assignee()).isEqualTo("manager");
        assertThat(step().onBehalfOf()).isNull();
    }

    @Test
    @DisplayName("R08: it comes back where the substitute goes away, to whomever, and does not leave again")
    void itComesBackWhenTheSubstituteGoesAway() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);

        world.away("buyer", "finance", 1, null);
        world.review();
        assertThat(assignee()).isEqualTo("manager");
        daysPass(3);

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R05, R08: it comes back where another person is wanted and the substitute answers beside it")
    void itComesBackWhereTheSubstituteIsBarred() {
        world.people.add("second-buyer", "department-head", "purchasing-agent");
        asked("1 line-manager any another-person", "1 group:purchasing-agent");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);
        var steps = world.cycle().openSteps();
        var kept = steps.stream()
                .filter(step -> step.assignee().isPresent())
                .findFirst()
                .orElseThrow();
        var group = steps.stream()
                .filter(step -> step.assignee().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(kept.assignee()).contains(new UserId("buyer"));

        world.approvals.answer(group.id(), Decision.APPROVE, null, world.people.actor("buyer"));

        assertThat(kept.assignee()).contains(new UserId("manager"));
        assertThat(world.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R08: of a chain each absence decides for its own part of the way")
    void chains() {
        assertThat(chain(true, true)).containsExactly("finance", "finance", "finance");
        assertThat(chain(true, false)).containsExactly("finance", "finance", "buyer");
        assertThat(chain(false, true)).containsExactly("finance", "manager", "manager");
        assertThat(chain(false, false)).containsExactly("finance", "manager", "manager");
    }

    @Test
    @DisplayName("R08: where the substitute is back first, theirs comes back or stays while the first absence lasts")
    void chainsThatEndInTheMiddle() {
        assertThat(chain(true, true, 6, 3)).containsExactly("finance", "finance", "finance");
        assertThat(chain(true, false, 6, 3)).containsExactly("finance", "buyer", "buyer");
        assertThat(chain(false, true, 6, 3)).containsExactly("finance", "finance", "manager");
        assertThat(chain(false, false, 6, 3)).containsExactly("finance", "buyer", "manager");
    }

    @Test
    @DisplayName("R08: loops are cut here, too")
    void loopsAreCut() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        world.awayLeaving("buyer", "manager", 9);
        daysPass(2);

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R08: an absence that is ended by hand gives everything back at once, whatever the policy says")
    void whatIsEndedByHandComesBack() {
        asked("1 line-manager");
        var master = world.substituteMaster();
        world.substitutePolicy = facts -> new SubstitutePolicy.Verdict(false, false, "rule_stays", 2);
        var named = master.add(new UserId("manager"), wanted("buyer", 5), world.people.actor("manager"));
        assertThat(named.comesBack()).isFalse();
        assertThat(assignee()).isEqualTo("buyer");

        master.remove(new UserId("manager"), String.valueOf(named.id()), world.people.actor("manager"));

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R08: an absence ended by hand after its last day still gives back what stayed")
    void whatIsEndedLaterComesBack() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(4);
        assertThat(assignee()).isEqualTo("buyer");

        world.substituteMaster().remove(new UserId("manager"), world.lastNamed().id(), world.people.actor("manager"));

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName(
            "R08: what the policy said when the substitute was named holds, though the table says something else now")
    void theVerdictIsFrozen() {
        asked("1 line-manager");
        var master = world.substituteMaster();
        var named = master.add(new UserId("manager"), wanted("buyer", 2), world.people.actor("manager"));
        world.substitutePolicy = facts -> new SubstitutePolicy.Verdict(false, false, "rule_stays", 2);
        daysPass(2);

        assertThat(named.comesBack()).isTrue();
        assertThat(assignee()).isEqualTo("manager");
        assertThat(world.audit)
                .filteredOn(event -> event.event().equals("substitute.named"))
                .allMatch(event -> Boolean.TRUE.equals(event.after().get("comesBack")));
    }

    @Test
    @DisplayName("R08: prolonged with the same substitute, the last absence says what becomes of it")
    void prolongedWithTheSame() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);
        world.away("manager", "buyer", 2, null);
        world.review();
        assertThat(assignee()).isEqualTo("buyer");
        daysPass(2);

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName(
            "R08: prolonged with somebody else, the first substitute keeps what stayed, and the second gets the rest")
    void prolongedWithAnother() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);
        world.away("manager", "finance", 2, null);
        world.review();
        assertThat(assignee()).isEqualTo("buyer");

        leaves("buyer");

        assertThat(assignee()).isEqualTo("finance");
    }

    @Test
    @DisplayName("R07, R08: what an escalation asked of somebody who is away stays with the substitute, too")
    void whatAnEscalationAskedStays() {
        asked("1 line-manager");
        world.awayLeaving("department-head", "finance", 9);
        daysPass(7);
        world.times.escalate(step().id());
        assertThat(step().escalatedTo()).containsExactly(new UserId("finance"));

        daysPass(2);
        assertThat(step().escalatedTo()).containsExactly(new UserId("finance"));
        refused("department-head");
        leaves("finance");

        assertThat(step().escalatedTo()).containsExactly(new UserId("department-head"));
    }

    @Test
    @DisplayName("R08: whoever keeps it can give it to who is back: they delegate it")
    void theKeeperDelegatesItBack() {
        asked("1 line-manager");
        world.awayLeaving("manager", "buyer", 2);
        world.review();
        daysPass(2);

        world.delegation.delegate(
                String.valueOf(step().task()), "manager", DelegationMode.DECIDE, null, world.people.actor("buyer"));
        world.review();

        assertThat(assignee()).isEqualTo("manager");
        assertThat(world.approve("manager")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    /** Who has it while both are away, when the first of them is back, and when both are. */
    private static List<String> chain(boolean firstStays, boolean secondStays) {
        return chain(firstStays, secondStays, 3, 6);
    }

    private static List<String> chain(boolean firstStays, boolean secondStays, int firstDays, int secondDays) {
        var tests = new KeptTasksTests();
        tests.asked("1 line-manager");
        tests.away("manager", "buyer", firstDays, firstStays);
        tests.away("buyer", "finance", secondDays, secondStays);
        tests.world.review();
        var before = tests.assignee();
        tests.daysPass(3);
        var between = tests.assignee();
        tests.daysPass(3);
        return List.of(before, between, tests.assignee());
    }

    private void away(String person, String substitute, int days, boolean stays) {
        if (stays) {
            world.awayLeaving(person, substitute, days);
        } else {
            world.away(person, substitute, days, null);
        }
    }

    private SubstituteDetails wanted(String substitute, int days) {
        var today = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
        return SubstituteDetails.wanted(substitute, today, today.plusDays(days - 1L), null, null);
    }

    private void asked(String... steps) {
        world.policyAsks(steps).submitted().open();
    }

    private void daysPass(int days) {
        world.clock.advance(Duration.ofDays(days));
        world.absences();
    }

    private void leaves(String user) {
        world.people.leaves(user);
        world.handover.on(new PersonChanged(new UserId(user)));
    }

    private ApprovalStep step() {
        return world.cycle().openSteps().get(0);
    }

    private String assignee() {
        return step().assignee().map(UserId::value).orElse("nobody");
    }

    private void refused(String user) {
        assertThatThrownBy(() -> world.approve(user))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(ApprovalRule.NOT_ASKED));
    }
}
