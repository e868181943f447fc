package org.countersign.approval;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Finds out who is asked as well when a step stays unanswered. A manager is looked for above each person asked last, a
 * group's members each; whoever may not answer, or is asked already, is passed over, up the chain.
 */
@Component
class Escalation {

    private final Organization organization;

    Escalation(Organization organization) {
        this.organization = organization;
    }

    /**
     * The further people.
     *
     * @param asked who may answer the step so far
     * @return nobody where there is nobody above who may answer
     */
    Set<UserId> of(ReminderPlan plan, ApprovalCycle cycle, ApprovalStep step, Set<UserId> asked) {
        var passedOver = new HashSet<>(cycle.barred());
        passedOver.addAll(cycle.answerers());
        passedOver.addAll(asked);
        var found = new TreeSet<UserId>();
        if (plan.escalateTo().equals(ReminderPlan.MANAGER)) {
            var below = step.escalatedTo().isEmpty()
                    // Of somebody who is away the manager is asked, not that of the substitute.
                    ? step.nominal().map(Set::of).orElse(asked)
                    : step.escalatedTo();
            below.forEach(person ->
                    firstAbove(organization.managerOf(person), passedOver).ifPresent(found::add));
        } else {
            var role = ApprovalRole.of(plan.escalateTo());
            if (role.kind() == ApprovalRole.Kind.GROUP) {
                found.addAll(organization.activeMembersOf(role.required()));
                found.removeAll(passedOver);
            } else {
                firstAbove(Optional.of(new UserId(role.required())), passedOver).ifPresent(found::add);
            }
        }
        // R21: whoever stands above a finance officer releases no payment, unless they are one.
        if (cycle.kind().equals(ApprovalKind.PAYMENT) && step.role().kind() == ApprovalRole.Kind.GROUP) {
            found.retainAll(organization.activeMembersOf(step.role().required()));
        }
        return found;
    }

    private Optional<UserId> firstAbove(Optional<UserId> first, Collection<UserId> passedOver) {
        var seen = new HashSet<UserId>();
        var next = first;
        while (next.isPresent() && seen.add(next.get())) {
            var person = next.get();
            if (!passedOver.contains(person) && organization.isActive(person)) {
                return next;
            }
            next = organization.managerOf(person);
        }
        return Optional.empty();
    }
}
