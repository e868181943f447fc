package org.countersign.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.people.Organization;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who answers for an approved document when a later one goes beyond it (R20): those who approved its last level, by the right
 * they had then, and only as long as they have it.
 *
 * <p>Whoever decided for somebody away or by delegation had no right of their own: the one they decided for is asked, and
 * represented where they are away today (R08) or have left (R04). Whoever decided as a member of a group is asked themselves
 * as long as they are there and in it; else the group is, whose right it is.
 */
@Service
@Transactional(readOnly = true)
public class LastApprovers {

    private final Approvals approvals;
    private final CurrentCycles current;
    private final StandIns standIns;
    private final Organization organization;

    LastApprovers(Approvals approvals, CurrentCycles current, StandIns standIns, Organization organization) {
        this.approvals = approvals;
        this.current = current;
        this.standIns = standIns;
        this.organization = organization;
    }

    /**
     * The roles to be asked, as the policy would name them; none where a rule approved the document.
     *
     * @param approved the document that was approved
     * @param about what is asked now
     */
    public List<String> rolesOf(DocumentNumber approved, ApprovalSubject about) {
        var rounds = roundsOf(approved);
        var all = approvals.of(approved).stream()
                .filter(entry -> rounds.contains(entry.cycle()))
                .toList();
        var level = all.stream().mapToInt(ApprovalEntry::level).max().orElse(0);
        var asking = Asking.of(about);
        return level == 0
                ? List.of()
                : all.stream()
                        .filter(entry -> entry.level() == level)
                        .flatMap(entry ->
                                Optional.ofNullable(entry.by()).filter(by -> !by.equals(UserId.SYSTEM)).stream()
                                        .flatMap(by -> Stream.of(roleOf(entry, by, asking))))
                        .distinct()
                        .toList();
    }

    /** The last round, and the one that it goes on from: what it asks for comes on top of what was agreed to there. */
    private Set<Integer> roundsOf(DocumentNumber approved) {
        return current.of(approved)
                .map(last -> Stream.concat(Stream.of(last), current.continuedBy(last).stream())
                        .map(ApprovalCycle::number)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private String roleOf(ApprovalEntry entry, UserId by, Asking asking) {
        var role = ApprovalRole.parse(entry.role());
        if (role.isPresent() && role.get().kind() == ApprovalRole.Kind.GROUP) {
            var group = role.get();
            var entitled = organization.activeMembersOf(group.required()).contains(by)
                    && standIns.of(by, asking).isEmpty();
            return entitled ? person(by) : group.toString();
        }
        return person(Optional.ofNullable(entry.onBehalfOf()).orElse(by));
    }

    private static String person(UserId user) {
        return new ApprovalRole(ApprovalRole.Kind.PERSON, user.value()).toString();
    }
}
