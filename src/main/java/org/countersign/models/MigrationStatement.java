package org.countersign.models;

import org.countersign.shared.Sentence;

/** What there is to know about moving processes to another version. */
public enum MigrationStatement implements Sentence {
    TASKS_LOST("%s: open tasks would be lost (%s)."),
    TIMERS_LOST("%s: running timers would be lost (%s)."),
    MESSAGES_LOST("%s: processes that wait here for a message would wait no more (%s)."),
    STEPS_LOST("%s: processes that stand here would stand nowhere (%s)."),
    OTHER_TASK("%s cannot become %s: the answer would be handed to something else than was asked (%s, not %s)."),
    NAMED_BY_THE_PRODUCT("%s cannot become %s: the product looks for it by its id, %s."),
    CALLS_ANOTHER("%s cannot become %s: it has called %s, and the new one calls %s."),
    AROUND_THE_APPROVAL("%s cannot become %s: whoever stands there may not have been approved, and behind it lies what"
            + " needs an approval (R01)."),
    OTHER_TYPE("%s cannot become %s: they are not of the same type."),
    OTHER_SCOPE("%s cannot become %s: they do not lie in the same sub-process, or not at the same step."),
    TWICE("%s is to become two things at once."),
    OTHER_GATEWAY("%s cannot become %s: fewer ways lead into the new gateway, or two gateways would become one."),
    ENGINE_SAYS("%s cannot become %s: %s"),
    NOT_THERE("There is no element %s in version %s."),
    TIMER_KEPT("%s: the new version counts its time otherwise. Running timers keep the time for which they were set"
            + " (%s)."),
    TIMER_BEGINS("%s is new: this timer begins when processes are moved that stand there (%s)."),
    OTHER_FORM("%s: the new version shows another form. Open tasks keep the figures that they were given when they came"
            + " (%s)."),
    NOT_CAUGHT_UP("%s is new: processes that stand behind it are not led back to it."),
    ENDED("The process has come to its end meanwhile."),
    ELSEWHERE("The process does not run on version %s."),
    TASK_CHANGED("The task “%s” would be lost or changed."),
    TIMER_CHANGED("The timer or step %s would be lost, or be due at another time."),
    MESSAGE_CHANGED("What waits for the message %s would be lost."),
    CANNOT_BE_MOVED("The engine cannot move it: %s");

    private final String sentence;

    MigrationStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "models";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
