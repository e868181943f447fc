package org.countersign.workflow.models;

import java.util.regex.Pattern;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * How long the history of a process or of a decision is kept after its end. Whoever draws a model says it, for nobody can tell
 * later whether the default of an installation was meant.
 */
final class TimeToLive {

    static final String ADVICE = "Write how long its history is kept, in days, such as P3650D: in Modeler under History"
            + " cleanup, as the time to live.";

    /** As the engine reads it: days alone. It says of a decision not even that this is what it cannot read. */
    private static final Pattern DAYS = Pattern.compile("P\\d{1,7}D|\\d{1,7}");

    private TimeToLive() {}

    /** What is wrong with the time to live of a process or decision, if anything. */
    static @Nullable Violation violation(ModelElementInstance element, @Nullable String time) {
        if (time == null || time.isEmpty()) {
            return Violation.at(element, " does not say how long its history is kept");
        }
        return DAYS.matcher(time).matches()
                ? null
                : Violation.at(element, " keeps its history for \"" + time + "\", which is no number of days");
    }
}
