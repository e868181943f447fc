package org.countersign.models;

import org.jspecify.annotations.Nullable;

/**
 * Something that a model says about one of its elements.
 *
 * @param value as the model has it: an id, a key, an expression
 * @param more what qualifies it, empty where nothing does: the listener of an event, the value of a parameter
 */
public record ModelFact(Kind kind, String value, String more) {

    ModelFact(Kind kind, String value) {
        this(kind, value, "");
    }

    /** What it is about. */
    public enum Kind {
        CANDIDATE_GROUPS,
        CANDIDATE_USERS,
        ASSIGNEE,
        LANE,
        FORM,
        FORM_KEY,
        DECISION,
        CALLED,
        BEAN,
        EXPRESSION,
        JAVA_CLASS,
        TOPIC,
        TEMPLATE,
        ATTACHED_TO,
        INTERRUPTS,
        GOES_ON_BESIDE,
        TIMER_AT,
        TIMER_AFTER,
        TIMER_EVERY,
        MESSAGE,
        SIGNAL,
        ERROR,
        ESCALATION,
        CONDITION,
        COMPENSATION,
        TERMINATES,
        DUE,
        FOLLOW_UP,
        EACH_AFTER_ANOTHER,
        EACH_AT_ONCE,
        DONE_WHEN,
        INPUT,
        OUTPUT,
        LISTENER,
        RETRY,
        ASYNC_BEFORE,
        ASYNC_AFTER,
        DEFAULT_WAY,
        TIME_TO_LIVE,
        VERSION_TAG;

        /** What kind of model its value names; null where it names none. */
        public @Nullable ModelKind link() {
            return switch (this) {
                case FORM -> ModelKind.FORM;
                case DECISION -> ModelKind.DECISION;
                case CALLED -> ModelKind.PROCESS;
                default -> null;
            };
        }

        /** Whether it only says that it is so. */
        public boolean isBare() {
            return switch (this) {
                case INTERRUPTS, GOES_ON_BESIDE, TERMINATES, ASYNC_BEFORE, ASYNC_AFTER, COMPENSATION -> true;
                default -> false;
            };
        }

        /** Whether its value is for those who write models. */
        public boolean isTechnical() {
            return compareTo(INPUT) >= 0;
        }
    }
}
