package org.countersign.workflow.operations;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.countersign.notification.StuckMails;
import org.countersign.operations.OperationsRule;
import org.countersign.operations.Stuck;
import org.countersign.operations.Treatment;
import org.countersign.people.Organization;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reminds those whose it is of what only they can settle. Once a day of each: a second click writes no second mail. */
@Component
class OwnerReminders {

    /** Whoever asks more people at once asks nobody. */
    private static final int MOST = 100;

    private final EngineGateway engine;
    private final TaskService tasks;
    private final Organization organization;
    private final StuckMails mails;

    OwnerReminders(EngineGateway engine, TaskService tasks, Organization organization, StuckMails mails) {
        this.engine = engine;
        this.tasks = tasks;
        this.organization = organization;
        this.mails = mails;
    }

    /** Of what belongs to a group or a person. */
    void remindOwner(Stuck stuck, Treatment treatment) {
        remind(
                stuck,
                treatment,
                stuck.owned()
                        ? organization.activeMembersOf(stuck.owner())
                        : active(List.of(new UserId(stuck.owner()))),
                null);
    }

    /** Of a task: whoever holds it; else the people whom it names; else the groups that it asks. */
    void remindOfTask(Stuck stuck, Treatment treatment) {
        var id = stuck.subject();
        var people = engine.asProduct(() -> {
            var task = tasks.createTaskQuery().taskId(id).singleResult();
            if (task == null) {
                throw new RuleViolation(OperationsRule.STATE_NOT_KNOWN, stuck.document());
            }
            if (task.getAssignee() != null) {
                return active(List.of(new UserId(task.getAssignee())));
            }
            var candidates = tasks.getIdentityLinksForTask(id).stream()
                    .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
                    .toList();
            var named = candidates.stream()
                    .map(IdentityLink::getUserId)
                    .filter(user -> user != null)
                    .map(UserId::new)
                    .toList();
            return named.isEmpty() ? membersOf(candidates) : active(named);
        });
        remind(stuck, treatment, people, id);
    }

    private Collection<UserId> membersOf(List<IdentityLink> candidates) {
        var members = new TreeSet<UserId>();
        candidates.stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .forEach(group -> members.addAll(organization.activeMembersOf(group)));
        return members;
    }

    private List<UserId> active(List<UserId> people) {
        return people.stream().filter(organization::isActive).toList();
    }

    private void remind(Stuck stuck, Treatment treatment, Collection<UserId> people, @Nullable String task) {
        // In order, so that a second click means the same hundred.
        var reached = organization.people(people).stream()
                .filter(person -> person.email() != null && !person.email().isBlank())
                .map(person -> new UserId(person.user()))
                .sorted()
                .limit(MOST)
                .toList();
        RuleViolation.check(!reached.isEmpty(), OperationsRule.NOBODY_TO_REMIND, stuck.document());
        var reminded = mails.remind(
                stuck, reached, treatment.reason().strip(), treatment.by().user(), task);
        RuleViolation.check(reminded, OperationsRule.REMINDED_TODAY, stuck.document());
    }
}
