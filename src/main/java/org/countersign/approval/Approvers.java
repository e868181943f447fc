package org.countersign.approval;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.people.Organization;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people behind a role. */
@Component
class Approvers {

    private final Organization organization;

    Approvers(Organization organization) {
        this.organization = organization;
    }

    /**
     * Who may answer a step now.
     *
     * @param role whom the policy asks
     * @param requester of the document
     * @param barred who must not answer, the requester among them
     */
    Eligible of(ApprovalRole role, UserId requester, Collection<UserId> barred) {
        return switch (role.kind()) {
            case AUTOMATIC -> Eligible.nobody(Explanation.of(ApprovalStatement.NOBODY_ASKED));
            case LINE_MANAGER ->
                person(
                        organization.managerOf(requester),
                        barred,
                        Explanation.of(ApprovalStatement.NO_LINE_MANAGER, organization.nameOf(requester)),
                        Explanation.of(ApprovalStatement.NOBODY_FOR_MANAGER, organization.nameOf(requester)));
            case COST_CENTER_OWNER -> ownerOf(role.required(), barred);
            case GROUP -> group(role.required(), barred);
            case PERSON -> {
                var person = new UserId(role.required());
                var nobody = Explanation.of(ApprovalStatement.NOBODY_FOR_PERSON, organization.nameOf(person));
                yield person(Optional.of(person), barred, nobody, nobody);
            }
        };
    }

    private Eligible ownerOf(String code, Collection<UserId> barred) {
        var costCenter = organization.costCenter(code);
        if (costCenter.isEmpty()) {
            return Eligible.nobody(Explanation.of(ApprovalStatement.UNKNOWN_COST_CENTER, code));
        }
        var owner = Optional.ofNullable(costCenter.get().owner()).map(UserId::new);
        return person(
                owner,
                barred,
                Explanation.of(ApprovalStatement.NO_OWNER, code),
                Explanation.of(ApprovalStatement.NOBODY_FOR_OWNER, code));
    }

    private Eligible group(String group, Collection<UserId> barred) {
        var members = organization.activeMembersOf(group);
        if (members.isEmpty()) {
            return Eligible.nobody(Explanation.of(ApprovalStatement.EMPTY_GROUP, Explanation.group(group)));
        }
        var eligible = new TreeSet<>(members);
        eligible.removeAll(barred);
        return eligible.isEmpty()
                ? Eligible.nobody(Explanation.of(ApprovalStatement.BARRED_GROUP, Explanation.group(group)))
                : new Eligible(null, eligible, null);
    }

    /** The person, or the first one up the chain of managers who is active and not barred (R04). */
    private Eligible person(
            Optional<UserId> first, Collection<UserId> barred, Explanation missing, Explanation nobodyLeft) {
        if (first.isEmpty()) {
            return Eligible.nobody(missing);
        }
        var seen = new HashSet<UserId>();
        var next = first;
        while (next.isPresent() && seen.add(next.get())) {
            var candidate = next.get();
            if (!barred.contains(candidate) && organization.isActive(candidate)) {
                return new Eligible(candidate, Set.of(candidate), null);
            }
            next = organization.managerOf(candidate);
        }
        return Eligible.nobody(nobodyLeft);
    }

    /**
     * Who may answer.
     *
     * @param person the one person asked, null where a group is
     * @param people everybody who may answer
     * @param problem why nobody may, without a full stop; null where somebody may
     */
    record Eligible(
            @Nullable UserId person,
            Set<UserId> people,
            @Nullable Explanation problem) {

        static Eligible nobody(Explanation why) {
            return new Eligible(null, Set.of(), why);
        }
    }
}
