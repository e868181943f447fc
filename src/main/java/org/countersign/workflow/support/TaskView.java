package org.countersign.workflow.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a task shows: task-local variables whose names start with {@code view}, texts and tables. Nothing is
 * ever decided on them.
 */
public final class TaskView {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final DelegateTask task;

    private TaskView(DelegateTask task) {
        this.task = task;
    }

    /** The view of a task that is being created. */
    public static TaskView of(DelegateTask task) {
        return new TaskView(task);
    }

    /** A text; null shows nothing. @throws IllegalArgumentException when the name does not start with {@code view} */
    public TaskView text(String name, @Nullable Object value) {
        task.setVariableLocal(viewName(name), value == null ? "" : shortened(value.toString()));
        return this;
    }

    /** A table: one map a row. @throws IllegalArgumentException when the name does not start with {@code view} */
    public TaskView table(String name, List<? extends Map<String, ?>> rows) {
        task.setVariableLocal(viewName(name), json(name, rows));
        return this;
    }

    /** Named values, as {@code viewFacts}. */
    public TaskView facts(Facts facts) {
        return table("viewFacts", facts.rows());
    }

    private static JsonValue json(String name, List<? extends Map<String, ?>> rows) {
        try {
            return SpinValues.jsonValue(JSON.writeValueAsString(rows)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The table " + name + " cannot be written", e);
        }
    }

    /** What a task is called: what to do, with which document, and what that is about. */
    public static String nameOf(DelegateTask task, Object document, String title) {
        var name = task.getName() + " " + document + (title.isBlank() ? "" : ": " + title);
        return name.length() <= 200 ? name : name.substring(0, 199) + "…";
    }

    /** A text that a person sent back, trimmed; null where nothing was written. */
    public static @Nullable String written(DelegateTask task, String name) {
        return task.getVariable(name) instanceof String text && !text.isBlank() ? text.trim() : null;
    }

    private static String viewName(String name) {
        if (!name.startsWith("view")) {
            throw new IllegalArgumentException(name + " does not start with \"view\"");
        }
        return name;
    }

    // The engine stores texts of at most 4000 characters.
    private static String shortened(String text) {
        return text.length() <= 3900 ? text : text.substring(0, 3900) + "…";
    }
}
