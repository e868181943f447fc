package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.people.PersonChanged;
import org.countersign.shared.Money;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/**
 * Random policies about lines, several people and other people, answered by every door: task, several at once, link of a
 * mail, on delegation, for somebody who is away, after an escalation.
 */
class EveryAnswerPropertyTests {

    private static final List<String> PEOPLE = List.of(
            "requester",
            "manager",
            "department-head",
            "cfo",
            "finance",
            "buyer",
            "second-buyer",
            "third-buyer",
            "analyst",
            "admin");
    private static final List<String> ROLES = List.of(
            "cost-center-owner",
            "cost-center-owner",
            "cost-center-owner",
            "line-manager",
            "department-head",
            "manager-chain",
            "manager-within-limit",
            "automatic",
            "group:purchasing-agent",
            "group:finance-officer",
            "group:it-approver",
            "person:manager");
    private static final List<String> CENTRES = List.of("CC-A", "CC-B", "CC-C");
    private static final BigDecimal SMALL = new BigDecimal("150.00");

    @Property(tries = 500)
    @Label("R01, R04, R05, R08: whatever the door, never an answer by somebody not entitled, never an approval without"
            + " the answers that the frozen steps demand, line by line")
    void nothingIsApprovedWithoutItsAnswers(@ForAll long seed) {
        var world = new World(new Random(seed));
        world.lives();
        world.whatIsApprovedWasAnswered();
    }

    @Property(tries = 500)
    @Label("R03, R05: whatever the door, never a step that nobody can answer without being reported, at no time")
    void nothingIsLeftWithNobody(@ForAll long seed) {
        var world = new World(new Random(seed));
        world.lives(world::whatWaitsIsWithSomebodyOrReported);
    }

    /** An answer that was taken. */
    private record Taken(String person, Decision decision, Set<Integer> lines, boolean everything) {}

    /** A mail that somebody got, perhaps long ago. */
    private record Link(String token, String step, String person) {}

    private static final class World {

        private final ApprovalExamples world = new ApprovalExamples();
        private final PlainRules rules = new PlainRules(world);
        private final Random random;
        private final List<Taken> taken = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final BigDecimal amount;
        private final int lines;
        private final AnswerLinks drawing;
        private final BatchApproval batch;
        private final MailAnswers mails;

        /** Whether the policy cannot be evaluated, or no rule of it fires for some lines (R03). */
        private boolean unanswered;

        World(Random random) {
            this.random = random;
            this.amount = random.nextBoolean() ? SMALL : new BigDecimal("12345.60");
            this.lines = 1 + random.nextInt(5);
            var settings = AnswerLinkExamples.settings("200");
            var door = new ApprovalDoor(world.approvals, world.cycles, new Tasks(), settings, world.audit::add);
            this.drawing = new AnswerLinks(purpose -> new byte[32], settings, world.clock);
            this.batch = new BatchApproval(door);
            this.mails = new MailAnswers(drawing, settings, door, world.approvals);
        }

        void lives() {
            lives(() -> {});
        }

        void lives(Runnable afterEach) {
            world.people.add("second-buyer", "department-head", "purchasing-agent");
            world.people.add("third-buyer", "manager", "purchasing-agent");
            CENTRES.forEach(centre -> world.people.owner(centre, one(PEOPLE)));
            world.people.head("PROD", one(PEOPLE));
            world.people.limit("manager", "1000");
            world.people.limit("cfo", "1000000");
            if (random.nextInt(3) == 0) {
                world.people.add("requester", "manager", "purchasing-agent", "finance-officer");
            }
            for (var count = random.nextInt(3); count > 0; count--) {
                goesAway();
            }
            world.policy = policy();
            world.approvals.freeze(world.approvals.route(subject()));
            open();
            afterEach.run();
            for (var turn = 0; turn < 30; turn++) {
                something();
                afterEach.run();
            }
        }

        // ---- a policy and a document

        private ApprovalPolicy policy() {
            var all = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(this::rule)
                    .toList());
            if (random.nextInt(4) == 0) {
                // Several of a group, and beside them another person of the same one.
                var beside = all.get(0).toBuilder().level(1 + random.nextInt(2)).role("group:purchasing-agent");
                all.set(
                        0,
                        beside.answers(one(List.of("2", "any")))
                                .earlierAnswer("counts")
                                .build());
                all.add(beside.answers("any").earlierAnswer("another-person").build());
            }
            var broken = random.nextInt(30);
            var about = all.stream()
                    .collect(Collectors.toMap(rule -> rule, rule -> one(List.of(CENTRES, CENTRES, List.of("CC-A")))));
            return facts -> {
                if (broken == 0) {
                    unanswered = true;
                    throw new IllegalStateException("a cell that cannot be evaluated");
                }
                var fired = facts.stream()
                        .map(portion -> all.stream()
                                .filter(rule -> about.get(rule).contains(String.valueOf(portion.costCenter()))
                                        || rule == all.get(0) && broken > 2)
                                .toList())
                        .toList();
                unanswered = fired.stream().anyMatch(List::isEmpty);
                return new ApprovalPolicy.Verdict(7, fired);
            };
        }

        private ApprovalPolicy.FiredRule rule(int number) {
            var role = one(ROLES);
            var automatic = role.equals("automatic");
            return ApprovalPolicy.FiredRule.builder("rule_" + number)
                    .level(automatic ? 0 : 1 + random.nextInt(3))
                    .role(role)
                    .reason("Because of " + number)
                    .answers(automatic ? "any" : one(List.of("any", "any", "any", "2", "all")))
                    .earlierAnswer(automatic ? "counts" : one(List.of("counts", "counts", "another-person")))
                    .lines(automatic ? "all" : one(List.of("all", "own", "own-alone")))
                    .build();
        }

        private ApprovalSubject subject() {
            var portions = new HashMap<Portion, Set<Integer>>();
            for (var number = 1; number <= lines; number++) {
                portions.computeIfAbsent(
                                new Portion("office", "APPROVED", one(CENTRES), "PROD"), portion -> new TreeSet<>())
                        .add(number);
            }
            Map<UserId, String> excluded =
                    random.nextInt(4) == 0 ? Map.of(new UserId(one(PEOPLE)), "received the goods") : Map.of();
            return new ApprovalSubject(
                            ApprovalExamples.DOCUMENT,
                            ApprovalKind.REQUISITION,
                            "Chairs",
                            new UserId("requester"),
                            excluded,
                            Money.of(amount.toPlainString(), "EUR"),
                            amount,
                            "normal",
                            portions.keySet())
                    .byLines(portions);
        }

        // ---- what happens

        private void something() {
            switch (random.nextInt(16)) {
                case 0 -> goesAway();
                case 1 -> {
                    var person = one(PEOPLE);
                    world.people.leaves(person);
                    changed(person);
                }
                case 2 -> {
                    var person = one(PEOPLE);
                    world.people.comesBack(person);
                    changed(person);
                }
                case 3 -> timePasses();
                case 4 -> handsOn(one(PEOPLE), one(PEOPLE));
                case 5, 6 -> answersSeveral(one(PEOPLE));
                case 7, 8, 9 -> answersAMail();
                default -> answers(one(PEOPLE));
            }
            open();
        }

        private void open() {
            if (world.cycle().isPending()
                    && world.cycle().openSteps().isEmpty()
                    && world.cycle().isRouted()) {
                world.open();
            }
            for (var step : world.cycle().openSteps()) {
                if (step.task() == null) {
                    continue;
                }
                step.candidates()
                        .forEach(person ->
                                links.add(new Link(drawing.draw(step.id(), person), step.id(), person.value())));
            }
        }

        private void goesAway() {
            var person = one(PEOPLE);
            var limit = random.nextBoolean() ? null : new BigDecimal(random.nextInt(20_000));
            world.away(person, one(PEOPLE), 1 + random.nextInt(5), limit);
            if (random.nextBoolean()) {
                world.lastNamed().keepTasks();
            }
            world.handover.absenceChanged(new UserId(person));
        }

        private void changed(String person) {
            world.handover.on(new PersonChanged(new UserId(person)));
            world.delegation.on(new PersonChanged(new UserId(person)));
        }

        private void timePasses() {
            world.clock.advance(Duration.ofHours(random.nextInt(120)));
            world.absences();
            for (var step : world.cycle().openSteps()) {
                if (step.isOpen() && step.task() != null && world.times.isEscalationDue(step.id())) {
                    world.times.escalate(step.id());
                    assertThat(step.escalatedTo())
                            .as("R04: nobody barred is asked by an escalation")
                            .noneMatch(person -> rules.isBarred(person.value()));
                }
            }
        }

        private void handsOn(String person, String to) {
            openStep().ifPresent(step -> {
                var entitled = isEntitled(step, person);
                try {
                    world.delegation.delegate(
                            String.valueOf(step.task()), to, DelegationMode.DECIDE, null, world.people.actor(person));
                } catch (RuleViolation | NotFound refused) {
                    assertThat(refused).hasMessageNotContaining("%s");
                    return;
                }
                assertThat(entitled).as(person + " may hand on " + step.role()).isTrue();
                assertThat(rules.isBarred(to)).as(to + " is barred").isFalse();
            });
        }

        // ---- doors

        private void answers(String person) {
            openStep().ifPresent(step -> {
                var decision = decision();
                var named = decision == Decision.REJECT && random.nextBoolean() ? someLines() : null;
                var wasTaken = tries(step, person, decision, () -> {
                    world.approvals.answer(step.id(), decision, named, "Because", world.people.actor(person));
                    return true;
                });
                assertThat(wasTaken || named != null || !isAskedPlainly(step, person))
                        .as(person + " is asked about " + step.role() + " and refused")
                        .isTrue();
            });
        }

        private void answersSeveral(String person) {
            openStep().ifPresent(step -> {
                var wasTaken = tries(
                        step,
                        person,
                        Decision.APPROVE,
                        () -> batch.approve(
                                        List.of(String.valueOf(step.task()), "no task"),
                                        null,
                                        world.people.actor(person))
                                .get(0)
                                .result()
                                .equals(Answered.Result.APPROVED));
                assertThat(wasTaken && amount.compareTo(SMALL) > 0)
                        .as("too much to be approved together with others")
                        .isFalse();
            });
        }

        /** Somebody follows a link, theirs or another one's, new or old, signed in or not, perhaps for the second time. */
        private void answersAMail() {
            if (links.isEmpty()) {
                return;
            }
            var link = one(links);
            var step = world.cycle().step(link.step());
            var token = random.nextInt(8) == 0 ? link.token().substring(1) : link.token();
            var visitor = random.nextInt(3) == 0 ? null : random.nextInt(4) == 0 ? one(PEOPLE) : link.person();
            var decision = decision();
            var wasOpen = world.cycle().isPending() && step.isOpen();
            var wasTaken = tries(step, link.person(), decision, () -> {
                mails.answer(
                        token,
                        decision,
                        random.nextInt(4) == 0 ? someLines() : null,
                        "Because",
                        visitor == null ? null : world.people.actor(visitor));
                return true;
            });
            if (!wasTaken) {
                return;
            }
            assertThat(wasOpen).as("a link works once").isTrue();
            assertThat(token).as("a link that was changed").isEqualTo(link.token());
            assertThat(visitor == null ? link.person() : visitor)
                    .as("a link of somebody else")
                    .isEqualTo(link.person());
            assertThat(visitor == null && amount.compareTo(SMALL) > 0)
                    .as("without signing in")
                    .isFalse();
        }

        /** Whether an answer was taken; then whoever gave it was entitled to, and what it was about is remembered. */
        private boolean tries(ApprovalStep step, String person, Decision decision, Supplier<Boolean> door) {
            var entitled = step.isOpen() && world.cycle().isPending() && isEntitled(step, person);
            var together = step.isOpen() ? together(step, person) : List.of(step);
            boolean wasTaken;
            try {
                wasTaken = door.get();
            } catch (RuleViolation | NotFound refused) {
                assertThat(refused).hasMessageNotContaining("%s");
                wasTaken = false;
            }
            if (wasTaken) {
                assertThat(entitled)
                        .as(person + " may answer " + step.role() + " " + step.lines())
                        .isTrue();
                var about = new TreeSet<Integer>();
                together.forEach(one -> about.addAll(one.lines()));
                taken.add(new Taken(
                        person,
                        decision,
                        about,
                        together.stream().anyMatch(one -> one.lines().isEmpty())));
            }
            return wasTaken;
        }

        // ---- the rules, in the plainest way

        private boolean isEntitled(ApprovalStep step, String person) {
            return rules.mayBeAsked(step, person)
                    && !hasSpokenAbout(step, person)
                    && !(step.needsAnotherPerson() && hasSpoken(person));
        }

        private boolean hasSpoken(String person) {
            return taken.stream().anyMatch(answer -> answer.person().equals(person));
        }

        /** R05: about everything that a step asks. */
        private boolean hasSpokenAbout(ApprovalStep step, String person) {
            var seen = new HashSet<Integer>();
            for (var answer : taken) {
                if (answer.person().equals(person)) {
                    if (answer.everything()) {
                        return true;
                    }
                    seen.addAll(answer.lines());
                }
            }
            return step.lines().isEmpty() ? seen.size() == lines : seen.containsAll(step.lines());
        }

        /** Whoever alone is asked in several steps answers them together, but for those that want another person. */
        private List<ApprovalStep> together(ApprovalStep step, String person) {
            var user = new UserId(person);
            var same = new ArrayList<>(List.of(step));
            var only = step.onlyCandidate();
            if (only.isPresent()
                    && !step.needsAnotherPerson()
                    && (only.get().equals(user) || step.escalatedTo().contains(user))) {
                world.cycle().openSteps().stream()
                        .filter(other -> other != step && !other.needsAnotherPerson())
                        .filter(other -> other.onlyCandidate().equals(only))
                        .forEach(same::add);
            }
            return same;
        }

        private boolean isAskedPlainly(ApprovalStep step, String person) {
            return isEntitled(step, person)
                    && !step.needsAnotherPerson()
                    && rules.namedBy(person).isEmpty()
                    && step.assignee().map(UserId::value).filter(person::equals).isPresent()
                    && step.onBehalfOf() == null
                    && step.delegate().isEmpty();
        }

        // ---- what must hold

        void whatIsApprovedWasAnswered() {
            var cycle = world.cycle();
            assertThat(taken).noneMatch(answer -> answer.person().equals("requester"));
            for (var step : cycle.steps()) {
                step.answeredBy()
                        .ifPresent(by -> assertThat(rules.isBarred(by.value())).isFalse());
            }
            if (cycle.outcome() != ApprovalOutcome.APPROVED) {
                return;
            }
            assertThat(unanswered).as("approved without a rule").isFalse();
            assertThat(cycle.steps()).isNotEmpty();
            assertThat(taken).noneMatch(answer -> answer.decision() == Decision.RETURN);
            var rejected = new TreeSet<Integer>();
            cycle.steps().forEach(step -> rejected.addAll(step.rejectedLines()));
            assertThat(rejected).as("some line is left").hasSizeLessThan(lines);
            anotherPersonIsAnotherPerson();
            for (var step : cycle.steps()) {
                assertThat(step.outcome()).isNotIn(StepOutcome.REJECTED, StepOutcome.RETURNED);
                if (!step.isPart()) {
                    assertThat(step.isAnswered()).as(step.id()).isTrue();
                }
                if (step.role().kind() == ApprovalRole.Kind.AUTOMATIC) {
                    assertThat(cycle.steps())
                            .as("approval by rule stands alone")
                            .allMatch(other -> other.role().kind() == ApprovalRole.Kind.AUTOMATIC);
                } else if (step.isAnswered() && !step.isCounted()) {
                    var by = step.answeredBy().map(UserId::value).orElseThrow();
                    assertThat(hasSpokenAbout(step, by))
                            .as(by + " was asked about " + step.lines() + " in " + step.id())
                            .isTrue();
                }
                if (step.isCounted()) {
                    var agreed = cycle.partsOf(step).stream()
                            .filter(part -> part.outcome() != null)
                            .map(part -> part.answeredBy().orElseThrow())
                            .collect(Collectors.toSet());
                    assertThat(agreed)
                            .as("how many agreed to " + step.id())
                            .hasSizeGreaterThanOrEqualTo(cycle.needed(step));
                }
            }
        }

        /** Whoever gave another person's answer has answered nothing before it, nor anything beside it, by whatever door. */
        private void anotherPersonIsAnotherPerson() {
            for (var another : world.cycle().steps()) {
                if (!another.needsAnotherPerson() || another.answeredBy().isEmpty()) {
                    continue;
                }
                assertThat(world.cycle().steps())
                        .filteredOn(step -> step != another
                                && (step.level() < another.level()
                                        || step.level() == another.level() && step.turn() <= another.turn()))
                        .as("R05: another person than in " + another.id())
                        .noneMatch(step -> step.answeredBy().equals(another.answeredBy()));
            }
        }

        /** Nobody waits until night for others to be asked, or for what nobody can answer to be told. */
        void whatWaitsIsWithSomebodyOrReported() {
            var cycle = world.cycle();
            if (!cycle.isPending()) {
                return;
            }
            assertThat(cycle.openSteps().isEmpty())
                    .as("either somebody is asked or it is reported as stuck")
                    .isEqualTo(world.handover.stuck() > 0);
            for (var step : cycle.openSteps()) {
                // Of a group whoever is in it now is asked, and not whoever was when its turn came.
                var asked = step.role().kind() == ApprovalRole.Kind.GROUP && !step.isPart()
                        ? world.approvals.peopleLeft(cycle, step)
                        : step.candidates();
                assertThat(asked)
                        .as("who is asked " + step.id() + " can answer")
                        .anyMatch(person -> isEntitled(step, person.value()));
                if (step.needsAnotherPerson()) {
                    assertThat(step.assignee().stream().toList())
                            .as("R05: who is asked " + step.id() + " is not needed beside it")
                            .noneMatch(person -> rules.isNeededBeside(step, person.value()));
                }
            }
        }

        // ---- chance

        private Optional<ApprovalStep> openStep() {
            var open = world.cycle().openSteps();
            return open.isEmpty() ? Optional.empty() : Optional.of(one(open));
        }

        private Decision decision() {
            return switch (random.nextInt(12)) {
                case 0 -> Decision.RETURN;
                case 1, 2 -> Decision.REJECT;
                default -> Decision.APPROVE;
            };
        }

        private String someLines() {
            return String.valueOf(1 + random.nextInt(lines + 1));
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        /** Tasks answer as their listener does. */
        private final class Tasks implements AnswerTasks {

            @Override
            public Page<String> stepsFor(WaitingSearch search, Pageable page) {
                return Page.empty();
            }

            @Override
            public boolean answer(
                    String task, Decision decision, @Nullable String named, @Nullable String comment, UserId by) {
                var step = Objects.requireNonNull(world.approvals.stepAskedIn(task));
                world.approvals.answer(step, decision, named, comment, world.people.actor(by.value()));
                return true;
            }
        }
    }
}
