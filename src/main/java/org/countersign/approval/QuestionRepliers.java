package org.countersign.approval;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Finds who answers an approver's question. Where whoever asked for the document has left, it is their substitute, else the
 * first one up the chain of their managers, else the administrators; never the approver who wants to know.
 */
@Component
class QuestionRepliers {

    private final Organization organization;
    private final StandIns standIns;

    QuestionRepliers(Organization organization, StandIns standIns) {
        this.organization = organization;
        this.standIns = standIns;
    }

    /** Whoever asked for the document, and whoever proposed the change that it is about; those who are there to answer. */
    List<UserId> concerned(ApprovalCycle cycle) {
        return cycle.barred().stream()
                .filter(cycle::isAskedForBy)
                .filter(organization::isActive)
                .toList();
    }

    /** Who answers in the place of those who have left; nobody where there is nobody but the one who asks. */
    List<UserId> insteadOfThem(ApprovalCycle cycle, UserId asker) {
        var requester = cycle.requester();
        var substitute = standIns.of(requester, Asking.of(cycle)).filter(person -> !person.equals(asker));
        if (substitute.isPresent()) {
            return List.of(substitute.get());
        }
        var seen = new HashSet<UserId>();
        for (var next = organization.managerOf(requester);
                next.isPresent() && seen.add(next.get());
                next = next.flatMap(organization::managerOf)) {
            var manager = next.filter(organization::isActive).filter(person -> !person.equals(asker));
            if (manager.isPresent()) {
                return List.of(manager.get());
            }
        }
        return organization.activeMembersOf(Group.ADMINISTRATOR.id()).stream()
                .filter(person -> !person.equals(asker))
                .sorted()
                .toList();
    }

    /** Whether this person may answer the question. */
    boolean mayReply(ApprovalCycle cycle, ApprovalRemark question, UserId person) {
        return cycle.isAskedForBy(person)
                || question.to().filter(person::equals).isPresent()
                || concerned(cycle).isEmpty()
                        && insteadOfThem(cycle, question.by()).contains(person);
    }

    /** To whom it is written: the one person, or whoever asked for the document where several may answer. */
    Optional<UserId> onlyOne(List<UserId> people) {
        return people.size() == 1 ? Optional.of(people.get(0)) : Optional.empty();
    }
}
