package org.countersign.workflow.support;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered to a task: the variables {@code decision} and {@code comment}, which every user task declares as
 * empty input parameters and so hides those of the steps before.
 *
 * @param decision one of the task's decisions
 * @param comment trimmed, null where nothing was written
 */
public record TaskAnswer(String decision, @Nullable String comment) {

    static final ProcessVariable<String> DECISION = ProcessVariable.text("decision");
    static final ProcessVariable<String> COMMENT = ProcessVariable.text("comment");

    /**
     * Reads the answer in a complete listener.
     *
     * @param allowed the task's decisions
     * @throws org.countersign.shared.RuleViolation when there is none, or another one (422); the task stays open
     */
    public static TaskAnswer of(DelegateTask task, String... allowed) {
        return read(sent(task, DECISION.name()), sent(task, COMMENT.name()), allowed);
    }

    /**
     * Reads an answer that was sent without completing the task.
     *
     * @param sent by name, as a form sends it
     * @throws org.countersign.shared.RuleViolation as in the task (422)
     */
    public static TaskAnswer of(Map<String, Object> sent, String... allowed) {
        return read(sent.get(DECISION.name()), sent.get(COMMENT.name()), allowed);
    }

    private static TaskAnswer read(@Nullable Object given, @Nullable Object said, String... allowed) {
        var decision = given instanceof String text ? text.trim() : "";
        check(List.of(allowed).contains(decision), TaskRule.DECISION_NEEDED, decision, String.join(", ", allowed));
        var comment = said instanceof String text && !text.isBlank() ? text.trim() : null;
        check(comment == null || comment.length() <= 2000, TaskRule.COMMENT_TOO_LONG);
        return new TaskAnswer(decision, comment);
    }

    /**
     * What was sent under a name. An object is nothing, for no form sends one, and somebody's own may not even be readable.
     *
     * <p>Whoever else may answer a task can also leave a variable on it, which would hide what is sent with the answer: it counts
     * where nothing was sent past it.
     */
    static @Nullable Object sent(DelegateTask task, String name) {
        var sent = plain(task.getExecution().getVariableTyped(name, false));
        return sent == null || sent.toString().isBlank() ? plain(task.getVariableTyped(name, false)) : sent;
    }

    private static @Nullable Object plain(@Nullable TypedValue value) {
        return value == null || value instanceof SerializableValue ? null : value.getValue();
    }

    /**
     * A further text that the answer carries.
     *
     * @param name the variable's name
     * @throws org.countersign.shared.RuleViolation when it is missing (422); the task stays open
     */
    public static String text(DelegateTask task, String name) {
        var given = sent(task, name);
        var text = given instanceof String value ? value.trim() : "";
        check(!text.isEmpty(), TaskRule.FIELD_NEEDED, name);
        return text;
    }

    /**
     * A box that was ticked, or not; forms send it as a boolean, other clients as text too.
     *
     * @param otherwise what counts where nothing was sent
     */
    public static boolean flag(DelegateTask task, String name, boolean otherwise) {
        return flag(sent(task, name), otherwise);
    }

    /** A box that was ticked, or not, as it was sent. */
    public static boolean flag(@Nullable Object given, boolean otherwise) {
        var text = given == null ? "" : given.toString().trim();
        return text.isEmpty() ? otherwise : Boolean.parseBoolean(text);
    }

    /** Whether the answer carries anything under a name. */
    public static boolean isSent(DelegateTask task, String name) {
        var given = sent(task, name);
        return given != null && !given.toString().isBlank();
    }

    /**
     * A decimal that the answer carries; forms send it as number or text.
     *
     * @param name the variable's name
     * @return zero where nothing was entered
     * @throws org.countersign.shared.RuleViolation when it is no number (422); the task stays open
     */
    public static BigDecimal number(DelegateTask task, String name) {
        var sent = sent(task, name);
        TypedValue typed = task.getVariableTyped(name, false);
        check(sent != null || !(typed instanceof SerializableValue), TaskRule.NUMBER_NEEDED, name, "object");
        return number(sent, name);
    }

    /** A decimal as it was sent. @throws org.countersign.shared.RuleViolation when it is no number (422) */
    public static BigDecimal number(@Nullable Object given, String name) {
        var text = given == null ? "" : given.toString().trim();
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        check(text.matches("-?\\d{1,13}(\\.\\d{1,12})?([eE]-?\\d{1,2})?"), TaskRule.NUMBER_NEEDED, name, text);
        return new BigDecimal(text);
    }

    /** A number of this answer, if there is one; the next task would show, and take, it as its own. */
    public static @Nullable BigDecimal taken(DelegateTask task, String name) {
        var said = isSent(task, name) ? number(task, name) : null;
        if (said != null) {
            task.removeVariable(name);
        }
        return said;
    }
}
