package org.countersign.workflow.config;

import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.jspecify.annotations.Nullable;

/** Stands before the engine's own deployers and refuses a deployment whose files are not for this product. */
class GuardDeployer implements Deployer {

    private final ModelGuard guard;

    GuardDeployer(ModelGuard guard) {
        this.guard = guard;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var shipped = Context.getCommandContext().getAuthenticatedUserId() == null;
        deployment.getResources().values().forEach(resource -> demandHarmless(resource, shipped));
    }

    private void demandHarmless(ResourceEntity resource, boolean shipped) {
        var faults = guard.faultsOf(resource.getName(), resource.getBytes(), shipped);
        if (!faults.isEmpty()) {
            var problems = faults.stream().<Problem>map(Refusal::new).toList();
            throw new ParseException(sentence(resource, faults), resource.getName(), problems, List.of());
        }
    }

    private static String sentence(ResourceEntity resource, List<ModelGuard.Fault> faults) {
        var first = faults.get(0);
        return resource.getName() + (first.element() == null ? "" : ", " + first.element())
                + (first.line() == 0 ? "" : ", line " + first.line()) + ": " + first.message() + "."
                + (faults.size() == 1 ? "" : " And " + (faults.size() - 1) + " more.");
    }

    /** A fault in the engine's own terms, so that Modeler shows where it is. */
    private record Refusal(ModelGuard.Fault fault) implements Problem {

        @Override
        public String getMessage() {
            return fault.message();
        }

        @Override
        public int getLine() {
            return fault.line();
        }

        @Override
        public int getColumn() {
            return fault.column();
        }

        @Override
        public @Nullable String getMainElementId() {
            return fault.element();
        }

        @Override
        public List<String> getElementIds() {
            var element = fault.element();
            return element == null ? List.of() : List.of(element);
        }
    }
}
