package org.countersign.workflow.policy;

import java.time.LocalTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.countersign.people.PersonChanged;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Actor;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Offers what waits for its release to whoever may release it now: the people of the task were named when it began, and the
 * group is another one by the time that somebody reads it. It is not offered to the group itself, for its author is in it.
 */
@Component
class ReleasersTasks implements NightlyWork {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EngineGateway engine;
    private final PolicyChanges changes;

    ReleasersTasks(TaskService tasks, RuntimeService runtime, EngineGateway engine, PolicyChanges changes) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.engine = engine;
        this.changes = changes;
    }

    @EventListener
    void on(PersonChanged changed) {
        // An import changes thousands, and hardly one of them has to do with it.
        if (changes.isReleaser(changed.user()) || isOffered(changed.user())) {
            work();
        }
    }

    private boolean isOffered(UserId user) {
        return engine.asProduct(() -> release().taskCandidateUser(user.value()).count()) > 0;
    }

    @Override
    public String name() {
        return "tasks-of-releasers";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(2, 55);
    }

    @Override
    public void work() {
        engine.asProduct(() -> {
            var open = release().unlimitedList();
            open.forEach(this::offer);
            return open.size();
        });
    }

    private TaskQuery release() {
        return tasks.createTaskQuery()
                .processDefinitionKey(PolicyChangeProcess.KEY)
                .taskDefinitionKey(PolicyChangeProcess.RELEASE);
    }

    private void offer(Task task) {
        var may = releasersOf(task);
        var asked = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getUserId() != null)
                .map(IdentityLink::getUserId)
                .collect(Collectors.toSet());
        var joined = new HashSet<>(may);
        joined.removeAll(asked);
        joined.forEach(user -> tasks.addCandidateUser(task.getId(), user));
        asked.removeAll(may);
        asked.forEach(user -> tasks.deleteCandidateUser(task.getId(), user));
    }

    private Set<String> releasersOf(Task task) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        var change = changes.change(Objects.requireNonNull(instance.getBusinessKey()), Actor.SYSTEM);
        return changes.releasersOf(change).stream().map(UserId::value).collect(Collectors.toSet());
    }
}
