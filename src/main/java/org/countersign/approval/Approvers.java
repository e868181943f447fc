package org.countersign.approval;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.people.Organization;
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
            case AUTOMATIC -> new Eligible(null, Set.of(), "Nobody is asked");
            case LINE_MANAGER ->
                person(
                        organization.managerOf(requester),
                        barred,
                        organization.nameOf(requester) + " has no line manager",
                        "the line manager of " + organization.nameOf(requester));
            case COST_CENTER_OWNER -> ownerOf(role.required(), barred);
            case GROUP -> group(role.required(), barred);
            case PERSON -> {
                var person = new UserId(role.required());
                yield person(Optional.of(person), barred, "", organization.nameOf(person));
            }
        };
    }

    private Eligible ownerOf(String code, Collection<UserId> barred) {
        var costCenter = organization.costCenter(code);
        if (costCenter.isEmpty()) {
            return Eligible.nobody("There is no cost centre " + code);
        }
        var owner = Optional.ofNullable(costCenter.get().owner()).map(UserId::new);
        return person(owner, barred, "Cost centre " + code + " has no owner", "the owner of cost centre " + code);
    }

    private Eligible group(String group, Collection<UserId> barred) {
        var members = organization.activeMembersOf(group);
        if (members.isEmpty()) {
            return Eligible.nobody("Group " + group + " is unknown or has no active member");
        }
        var eligible = new TreeSet<>(members);
        eligible.removeAll(barred);
        return eligible.isEmpty()
                ? Eligible.nobody(
                        "No member of group " + group + " may answer: each of them asked for it or is excluded")
                : new Eligible(null, eligible, "");
    }

    /** The person, or the first one up the chain of managers who is active and not barred (R04). */
    private Eligible person(Optional<UserId> first, Collection<UserId> barred, String missing, String who) {
        if (first.isEmpty()) {
            return Eligible.nobody(missing);
        }
        var seen = new HashSet<UserId>();
        var next = first;
        while (next.isPresent() && seen.add(next.get())) {
            var candidate = next.get();
            if (!barred.contains(candidate) && organization.isActive(candidate)) {
                return new Eligible(candidate, Set.of(candidate), "");
            }
            next = organization.managerOf(candidate);
        }
        return Eligible.nobody("Nobody is left who may answer for " + who
                + ": up the chain of managers everybody is inactive, asked for it or is excluded");
    }

    /**
     * Who may answer.
     *
     * @param person the one person asked, null where a group is
     * @param people everybody who may answer
     * @param problem why nobody may, in words
     */
    record Eligible(@Nullable UserId person, Set<UserId> people, String problem) {

        static Eligible nobody(String why) {
            return new Eligible(null, Set.of(), why);
        }

        boolean isNobody() {
            return people.isEmpty();
        }
    }
}
