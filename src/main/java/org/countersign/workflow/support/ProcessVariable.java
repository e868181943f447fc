package org.countersign.workflow.support;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * A typed name of a process variable. Only types that the engine stores natively are possible: a {@code BigDecimal}
 * would silently become a serialized object.
 *
 * @param name camelCase; task-local display values start with {@code view}
 * @param type one of String, Long, Integer, Double, Boolean
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    private static final Set<Class<?>> NATIVE =
            Set.of(String.class, Long.class, Integer.class, Double.class, Boolean.class);

    /** @throws IllegalArgumentException for a type that the engine would serialize */
    public ProcessVariable {
        if (!NATIVE.contains(type)) {
            throw new IllegalArgumentException(name + " would be stored as a serialized " + type.getSimpleName());
        }
    }

    /** A text. At most 4000 characters. */
    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class);
    }

    /** Yes or no. */
    public static ProcessVariable<Boolean> flag(String name) {
        return new ProcessVariable<>(name, Boolean.class);
    }

    /** A whole number. */
    public static ProcessVariable<Long> number(String name) {
        return new ProcessVariable<>(name, Long.class);
    }

    /** Its value as seen from this scope, null if unset. @throws ClassCastException when it has another type */
    public @Nullable T get(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    /** Its value in this very scope, null if unset. @throws ClassCastException when it has another type */
    public @Nullable T getLocal(VariableScope scope) {
        return type.cast(scope.getVariableLocal(name));
    }

    /** Its value as seen from this scope. @throws IllegalStateException when it is unset */
    public T require(VariableScope scope) {
        var value = get(scope);
        if (value == null) {
            throw new IllegalStateException("The process variable " + name + " is missing");
        }
        return value;
    }

    /** Sets it where it is known already, else in the process instance. */
    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }

    /** Sets it in this very scope. */
    public void setLocal(VariableScope scope, @Nullable T value) {
        scope.setVariableLocal(name, value);
    }
}
