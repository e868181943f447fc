package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.countersign.people.PersonChanged;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;

/** Whatever people do, away or not: only who is entitled answers, and nothing is left with nobody. */
class PeopleAwayPropertyTests {

    private static final List<String> PEOPLE = List.of(
            "requester", "manager", "department-head", "cfo", "finance", "buyer", "analyst", "admin", "second-buyer");
    private static final List<String> ROLES = List.of(
            "line-manager",
            "department-head",
            "manager-chain",
            "manager-within-limit",
            "automatic",
            "cost-center-owner:CC-100",
            "group:finance-officer",
            "group:purchasing-agent",
            "group:it-approver",
            "person:manager",
            "person:requester");

    @Property(tries = 400)
    @Label("R04, R05, R08: never an answer by someone not entitled, never an approval without the answers demanded")
    void onlyWhoIsEntitledAnswers(@ForAll long seed) {
        run(seed);
    }

    @Property(tries = 400)
    @Label("R03: never a step that nobody can answer without being reported")
    void nothingIsLeftWithNobody(@ForAll long seed) {
        var world = run(seed);
        world.world.review();
        var cycle = world.world.cycle();
        if (!cycle.isPending()) {
            return;
        }
        assertThat(cycle.openSteps().isEmpty())
                .as("either somebody is asked or it is reported as stuck")
                .isEqualTo(world.world.handover.stuck() > 0);
        for (var step : cycle.openSteps()) {
            // Of a group whoever is in it now is asked, and not whoever was when its turn came.
            var asked = step.role().kind() == ApprovalRole.Kind.GROUP
                    ? world.world.approvals.peopleLeft(cycle, step)
                    : step.candidates();
            assertThat(asked)
                    .as("who is asked " + step.id() + " can answer")
                    .anyMatch(person -> world.isEntitled(step, person.value()));
        }
    }

    private static World run(long seed) {
        var world = new World(new Random(seed));
        world.begin();
        for (var turn = 0; turn < 25; turn++) {
            world.something();
        }
        world.check();
        return world;
    }

    /** A document in approval, among people who come and go. */
    private static final class World {

        private final ApprovalExamples world = new ApprovalExamples();
        private final PlainRules rules = new PlainRules(world);
        private final Random random;

        World(Random random) {
            this.random = random;
        }

        void begin() {
            world.people.add("second-buyer", "department-head", "purchasing-agent");
            world.people.head("PROD", one(PEOPLE));
            world.people.limit("manager", "1000");
            world.people.limit("cfo", "1000000");
            // A requester of every rank: owner of the cost centre, manager and member of groups at once.
            if (random.nextInt(3) == 0) {
                world.people.owner("CC-100", "requester");
            }
            if (random.nextInt(3) == 0) {
                world.people.add("requester", "manager", "purchasing-agent", "finance-officer");
            }
            var steps = new ArrayList<String>();
            for (var count = 1 + random.nextInt(4); count > 0; count--) {
                var role = one(ROLES);
                steps.add((role.equals("automatic") ? 0 : 1 + random.nextInt(3)) + " " + role);
            }
            for (var count = random.nextInt(4); count > 0; count--) {
                goesAway();
            }
            world.policyAsks(steps.toArray(String[]::new)).submitted();
            open();
        }

        void something() {
            switch (random.nextInt(12)) {
                case 0 -> goesAway();
                case 1 -> {
                    var person = one(PEOPLE);
                    world.people.leaves(person);
                    world.handover.on(new PersonChanged(new UserId(person)));
                    world.delegation.on(new PersonChanged(new UserId(person)));
                }
                case 2 -> {
                    var person = one(PEOPLE);
                    world.people.comesBack(person);
                    world.handover.on(new PersonChanged(new UserId(person)));
                }
                case 3 -> {
                    world.clock.advance(Duration.ofHours(random.nextInt(60)));
                    world.review();
                }
                case 4 -> open();
                case 5, 6 -> handsOn(one(PEOPLE), one(PEOPLE), one(List.of(DelegationMode.values())));
                case 7 -> saysOrTakesBack(one(PEOPLE));
                case 8 -> {
                    saysWhetherToStandIn();
                    if (random.nextInt(4) == 0) {
                        endsAnAbsence();
                    }
                }
                default -> answers(one(PEOPLE), random.nextInt(8) == 0 ? Decision.REJECT : Decision.APPROVE);
            }
        }

        /** The process opens a level when the last one is answered; a repair opens it again. */
        private void open() {
            if (world.cycle().isPending()
                    && world.cycle().openSteps().isEmpty()
                    && world.cycle().isRouted()) {
                world.open();
            }
        }

        private void goesAway() {
            var person = one(PEOPLE);
            var limit = random.nextBoolean() ? null : new BigDecimal(random.nextInt(20_000));
            var kinds = random.nextInt(3) == 0 ? new String[] {one(ApprovalKind.ALL)} : new String[0];
            world.away(person, one(PEOPLE), 1 + random.nextInt(5), limit, kinds);
            if (random.nextInt(3) == 0) {
                world.lastNamed().ask();
            }
            if (random.nextBoolean()) {
                world.lastNamed().keepTasks();
            }
            world.handover.absenceChanged(new UserId(person));
        }

        private void endsAnAbsence() {
            if (!world.substitutions.kept.isEmpty()) {
                var ended = one(List.copyOf(world.substitutions.kept.values()));
                ended.takeBack();
                world.handover.absenceChanged(ended.person());
            }
        }

        /** Somebody accepts or declines to stand in, whether they were asked to or not; only who was can. */
        private void saysWhetherToStandIn() {
            if (world.substitutions.kept.isEmpty()) {
                return;
            }
            var named = one(List.copyOf(world.substitutions.kept.values()));
            var by = random.nextInt(4) == 0 ? one(PEOPLE) : named.substitute().value();
            var asked = named.state() == SubstituteState.ASKED
                    && by.equals(named.substitute().value());
            try {
                world.substituteAnswers()
                        .answer(
                                named.person(),
                                named.id(),
                                one(List.of(SubstituteAnswers.Answer.values())),
                                "Because",
                                world.people.actor(by));
                assertThat(asked).as(by + " was asked to stand in").isTrue();
            } catch (RuleViolation refused) {
                assertThat(refused).hasMessageNotContaining("%s");
            }
        }

        /** Somebody tries to hand any open step to anybody; only who may answer can, and never to the requester. */
        private void handsOn(String person, String to, DelegationMode mode) {
            var open = world.cycle().openSteps();
            if (open.isEmpty() || !world.people.isActive(new UserId(person))) {
                return;
            }
            var step = one(open);
            var entitled = isEntitled(step, person);
            try {
                world.delegation.delegate(String.valueOf(step.task()), to, mode, null, world.people.actor(person));
                assertThat(entitled).as(person + " may hand on " + step.role()).isTrue();
                assertThat(to).isNotEqualTo("requester").isNotEqualTo(person);
                assertThat(mode == DelegationMode.ADVISE || isEntitled(step, to))
                        .as(to + " may decide " + step.role() + " for " + person)
                        .isTrue();
            } catch (RuleViolation | NotFound refused) {
                assertThat(refused).hasMessageNotContaining("%s");
            }
        }

        private void saysOrTakesBack(String person) {
            var open = world.cycle().openSteps();
            if (open.isEmpty()) {
                return;
            }
            var task = String.valueOf(one(open).task());
            try {
                if (random.nextBoolean()) {
                    world.delegation.advise(task, "Fine", world.people.actor(person));
                } else {
                    world.delegation.takeBack(task, world.people.actor(person));
                }
            } catch (RuleViolation | NotFound refused) {
                assertThat(refused).hasMessageNotContaining("%s");
            }
        }

        /** Somebody tries to answer any open step; whether it is taken must be as the rules say. */
        private void answers(String person, Decision decision) {
            var open = world.cycle().openSteps();
            if (open.isEmpty() || !world.people.isActive(new UserId(person))) {
                return;
            }
            var step = one(open);
            var entitled = isEntitled(step, person);
            try {
                world.approvals.answer(step.id(), decision, "Because", world.people.actor(person));
                assertThat(entitled).as(person + " may answer " + step.role()).isTrue();
            } catch (RuleViolation refused) {
                assertThat(asked(step, person) && entitled)
                        .as(person + " is asked and refused: " + refused.getMessage())
                        .isFalse();
            }
            open();
        }

        private boolean asked(ApprovalStep step, String person) {
            return step.role().kind() == ApprovalRole.Kind.GROUP
                    || rules.namedBy(person).isEmpty()
                            && step.assignee()
                                    .map(UserId::value)
                                    .filter(person::equals)
                                    .isPresent()
                            && step.onBehalfOf() == null;
        }

        /** What the rules say, worked out once more and in the plainest way. */
        boolean isEntitled(ApprovalStep step, String person) {
            var user = new UserId(person);
            return rules.mayBeAsked(step, person) && !world.cycle().answerers().contains(user);
        }

        void check() {
            var cycle = world.cycle();
            for (var step : cycle.steps()) {
                assertThat(step.answeredBy().map(UserId::value))
                        .as(step.id())
                        .isNotEqualTo(java.util.Optional.of("requester"));
            }
            if (cycle.outcome() == ApprovalOutcome.APPROVED) {
                assertThat(cycle.steps()).allMatch(ApprovalStep::isAnswered);
            }
            var answered = world.audit.stream()
                    .filter(event -> event.event().equals("approval.approved"))
                    .map(event -> event.by())
                    .filter(by -> !by.equals(UserId.SYSTEM))
                    .toList();
            assertThat(answered).as("one person answers once").doesNotHaveDuplicates();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
