package org.countersign.approval;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.countersign.approval.Approvers.Eligible;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Looks ahead at who will be asked, before the steps' turn: where another person is wanted (R05), none of those who will have
 * answered by then. When a step is opened that is found out anew.
 */
@Component
class ExpectedPeople {

    private final Approvers approvers;

    ExpectedPeople(Approvers approvers) {
        this.approvers = approvers;
    }

    /** What a step asks, as far as it says whom. */
    record Demand(int level, int turn, ApprovalRole role, NeededAnswers answers, boolean anotherPerson) {}

    static Demand demand(DemandedStep step) {
        return new Demand(
                step.level(), step.turn(), ApprovalRole.of(step.role()), step.answers(), step.anotherPerson());
    }

    static Demand demand(ApprovalStep step) {
        return new Demand(step.level(), step.turn(), step.role(), step.needed(), step.needsAnotherPerson());
    }

    /** Who will be asked in each of the steps; whoever the role means, where nobody else is left. */
    <T> Map<T, Eligible> of(List<T> steps, Function<T, Demand> demand, Asking asking) {
        var found = new LinkedHashMap<T, Eligible>();
        if (steps.stream().map(demand).noneMatch(Demand::anotherPerson)) {
            steps.forEach(
                    step -> found.put(step, approvers.of(demand.apply(step).role(), asking)));
            return found;
        }
        var ordered = inOrder(
                        steps, demand, step -> approvers.of(demand.apply(step).role(), asking))
                .stream()
                .sorted(Comparator.comparing(
                        demand, Comparator.comparingInt(Demand::level).thenComparingInt(Demand::turn)))
                .toList();
        for (var step : ordered) {
            var asked = demand.apply(step);
            var anybody = approvers.of(asked.role(), asking);
            if (asked.anotherPerson()) {
                var others = approvers.of(
                        asked.role(),
                        asking.withoutAsking(
                                needed(found, one -> demand.apply(one).answers())));
                found.put(step, others.problem() == null ? others : anybody);
            } else {
                found.put(step, anybody);
            }
        }
        return found;
    }

    /**
     * Those that want another person come last. Among them a group with one member left goes before persons, who can be replaced
     * by their managers, and these before larger groups, which can spare somebody.
     */
    static <T> List<T> inOrder(List<T> steps, Function<T, Demand> demand, Function<T, Eligible> people) {
        if (steps.stream().map(demand).noneMatch(Demand::anotherPerson)) {
            return steps;
        }
        return steps.stream()
                .sorted(Comparator.comparing(step -> {
                    var asked = demand.apply(step);
                    if (!asked.anotherPerson()) {
                        return 0;
                    }
                    if (asked.role().kind() != ApprovalRole.Kind.GROUP) {
                        return 2;
                    }
                    return people.apply(step).people().size() == 1 ? 1 : 3;
                }))
                .toList();
    }

    /** Whom steps need, for nobody else could answer there, and on whose behalf. */
    static <T> Set<UserId> needed(Map<T, Eligible> found, Function<T, NeededAnswers> answers) {
        var people = new TreeSet<UserId>();
        found.forEach((step, eligible) -> {
            if (eligible.people().size()
                    <= answers.apply(step).of(eligible.people().size())) {
                people.addAll(eligible.people());
                Optional.ofNullable(eligible.insteadOf()).ifPresent(people::add);
            }
        });
        return people;
    }
}
