package org.countersign.workflow.support;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Starts and tells processes on the product's own behalf: nobody holds the right to start or correlate, so the engine's
 * authentication is put aside for the call and restored afterwards.
 */
@Component
public class EngineGateway {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final IdentityService identity;

    EngineGateway(RuntimeService runtime, TaskService tasks, IdentityService identity) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.identity = identity;
    }

    /** Starts the latest version of a process for a document, in the caller's transaction. */
    public void start(String processKey, DocumentNumber businessKey, Map<String, Object> variables) {
        asProduct(() -> runtime.startProcessInstanceByKey(processKey, businessKey.value(), variables));
    }

    /**
     * Starts the latest version of a process before an activity, in the caller's transaction, where no instance of the
     * document runs: for what had ended and has not any more.
     */
    public void startAgainBefore(String activity, String processKey, DocumentNumber businessKey) {
        startAgainBefore(List.of(activity), processKey, businessKey);
    }

    /** The same before several activities at once, where a process goes more than one way. */
    public void startAgainBefore(List<String> activities, String processKey, DocumentNumber businessKey) {
        asProduct(() -> {
            var running = runtime.createProcessInstanceQuery()
                    .processDefinitionKey(processKey)
                    .processInstanceBusinessKey(businessKey.value())
                    .count();
            if (running == 0) {
                var start = runtime.createProcessInstanceByKey(processKey).businessKey(businessKey.value());
                activities.forEach(start::startBeforeActivity);
                start.execute();
            }
            return running;
        });
    }

    /**
     * Tells the instances of a document that something happened, in the caller's transaction.
     *
     * @return how many were waiting for it; none is no error, the document's own state says what happened
     */
    public int tell(String message, DocumentNumber businessKey) {
        return asProduct(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey.value())
                .correlateAllWithResult()
                .size());
    }

    /** Whether an instance of a document has not come to its end. */
    public boolean isRunning(String processKey, DocumentNumber businessKey) {
        return asProduct(() -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(processKey)
                        .processInstanceBusinessKey(businessKey.value())
                        .count()
                > 0);
    }

    /** Whether an instance of a document stands at an activity, or before it. */
    public boolean isAt(String activity, String processKey, DocumentNumber businessKey) {
        return asProduct(() -> runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey.value())
                .list()
                .stream()
                .map(instance -> runtime.getActivityInstance(instance.getId()))
                .anyMatch(standing -> standing.getActivityInstances(activity).length > 0
                        || standing.getTransitionInstances(activity).length > 0));
    }

    /**
     * Has the instances of a document go on before an activity, wherever they stand, in the caller's transaction: for those
     * whose model is older than the product and does not wait for what happened.
     */
    public void goOnBefore(String activity, String processKey, DocumentNumber businessKey) {
        asProduct(() -> {
            var instances = runtime.createProcessInstanceQuery()
                    .processDefinitionKey(processKey)
                    .processInstanceBusinessKey(businessKey.value())
                    .list();
            for (var instance : instances) {
                var standing = runtime.getActivityInstance(instance.getId());
                var change = runtime.createProcessInstanceModification(instance.getId());
                change.startBeforeActivity(activity);
                for (var one : standing.getChildActivityInstances()) {
                    change.cancelActivityInstance(one.getId());
                }
                for (var one : standing.getChildTransitionInstances()) {
                    change.cancelTransitionInstance(one.getId());
                }
                change.execute();
            }
            return instances.size();
        });
    }

    /**
     * Answers a task as a person would, in the caller's transaction: its listeners check the answer.
     *
     * @param variables the answer, {@code decision} among them
     * @throws RuleViolation and the other refusals of our services as the listeners threw them; the engine wraps them
     */
    public void complete(String task, Map<String, Object> variables, UserId by) {
        asProduct(() -> {
            var groups = identity.createGroupQuery().groupMember(by.value()).list().stream()
                    .map(Group::getId)
                    .toList();
            // What somebody else has left on the task would hide what is answered now.
            var left = tasks.getVariablesLocalTyped(task, variables.keySet(), false);
            if (!left.isEmpty()) {
                tasks.removeVariablesLocal(task, left.keySet());
            }
            identity.setAuthentication(by.value(), groups);
            try {
                tasks.complete(task, variables);
            } catch (RuntimeException e) {
                throw refusalIn(e);
            }
            return task;
        });
    }

    private static RuntimeException refusalIn(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuleViolation || cause instanceof NotAllowed || cause instanceof NotFound) {
                return (RuntimeException) cause;
            }
        }
        return failure;
    }

    /** Runs an engine call without the signed-in person's engine rights. */
    public <T> T asProduct(Supplier<T> call) {
        var caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return call.get();
        } finally {
            if (caller == null) {
                // The call may have answered for somebody; the next one of this thread must not.
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
        }
    }
}
