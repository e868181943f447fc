package org.countersign.workflow.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChangeRule;
import org.countersign.policy.PolicyChangeWorkflow;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The process {@code policy-change} as policy sees it. */
@Component
class PolicyChangeProcess implements PolicyChangeWorkflow {

    static final String KEY = "policy-change";
    private static final String SETTLED = "policy-change.settled";
    static final String RELEASE = "userTask_releasePolicyChange";

    private final EngineGateway engine;
    private final TaskService tasks;

    PolicyChangeProcess(EngineGateway engine, TaskService tasks) {
        this.engine = engine;
        this.tasks = tasks;
    }

    @Override
    public void proposed(PolicyChange change) {
        engine.start(KEY, new DocumentNumber(change.id()), Map.of());
    }

    @Override
    public void answer(
            PolicyChange change,
            boolean release,
            @Nullable String comment,
            @Nullable Instant effectiveAt,
            boolean accepted,
            UserId by) {
        var task = engine.asProduct(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(change.id())
                .taskDefinitionKey(RELEASE)
                .singleResult());
        if (task == null) {
            throw new RuleViolation(PolicyChangeRule.NOBODY_IS_ASKED);
        }
        var answer = new HashMap<String, Object>();
        answer.put("decision", release ? "release" : "reject");
        answer.put("comment", comment == null ? "" : comment);
        // What somebody else has left on the task is nobody's answer here.
        answer.put(RecordPolicyAnswerListener.EFFECTIVE_AT, effectiveAt == null ? "" : effectiveAt.toString());
        answer.put(RecordPolicyAnswerListener.ACCEPTED, accepted);
        engine.complete(task.getId(), answer, by);
    }

    @Override
    public void settled(PolicyChange change) {
        engine.tell(SETTLED, new DocumentNumber(change.id()));
    }
}
