package org.countersign.approval;

import java.time.Instant;
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
            var eligible = approvers.of(
                    step.role(), asked.about(cycle, step, ExpectedPeople.needed(found, ApprovalStep::needed)));
            found.put(step, eligible);
            var problem = problem(cycle, step, eligible, found);
            if (problem != null) {
                return Optional.of(
                        Explanation.of(ApprovalStatement.NO_LEVEL_FOLLOWS, problem, step.level(), step.rules()));
            }
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
        return ExpectedPeople.inOrder(
                steps, ExpectedPeople::demand, step -> approvers.of(step.role(), asked.about(cycle, step, List.of())));
    }

    private @Nullable Explanation problem(
            ApprovalCycle cycle, ApprovalStep step, Eligible eligible, Map<ApprovalStep, Eligible> found) {
        if (eligible.problem() == null) {
            var tooFew = ApprovalRouting.tooFew(stillNeeded(cycle, step), eligible);
            return tooFew == null && areTooFewApart(cycle, found)
                    ? Explanation.of(ApprovalStatement.NOBODY_ELSE)
                    : tooFew;
        }
        return step.needsAnotherPerson()
                        && approvers.of(step.role(), Asking.of(cycle)).problem() == null
                ? Explanation.of(ApprovalStatement.NOBODY_ELSE)
                : eligible.problem();
    }

    /** How many have to agree of those who may be asked; of other people than have answered, fewer where some of them have. */
    private static NeededAnswers stillNeeded(ApprovalCycle cycle, ApprovalStep step) {
        var number = step.needed().number();
        var left = number - cycle.agreed(step);
        return step.isCounted() && step.needsAnotherPerson() && number > 0
                ? new NeededAnswers(Math.max(1, left))
                : step.needed();
    }

    /** Whether steps beside each other want more people than there are, for some want others than all the rest. */
    private static boolean areTooFewApart(ApprovalCycle cycle, Map<ApprovalStep, Eligible> found) {
        var others = new TreeSet<UserId>();
        var number = 0;
        for (var one : found.entrySet()) {
            if (one.getKey().needsAnotherPerson()) {
                var people = one.getValue().people();
                others.addAll(people);
                number += stillNeeded(cycle, one.getKey()).of(people.size());
            }
        }
        if (number == 0) {
            return false;
        }
        for (var one : found.entrySet()) {
            if (!one.getKey().needsAnotherPerson()) {
                var people = new TreeSet<>(one.getValue().people());
                var needed = one.getKey().needed().of(people.size());
                people.addAll(others);
                if (people.size() < number + needed) {
                    return true;
                }
            }
        }
        return others.size() < number;
    }
}
