package org.countersign.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.approval.Approvers.Eligible;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens the steps of a level: finds out who may answer each, and what earlier answers count there (R05). */
@Component
class LevelOpener {

    private final Approvers approvers;
    private final AskedPeople asked;
    private final EarlierAnswers earlier;
    private final ReminderPlans reminders;
    private final ApplicationEventPublisher events;

    LevelOpener(
            Approvers approvers,
            AskedPeople asked,
            EarlierAnswers earlier,
            ReminderPlans reminders,
            ApplicationEventPublisher events) {
        this.approvers = approvers;
        this.asked = asked;
        this.earlier = earlier;
        this.reminders = reminders;
        this.events = events;
    }

    /** Opens the steps of a level, or says why it cannot (R03); then none of them is opened. */
    Optional<Explanation> open(ApprovalCycle cycle, List<ApprovalStep> steps, Instant now) {
        var found = new LinkedHashMap<ApprovalStep, Eligible>();
        for (var step : inOrder(cycle, steps)) {
            var eligible = approvers.of(step.role(), asked.about(cycle, step, needed(found)));
            var problem = problem(cycle, step, eligible);
            if (problem != null) {
                return Optional.of(
                        Explanation.of(ApprovalStatement.NO_LEVEL_FOLLOWS, problem, step.level(), step.rules()));
            }
            found.put(step, eligible);
        }
        var plan = reminders.of(cycle);
        found.forEach((step, eligible) -> {
            if (step.isCounted()) {
                openParts(cycle, step, eligible.people(), plan, now);
                return;
            }
            var left = cycle.withoutAnswer(eligible.people(), step);
            step.decidedFor(eligible.insteadOf());
            if (left.isEmpty()) {
                step.open(eligible.person(), eligible.people(), plan, reminders.countFor(step), now);
                earlier.count(cycle, step, eligible.people(), now);
            } else {
                step.open(eligible.person(), left, plan, reminders.countFor(step), now);
            }
        });
        return Optional.empty();
    }

    /** Asks each of several people who have to agree; whoever did before has done so here too, unless the policy wants others. */
    private void openParts(
            ApprovalCycle cycle, ApprovalStep whole, Set<UserId> people, ReminderPlan plan, Instant now) {
        whole.open(null, people, plan, reminders.countFor(whole), now);
        for (var part : cycle.partsOf(whole)) {
            if (!part.isAnswered()
                    && !part.onlyCandidate().filter(people::contains).isPresent()) {
                part.letGo();
            }
        }
        for (var person : new TreeSet<>(people)) {
            var part = cycle.partOf(whole, person).orElseGet(() -> cycle.ask(whole));
            if (part.isAnswered()) {
                continue;
            }
            part.open(person, Set.of(person), plan, reminders.countFor(part), now);
            if (cycle.hasAnswered(person, part)) {
                earlier.count(cycle, part, Set.of(person), now);
            }
        }
        Quorum.settle(cycle, now, events);
    }

    /**
     * Those that want another person come last. Among them a group with one member left goes before persons, who can be
     * replaced by their managers, and these before larger groups, which can spare somebody.
     */
    private List<ApprovalStep> inOrder(ApprovalCycle cycle, List<ApprovalStep> steps) {
        if (steps.stream().noneMatch(ApprovalStep::needsAnotherPerson)) {
            return steps;
        }
        return steps.stream()
                .sorted(Comparator.comparing(step -> {
                    if (!step.needsAnotherPerson()) {
                        return 0;
                    }
                    if (step.role().kind() != ApprovalRole.Kind.GROUP) {
                        return 2;
                    }
                    var members = approvers.of(step.role(), asked.about(cycle, step, List.of()));
                    return members.people().size() == 1 ? 1 : 3;
                }))
                .toList();
    }

    /** Whom steps that are about to be opened need, for nobody else could answer there, and on whose behalf. */
    private static Collection<UserId> needed(Map<ApprovalStep, Eligible> found) {
        var people = new TreeSet<UserId>();
        found.forEach((step, eligible) -> {
            if (eligible.people().size() <= step.needed().of(eligible.people().size())) {
                people.addAll(eligible.people());
                Optional.ofNullable(eligible.insteadOf()).ifPresent(people::add);
            }
        });
        return people;
    }

    private @Nullable Explanation problem(ApprovalCycle cycle, ApprovalStep step, Eligible eligible) {
        if (eligible.problem() == null) {
            return ApprovalRouting.tooFew(step.needed(), eligible);
        }
        return step.needsAnotherPerson()
                        && approvers.of(step.role(), Asking.of(cycle)).problem() == null
                ? Explanation.of(ApprovalStatement.NOBODY_ELSE)
                : eligible.problem();
    }
}
