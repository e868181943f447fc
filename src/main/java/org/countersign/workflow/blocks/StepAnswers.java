package org.countersign.workflow.blocks;

import java.util.List;
import java.util.Objects;
import org.countersign.audit.AuditEntry;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditLog;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was answered to the steps that analysts add. It is kept in the audit trail alone: whoever completes a task could write
 * a variable, and nobody can write an entry there (R25).
 */
@Component
class StepAnswers {

    private static final String EVENTS = "step.";
    private static final String STEP = "step";
    private static final String ANSWER = "answer";

    private final AuditTrail audit;
    private final AuditLog log;

    StepAnswers(AuditTrail audit, AuditLog log) {
        this.audit = audit;
        this.log = log;
    }

    void record(DocumentNumber document, String step, String answer, @Nullable String comment, Actor by) {
        audit.record(AuditEvent.of(document, EVENTS + eventOf(answer), by)
                .with(STEP, step)
                .with(ANSWER, answer)
                .with("comment", comment));
    }

    private static String eventOf(String answer) {
        return switch (answer) {
            case "agree" -> "agreed";
            case "object" -> "objected";
            default -> "answered";
        };
    }

    /** What was answered last to a step of a document, null where nothing was. */
    @Nullable
    String last(DocumentNumber document, String step) {
        List<AuditEntry> entries = log.entriesOf(document);
        for (int i = entries.size() - 1; i >= 0; i--) {
            var entry = entries.get(i);
            if (entry.event().startsWith(EVENTS)
                    && entry.after().containsKey(ANSWER)
                    && step.equals(entry.after().get(STEP))) {
                return Objects.toString(entry.after().get(ANSWER), null);
            }
        }
        return null;
    }
}
