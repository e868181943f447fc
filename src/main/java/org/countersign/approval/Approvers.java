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
    private final StandIns standIns;

    Approvers(Organization organization, StandIns standIns) {
        this.organization = organization;
        this.standIns = standIns;
    }

    /**
     * Who may answer a step now.
     *
     * @param role whom the policy asks
     * @param asking what it asks about
     */
    Eligible of(ApprovalRole role, Asking asking) {
        var requester = asking.requester();
        return switch (role.kind()) {
            case AUTOMATIC -> Eligible.nobody(Explanation.of(ApprovalStatement.NOBODY_ASKED));
            case LINE_MANAGER ->
                person(
                        organization.managerOf(requester),
                        asking,
                        Explanation.of(ApprovalStatement.NO_LINE_MANAGER, organization.nameOf(requester)),
                        Explanation.of(ApprovalStatement.NOBODY_FOR_MANAGER, organization.nameOf(requester)));
            case COST_CENTER_OWNER -> ownerOf(role.required(), asking);
            case DEPARTMENT_HEAD -> headOf(role.required(), asking);
            case GROUP -> group(role.required(), asking.barred());
            case PERSON, MANAGER_CHAIN, MANAGER_WITHIN_LIMIT -> of(new UserId(role.required()), asking);
        };
    }

    /** Who answers for this person now: the person, a substitute, or the first one up the chain of managers. */
    Eligible of(UserId person, Asking asking) {
        var nobody = Explanation.of(ApprovalStatement.NOBODY_FOR_PERSON, organization.nameOf(person));
        return person(Optional.of(person), asking, nobody, nobody);
    }

    String nameOf(UserId user) {
        return organization.nameOf(user);
    }

    private Eligible ownerOf(String code, Asking asking) {
        var costCenter = organization.costCenter(code);
        if (costCenter.isEmpty()) {
            return Eligible.nobody(Explanation.of(ApprovalStatement.UNKNOWN_COST_CENTER, code));
        }
        var owner = Optional.ofNullable(costCenter.get().owner()).map(UserId::new);
        return person(
                owner,
                asking,
                Explanation.of(ApprovalStatement.NO_OWNER, code),
                Explanation.of(ApprovalStatement.NOBODY_FOR_OWNER, code));
    }

    private Eligible headOf(String code, Asking asking) {
        var department = organization.department(code);
        if (department.isEmpty()) {
            return Eligible.nobody(Explanation.of(ApprovalStatement.UNKNOWN_DEPARTMENT, code));
        }
        return person(
                Optional.ofNullable(department.get().head()).map(UserId::new),
                asking,
                Explanation.of(ApprovalStatement.NO_HEAD, code),
                Explanation.of(ApprovalStatement.NOBODY_FOR_HEAD, code));
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

    /** The person, or the first one up the chain of managers who is there and not barred (R04), or whose substitute is (R08). */
    private Eligible person(Optional<UserId> first, Asking asking, Explanation missing, Explanation nobodyLeft) {
        if (first.isEmpty()) {
            return Eligible.nobody(missing);
        }
        var seen = new HashSet<UserId>();
        var next = first;
        while (next.isPresent() && seen.add(next.get())) {
            var candidate = next.get();
            if (!asking.bars(candidate)) {
                var substitute = standIns.of(candidate, asking);
                if (substitute.isPresent()) {
                    return new Eligible(substitute.get(), Set.of(substitute.get()), null, candidate);
                }
                if (organization.isActive(candidate)) {
                    return new Eligible(candidate, Set.of(candidate), null);
                }
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
     * @param insteadOf whom the person decides for (R08); null where nobody is away
     */
    record Eligible(
            @Nullable UserId person,
            Set<UserId> people,
            @Nullable Explanation problem,
            @Nullable UserId insteadOf) {

        Eligible(@Nullable UserId person, Set<UserId> people, @Nullable Explanation problem) {
            this(person, people, problem, null);
        }

        static Eligible nobody(Explanation why) {
            return new Eligible(null, Set.of(), why);
        }
    }
}
