package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.countersign.people.PersonChanged;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another person's answer beside others of the same people (R05): somebody who has answered none of the others. */
class AnotherPersonTests {

    private static final String TWO = "1 group:board 2";
    private static final String ANOTHER = "1 group:board any another-person";

    @Test
    @DisplayName("R05: two of three and another one of them are three people, also where the other one answers first")
    void theOtherOneAnswersFirst() {
        var world = board("ada", "bob", "cyd");
        world.policyAsks(TWO, ANOTHER).submitted().open();
        var ofAda = part(world, "ada");

        world.approvals.answer(another(world), Decision.APPROVE, null, world.people.actor("ada"));

        assertThat(world.cycle().step(ofAda).isNotNeeded()).isTrue();
        assertThat(world.events(AnswersCounted.class))
                .anySatisfy(counted -> assertThat(counted.notNeeded()).containsExactly("task of " + ofAda));
        assertThat(world.approve("bob")).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(world.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(answerers(world)).containsExactly("ada", "bob", "cyd");
    }

    @Test
    @DisplayName("R05: who is one of the two last answers does not give the other one's")
    void whoIsNeededDoesNotGiveIt() {
        var world = board("ada", "bob", "cyd", "dan");
        world.policyAsks(TWO, ANOTHER).submitted().open();
        world.approvals.answer(another(world), Decision.APPROVE, null, world.people.actor("ada"));
        leaves(world, "dan");

        assertThatThrownBy(() ->
                        world.approvals.answer(part(world, "bob"), Decision.APPROVE, null, world.people.actor("ada")))
                .hasMessageContaining("not yours");
        world.approve("bob");
        assertThat(world.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: two of two and another one of them can never be had, and an administrator reads why")
    void tooFewPeople() {
        var world = board("ada", "bob");
        world.policyAsks(TWO, ANOTHER).submitted();

        assertThat(world.open()).isEqualTo(LevelOpening.UNANSWERABLE);
        assertThat(world.approvals.unanswered(DOCUMENT).failure().english())
                .startsWith("Somebody has to answer who has neither answered before nor is asked beside it");
    }

    @Test
    @DisplayName("R03: two and two others of three are too few, before anybody answers")
    void tooFewPeopleApart() {
        var world = board("ada", "bob", "cyd");
        world.policyAsks(TWO, "1 group:board 2 another-person").submitted();

        assertThat(world.open()).isEqualTo(LevelOpening.UNANSWERABLE);
    }

    @Test
    @DisplayName(
            "R03: where too few are left after the other one has answered, that is reported at once, and can be repaired")
    void tooFewAreLeft() {
        var world = board("ada", "bob", "cyd");
        world.policyAsks(TWO, ANOTHER).submitted().open();
        world.approvals.answer(another(world), Decision.APPROVE, null, world.people.actor("ada"));

        leaves(world, "bob");

        assertThat(world.handover.stuck()).isEqualTo(1);
        assertThat(world.cycle().openSteps()).isEmpty();
        world.people.comesBack("bob");
        assertThat(world.open()).isEqualTo(LevelOpening.OPENED);
        world.approve("bob");
        assertThat(world.approve("cyd")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(answerers(world)).containsExactly("ada", "bob", "cyd");
    }

    @Test
    @DisplayName(
            "R05: of a group any one of whom may answer, whoever gave the other answer does not count; R03 where nobody else is")
    void ofAnotherGroup() {
        var world = board("ada", "bob");
        world.people.add("zed", "department-head", "treasury");
        world.people.add("ada", "department-head", "treasury");
        world.policyAsks("1 group:treasury", ANOTHER).submitted().open();
        world.approvals.answer(another(world), Decision.APPROVE, null, world.people.actor("ada"));
        var ofTreasury = world.approvals.openSteps(DOCUMENT).get(0);
        assertThatThrownBy(() -> world.approvals.answer(ofTreasury, Decision.APPROVE, null, world.people.actor("ada")))
                .hasMessageContaining("not yours");

        leaves(world, "zed");

        assertThat(world.cycle().isPending()).isTrue();
        assertThat(world.handover.stuck()).isEqualTo(1);
    }

    @Test
    @DisplayName("R05: what wants another person is no equal of what does not; both are asked")
    void theyAreTwoSteps() {
        var world = board("ada", "bob", "cyd");
        var routed = world.policyAsks("1 group:board", ANOTHER).approvals.route(ApprovalExamples.subject());

        assertThat(routed.steps())
                .extracting(RoutedApproval.DemandedStep::anotherPerson)
                .containsExactly(false, true);
    }

    @Test
    @DisplayName("R05: looking ahead names nobody twice where another person is wanted, beside or later")
    void lookingAhead() {
        var world = board("ada");
        world.people.add("head", "department-head", "board");
        world.policyAsks(
                "1 person:manager",
                "1 person:manager any another-person",
                "2 group:board",
                "3 person:manager any another-person");

        var routed = world.approvals.route(ApprovalExamples.subject());
        var expected = world.expected.of(routed.steps(), ExpectedPeople::demand, Asking.of(ApprovalExamples.subject()));
        assertThat(routed.steps())
                .extracting(step -> step.level() + " " + expected.get(step).people())
                .containsExactly("1 [manager]", "1 [department-head]", "2 [ada, head]", "3 [cfo]");
        world.submitted();
        assertThat(world.cycle().steps())
                .extracting(step -> step.assignee().map(UserId::value).orElse(null))
                .containsExactly("manager", "department-head", null, "cfo");
    }

    @Test
    @DisplayName("R05, R10: in a further round the other one's answer does not count for who is asked beside it")
    void inAFurtherRound() {
        var world = board("ada", "bob", "cyd");
        world.policyAsks(ANOTHER).submitted().open();
        world.approve("ada");
        world.policyAsks("1 group:board", ANOTHER);

        assertThat(world.approvals
                        .beyondAnswers(world.approvals.route(ApprovalExamples.subject()))
                        .orElseThrow()
                        .steps())
                .singleElement()
                .satisfies(step -> assertThat(step.anotherPerson()).isFalse());
    }

    @Property(tries = 300)
    @Label(
            "R03, R05: in whatever order they answer, and whoever leaves, each other one is another person, or it is reported")
    void inWhateverOrder(@ForAll long seed) {
        var random = new Random(seed);
        var people = List.of("ada", "bob", "cyd", "dan", "eve").subList(0, 2 + random.nextInt(4));
        var world = board(people.toArray(String[]::new));
        var steps = new ArrayList<>(List.of("1 group:board " + (1 + random.nextInt(3)), ANOTHER));
        if (random.nextBoolean()) {
            steps.add("1 person:ada");
        }
        if (random.nextBoolean()) {
            steps.set(1, "1 group:board 2 another-person");
        }
        world.policyAsks(steps.toArray(String[]::new)).submitted();
        if (!world.cycle().isRouted()) {
            return;
        }
        world.open();
        for (var turn = 0; turn < 40 && world.cycle().isPending(); turn++) {
            var open = world.cycle().openSteps();
            assertThat(open.isEmpty())
                    .as("somebody is asked, or it is reported")
                    .isEqualTo(world.handover.stuck() > 0);
            if (open.isEmpty()) {
                return;
            }
            assertThat(open)
                    .as("somebody can answer each")
                    .noneMatch(step ->
                            world.approvals.peopleLeft(world.cycle(), step).isEmpty());
            if (random.nextInt(12) == 0) {
                leaves(world, people.get(random.nextInt(people.size())));
                continue;
            }
            var step = open.get(random.nextInt(open.size()));
            var who = List.copyOf(world.approvals.peopleLeft(world.cycle(), step));
            world.approvals.answer(
                    step.id(),
                    Decision.APPROVE,
                    null,
                    world.people.actor(who.get(random.nextInt(who.size())).value()));
        }
        assertThat(world.cycle().outcome()).isEqualTo(ApprovalOutcome.APPROVED);
        var others = world.cycle().steps().stream()
                .filter(step -> step.needsAnotherPerson() && !step.isCounted())
                .flatMap(step -> step.answeredBy().stream())
                .toList();
        assertThat(others).doesNotHaveDuplicates();
        assertThat(world.cycle().steps())
                .filteredOn(step -> !step.needsAnotherPerson())
                .noneMatch(step -> step.answeredBy().filter(others::contains).isPresent());
    }

    private static ApprovalExamples board(String... members) {
        var world = new ApprovalExamples();
        for (var member : members) {
            world.people.add(member, "department-head", "board");
        }
        return world;
    }

    private static void leaves(ApprovalExamples world, String user) {
        world.people.leaves(user);
        world.handover.on(new PersonChanged(new UserId(user)));
    }

    private static String another(ApprovalExamples world) {
        return world.cycle().openSteps().stream()
                .filter(ApprovalStep::needsAnotherPerson)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String part(ApprovalExamples world, String user) {
        return world.cycle().openSteps().stream()
                .filter(step -> step.isPart()
                        && step.assignee()
                                .map(UserId::value)
                                .filter(user::equals)
                                .isPresent())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Set<String> answerers(ApprovalExamples world) {
        return world.cycle().answerers().stream().map(UserId::value).collect(Collectors.toCollection(TreeSet::new));
    }
}
