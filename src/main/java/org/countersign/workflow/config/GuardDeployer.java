package org.countersign.workflow.config;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.countersign.workflow.models.Finding;
import org.countersign.workflow.models.ModelCheck;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the engine's own deployers and refuses a deployment whose files are not for this product, and one of people that
 * would break something, as a whole.
 */
class GuardDeployer implements Deployer {

    private final ModelGuard guard;
    private final Supplier<ModelChecks> checks;

    /** @param checks what is asked about deployments of people; there is none before the engine has started */
    GuardDeployer(ModelGuard guard, Supplier<ModelChecks> checks) {
        this.guard = guard;
        this.checks = checks;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var shipped = Context.getCommandContext().getAuthenticatedUserId() == null;
        if (shipped) {
            deployment.getResources().values().forEach(this::demandHarmless);
        } else {
            demandFitting(deployment);
        }
    }

    private void demandFitting(DeploymentEntity deployment) {
        var files = deployment.getResources().values().stream()
                .map(resource -> new ModelCheck.Source(resource.getName(), resource.getBytes()))
                .toList();
        var errors = checks.get().check(files).stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            var first = errors.get(0);
            var problems = errors.stream()
                    .filter(error -> error.file().equals(first.file()))
                    .<Problem>map(error -> new Refusal(new ModelGuard.Fault(
                            error.message() + ". " + error.advice(), error.line(), error.column(), error.element())))
                    .toList();
            throw new ParseException(sentence(first, errors.size() - 1), first.file(), problems, List.of());
        }
    }

    private static String sentence(Finding first, int more) {
        return first.file() + (first.element() == null ? "" : ", " + first.element())
                + (first.line() == 0 ? "" : ", line " + first.line()) + ": " + first.message() + ". " + first.advice()
                + (more == 0 ? "" : " And " + more + " more.");
    }

    private void demandHarmless(ResourceEntity resource) {
        var faults = guard.faultsOf(resource.getName(), resource.getBytes(), true);
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
