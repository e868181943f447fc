package org.countersign.workflow.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a task shows: task-local variables whose names start with {@code view}, texts and tables. Nothing is
 * ever decided on them.
 */
public final class TaskView {

    /** What the explanations consist of that a task shows. */
    public static final String EXPLANATIONS = "viewExplanations";

    private static final ObjectMapper JSON = new ObjectMapper();
    private final BiConsumer<String, Object> variables;
    private final Map<String, List<Explanation.Said>> explanations = new LinkedHashMap<>();

    private TaskView(BiConsumer<String, Object> variables) {
        this.variables = variables;
    }

    /** The view of a task that is being created. */
    public static TaskView of(DelegateTask task) {
        return new TaskView(task::setVariableLocal);
    }

    /** The view of a task that is there already. @param task its id */
    public static TaskView of(TaskService tasks, String task) {
        return new TaskView((name, value) -> tasks.setVariableLocal(task, name, value));
    }

    /** A text; null shows nothing. @throws IllegalArgumentException when the name does not start with {@code view} */
    public TaskView text(String name, @Nullable Object value) {
        variables.accept(viewName(name), value == null ? "" : shortened(value.toString()));
        if (keep(value)) {
            writeExplanations();
        }
        return this;
    }

    /** A table: one map a row. @throws IllegalArgumentException when the name does not start with {@code view} */
    public TaskView table(String name, List<? extends Map<String, ?>> rows) {
        variables.accept(
                viewName(name), json(name, rows.stream().map(TaskView::words).toList()));
        var any = false;
        for (var row : rows) {
            for (var value : row.values()) {
                any |= keep(value);
            }
        }
        if (any) {
            writeExplanations();
        }
        return this;
    }

    /** Changes a text that an open task shows. @throws IllegalArgumentException when the name does not start with {@code view} */
    public static void change(TaskService tasks, String task, String name, String value) {
        tasks.setVariableLocal(task, viewName(name), shortened(value));
    }

    /** Named values, as {@code viewFacts}. */
    public TaskView facts(Facts facts) {
        return table("viewFacts", facts.rows());
    }

    /** What explanations consist of is kept beside them, by their English, for readers of other languages. */
    private boolean keep(@Nullable Object value) {
        if (value instanceof Explanation explanation && !explanation.said().isEmpty()) {
            explanations.put(shortened(explanation.english()), explanation.said());
            return true;
        }
        return false;
    }

    private void writeExplanations() {
        try {
            variables.accept(
                    EXPLANATIONS,
                    SpinValues.jsonValue(JSON.writeValueAsString(explanations)).create());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The explanations of a task cannot be written", e);
        }
    }

    /** Says a fact of an open task anew, where the task shows it. */
    public static void changeFact(TaskService tasks, String task, String label, Explanation value) {
        if (!(tasks.getVariableLocal(task, "viewFacts") instanceof SpinJsonNode shown)) {
            return;
        }
        try {
            var rows = JSON.readValue(shown.toString(), new TypeReference<List<Map<String, String>>>() {});
            rows.stream()
                    .filter(row -> label.equals(row.get("label")))
                    .forEach(row -> row.put("value", shortened(value.english())));
            tasks.setVariableLocal(task, "viewFacts", json("viewFacts", rows));
            var kept = tasks.getVariableLocal(task, EXPLANATIONS);
            Map<String, List<Explanation.Said>> said = kept == null
                    ? new LinkedHashMap<>()
                    : JSON.readValue(
                            kept.toString(), new TypeReference<LinkedHashMap<String, List<Explanation.Said>>>() {});
            said.put(shortened(value.english()), value.said());
            tasks.setVariableLocal(
                    task,
                    EXPLANATIONS,
                    SpinValues.jsonValue(JSON.writeValueAsString(said)).create());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The facts of task " + task + " cannot be read", e);
        }
    }

    /**
     * The explanations that a task shows, by their English words.
     *
     * @param kept the task's variable {@link #EXPLANATIONS}; null where it has none
     */
    public static Map<String, Explanation> explanations(@Nullable Object kept) {
        if (kept == null) {
            return Map.of();
        }
        try {
            var said = JSON.readValue(kept.toString(), new TypeReference<Map<String, List<Explanation.Said>>>() {});
            var explanations = new LinkedHashMap<String, Explanation>();
            said.forEach((english, sentences) -> explanations.put(english, new Explanation(english, sentences)));
            return explanations;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The explanations of a task cannot be read", e);
        }
    }

    private static Map<String, String> words(Map<String, ?> row) {
        var words = new LinkedHashMap<String, String>();
        row.forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
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
        return TaskAnswer.sent(task, name) instanceof String text && !text.isBlank() ? text.trim() : null;
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
