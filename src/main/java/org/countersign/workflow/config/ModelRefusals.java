package org.countersign.workflow.config;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.impl.transform.DmnTransformException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Says of a decision file, before anybody deploys it, why it would be refused. */
@Component
public class ModelRefusals {

    private final ModelGuard guard;
    private final ProcessEngineConfigurationImpl engine;

    ModelRefusals(ModelBeans beans, ProcessEngineConfigurationImpl engine) {
        this.guard = new ModelGuard(name -> Optional.ofNullable(beans.typeOf(name)));
        this.engine = engine;
    }

    /** In words for people, with the place where that is known; empty where nothing is against it. */
    public List<String> ofDecisions(String fileName, byte[] content) {
        var found = new ArrayList<String>();
        guard.faultsOf(fileName, content, false)
                .forEach(fault -> found.add((fault.element() == null ? "" : fault.element() + ": ") + fault.message()));
        return found.isEmpty() ? engine.getCommandExecutorTxRequired().execute(context -> unreadable(content)) : found;
    }

    /** Within a command, for the engine reads how long history is kept from its settings. */
    private List<String> unreadable(byte[] content) {
        try {
            engine.getDmnEngine().parseDecisions(new ByteArrayInputStream(content));
            return List.of();
        } catch (DmnTransformException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return List.of(String.valueOf(cause.getMessage()));
        }
    }
}
