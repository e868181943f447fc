package org.countersign.workflow.sales;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.RoutedApproval;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderWorkflow;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The process {@code sales-order} as sales sees it. */
@Component
class SalesOrderProcess implements SalesOrderWorkflow {

    private static final String KEY = "sales-order";
    private static final String WITHDRAWN = "sales-order.withdrawn";
    private static final String REVISE = "userTask_reviseSalesOrder";
    private static final String RELEASE = "userTask_releaseSalesOrder";

    private final ApprovalManagement approvals;
    private final SalesOrderSubjects subjects;
    private final EngineGateway engine;
    private final TaskService tasks;

    SalesOrderProcess(
            ApprovalManagement approvals, SalesOrderSubjects subjects, EngineGateway engine, TaskService tasks) {
        this.approvals = approvals;
        this.subjects = subjects;
        this.engine = engine;
        this.tasks = tasks;
    }

    @Override
    public Route route(SalesOrder order) {
        return new PolicyRoute(approvals.route(subjects.of(order)));
    }

    @Override
    public void submitted(SalesOrder order, Route route) {
        approvals.freeze(((PolicyRoute) route).routed());
        engine.start(KEY, order.number().document(), Map.of());
    }

    @Override
    public void resubmit(SalesOrder order, Route route, UserId by) {
        approvals.freeze(((PolicyRoute) route).routed());
        engine.complete(taskOf(order, REVISE), Map.of("decision", "resubmit"), by);
    }

    @Override
    public void withdrawn(SalesOrder order, @Nullable String reason) {
        approvals.withdraw(order.number().document());
        engine.tell(WITHDRAWN, order.number().document());
    }

    @Override
    public void decide(SalesOrder order, boolean released, @Nullable String reason, UserId by) {
        var answer = new HashMap<String, Object>();
        answer.put("decision", released ? "release" : "cancel");
        if (reason != null) {
            answer.put("comment", reason);
        }
        engine.complete(taskOf(order, RELEASE), answer, by);
    }

    private String taskOf(SalesOrder order, String name) {
        var task = engine.asProduct(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(order.number().value())
                .taskDefinitionKey(name)
                .singleResult());
        if (task == null) {
            throw new IllegalStateException(
                    order.number() + " is " + order.status() + ", but nobody is asked in " + name);
        }
        return task.getId();
    }

    private record PolicyRoute(RoutedApproval routed) implements Route {}
}
