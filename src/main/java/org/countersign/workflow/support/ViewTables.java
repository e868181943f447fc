package org.countersign.workflow.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/** Shows tables in forms: task-local variables whose names start with {@code view}, as JSON. */
@Component
public class ViewTables {

    private final ObjectMapper json;

    ViewTables(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Sets the rows of a table that the task's form shows.
     *
     * @param name of the variable, starts with {@code view}
     * @param rows records or maps of texts, a row each
     */
    public void show(DelegateTask task, String name, List<?> rows) {
        if (!name.startsWith("view")) {
            throw new IllegalArgumentException(name + " is no display value");
        }
        try {
            task.setVariableLocal(
                    name, SpinValues.jsonValue(json.writeValueAsString(rows)).create());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " cannot be shown", e);
        }
    }
}
