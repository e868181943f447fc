package org.countersign.approval;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.people.Organization;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out who is asked as well when a step stays unanswered. A manager is looked for above each person asked last, a
 * group's members each; whoever may not answer, is asked already or is needed beside it is passed over, up the chain. Who is
 * away is replaced by their substitute (R08).
 */
@Component
class Escalation {

    private final AskedPeople asked;
    private final Approvers approvers;
    private final Organization organization;

    Escalation(AskedPeople asked, Approvers approvers, Organization organization) {
        this.asked = asked;
        this.approvers = approvers;
        this.organization = organization;
    }

    /**
     * Somebody whom an escalation asks.
     *
     * @param insteadOf for whom they stand in; null where they are meant themselves
     */
    record Reached(UserId person, @Nullable UserId insteadOf) {}

    /**
     * The further people.
     *
     * @param before who may answer the step so far
     * @return nobody where there is nobody above who may answer; sorted
     */
    List<Reached> of(ReminderPlan plan, ApprovalCycle cycle, ApprovalStep step, Set<UserId> before) {
        var asking = asked.about(cycle, step)
                .withoutAsking(cycle.answerers())
                .withoutAsking(before)
                .withoutAsking(asked.neededBeside(cycle, step));
        var found = new TreeMap<UserId, Reached>();
        if (plan.escalateTo().equals(ReminderPlan.MANAGER)) {
            // Of somebody who is away the manager is asked, not that of the substitute.
            var below = step.escalatedTo().isEmpty()
                    ? step.nominal().map(Set::of).orElse(before)
                    : step.meantByEscalations();
            below.forEach(person -> organization
                    .managerOf(person)
                    .flatMap(manager -> reached(manager, asking))
                    .ifPresent(one -> found.putIfAbsent(one.person(), one)));
        } else {
            var role = ApprovalRole.of(plan.escalateTo());
            if (role.kind() == ApprovalRole.Kind.GROUP) {
                organization.activeMembersOf(role.required()).stream()
                        .filter(member -> !asking.bars(member))
                        .forEach(member -> found.put(member, new Reached(member, null)));
            } else {
                reached(new UserId(role.required()), asking).ifPresent(one -> found.put(one.person(), one));
            }
        }
        // R21: whoever stands above a finance officer releases no payment, unless they are one.
        return cycle.kind().equals(ApprovalKind.PAYMENT) && step.role().kind() == ApprovalRole.Kind.GROUP
                ? within(organization.activeMembersOf(step.role().required()), found.values())
                : List.copyOf(found.values());
    }

    private Optional<Reached> reached(UserId first, Asking asking) {
        var eligible = approvers.of(first, asking);
        return Optional.ofNullable(eligible.person()).map(person -> new Reached(person, eligible.insteadOf()));
    }

    /** Those in a group; whoever is away and has no substitute there stays asked themselves. */
    private static List<Reached> within(Set<UserId> members, Collection<Reached> found) {
        var kept = new LinkedHashMap<UserId, Reached>();
        for (var one : found) {
            var absent = one.insteadOf();
            if (members.contains(one.person())) {
                kept.put(one.person(), one);
            } else if (absent != null && members.contains(absent)) {
                kept.putIfAbsent(absent, new Reached(absent, null));
            }
        }
        return List.copyOf(kept.values());
    }

    /** Whom escalations of a step asked, in words; null where they asked nobody. */
    static @Nullable Explanation shown(ApprovalStep step, Organization organization) {
        var people = step.escalatedTo();
        return people.isEmpty()
                ? null
                : Explanation.of(
                        ApprovalStatement.OWN_REASON,
                        Explanation.words(people.stream()
                                .map(person -> {
                                    var absent = step.escalatedFor(person);
                                    var name = organization.nameOf(person);
                                    return absent == null
                                            ? Explanation.of(ApprovalStatement.OWN_REASON, name)
                                            : Explanation.of(
                                                    ApprovalStatement.ON_BEHALF_OF, name, organization.nameOf(absent));
                                })
                                .toList()));
    }
}
