package org.countersign.workflow.support;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.countersign.people.Organization;
import org.countersign.people.PersonChanged;
import org.countersign.shared.Group;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives tasks back that somebody holds who cannot answer them any more: to the group that they were taken from, or to the
 * administrators where there is none. Tasks that ask one person for an approval are handed over by the approvals.
 */
@Component
public class LeaversTasks implements NightlyWork {

    private static final Logger LOG = LoggerFactory.getLogger(LeaversTasks.class);

    private final TaskService tasks;
    private final EngineGateway engine;
    private final Organization organization;

    LeaversTasks(TaskService tasks, EngineGateway engine, Organization organization) {
        this.tasks = tasks;
        this.engine = engine;
        this.organization = organization;
    }

    @EventListener
    void on(PersonChanged changed) {
        release(changed.user());
    }

    /** Gives back what this person holds and cannot answer any more. @return how many tasks that were */
    public int release(UserId user) {
        return engine.asProduct(() -> {
            var active = organization.isActive(user);
            var groups = organization.groupsOf(user);
            var held = new ArrayList<>(
                    tasks.createTaskQuery().taskAssignee(user.value()).unlimitedList());
            held.removeIf(task -> !release(task, active, groups, user));
            return held.size();
        });
    }

    /** Gives back every night what anybody holds and cannot answer any more. */
    public void releaseAll() {
        var holders = engine
                .asProduct(() -> tasks.createTaskQuery().taskAssigned().unlimitedList())
                .stream()
                .map(Task::getAssignee)
                .collect(Collectors.toSet());
        holders.forEach(user -> release(new UserId(user)));
    }

    @Override
    public String name() {
        return "tasks-of-leavers";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(2, 50);
    }

    @Override
    public void work() {
        releaseAll();
    }

    private boolean release(Task task, boolean active, Set<String> groups, UserId user) {
        var links = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        var offered = links.stream().filter(link -> link.getGroupId() != null).toList();
        if (active && (offered.isEmpty() || mayAnswer(links, groups, user))) {
            return false;
        }
        if (offered.isEmpty() && !links.isEmpty()) {
            return false;
        }
        tasks.setAssignee(task.getId(), null);
        if (offered.isEmpty()) {
            tasks.addCandidateGroup(task.getId(), Group.ADMINISTRATOR.id());
        }
        LOG.info("Task {} goes from {} back to its group", task.getId(), user);
        return true;
    }

    private static boolean mayAnswer(List<IdentityLink> links, Set<String> groups, UserId user) {
        return links.stream()
                .anyMatch(link -> user.value().equals(link.getUserId())
                        || link.getGroupId() != null && groups.contains(link.getGroupId()));
    }
}
