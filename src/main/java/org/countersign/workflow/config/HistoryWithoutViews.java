package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's full history, less two things that nobody reads and that took more room and time than all the rest: what a
 * form shows ({@code view...}, drawn anew from the documents for each task), and a second record of each value of a
 * variable beside the variable itself. Who decided what, and why, stands in the audit trail (R25).
 *
 * <p>It has the name and the number of the full history, so that a database that was written with that one stays readable.
 */
public final class HistoryWithoutViews extends HistoryLevelFull {

    private static final String VIEW = "view";

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, @Nullable Object entity) {
        return eventType != HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL
                && !(entity instanceof VariableInstanceEntity variable
                        && variable.getName().startsWith(VIEW));
    }
}
