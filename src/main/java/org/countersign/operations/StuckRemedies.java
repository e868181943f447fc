package org.countersign.operations;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts right what is stuck: with a reason, audited, and once however often it is asked for. */
@Service
public class StuckRemedies {

    private static final int LONGEST_REASON = 1000;

    private final StuckBoard board;
    private final Askable askable;
    private final AuditTrail audit;
    private final Clock clock;

    StuckRemedies(StuckBoard board, Askable askable, AuditTrail audit, Clock clock) {
        this.board = board;
        this.askable = askable;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** Nothing is stuck there any more: somebody, or a former click, was first. */
        NOTHING_LEFT
    }

    /**
     * What came of it.
     *
     * @param stuck what it was about; null where nothing is stuck there any more
     * @param asked who is asked now; null where that did not change
     */
    public record Treated(
            Outcome outcome,
            @Nullable Stuck stuck,
            @Nullable Asked asked) {}

    /**
     * Does something about one that is stuck.
     *
     * <p>A refusal is thrown before anything is changed; a mail that must not go out any more stays withheld.
     *
     * @throws org.countersign.shared.NotAllowed for all but operations and administrators (403)
     * @throws RuleViolation where a reason, a time or a person is missing (422), or the remedy is none for it (409)
     */
    @Transactional(noRollbackFor = RuleViolation.class)
    public Treated apply(String id, Treatment treatment) {
        check(treatment);
        var known = Stuck.Id.of(id).orElseThrow(() -> new NotFound("stuck document", id));
        var watch = board.watch(known.condition()).orElseThrow(() -> new NotFound("stuck document", id));
        var stuck = watch.find(known.subject()).orElse(null);
        if (stuck == null) {
            board.forget(List.of(known.condition()));
            return new Treated(Outcome.NOTHING_LEFT, null, null);
        }
        RuleViolation.check(
                stuck.remedies().contains(treatment.remedy()), OperationsRule.REMEDY_DOES_NOT_FIT, stuck.document());
        var to = treatment.remedy() == Remedy.REASSIGNMENT
                ? askable.meant(Objects.requireNonNull(treatment.to()))
                : null;
        watch.apply(
                stuck, new Treatment(treatment.remedy(), treatment.reason(), treatment.dueAt(), to, treatment.by()));
        audit.record(AuditEvent.of(
                        stuck.document(), "stuck." + treatment.remedy().id(), treatment.by())
                .with("condition", stuck.condition().name())
                .with("subject", stuck.subject())
                .with("step", stuck.step())
                .with("reason", treatment.reason().strip())
                .with(
                        "dueAt",
                        treatment.dueAt() == null ? null : treatment.dueAt().toString())
                .with("to", to));
        board.forget(List.of(Condition.values()));
        return new Treated(Outcome.DONE, stuck, to == null ? null : Asked.of(to));
    }

    /** Whether it may be done by whoever wants it, and everything is said that it needs. */
    void check(Treatment treatment) {
        treatment.by().mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var fields = new FieldCheck().text(treatment.reason(), "reason", LONGEST_REASON);
        if (treatment.remedy() == Remedy.DUE_TIME) {
            fields.that(treatment.dueAt() != null, "dueAt", "is required");
            fields.that(
                    treatment.dueAt() == null || !treatment.dueAt().isBefore(clock.instant()),
                    "dueAt",
                    "is not in the past");
        }
        if (treatment.remedy() == Remedy.REASSIGNMENT) {
            fields.text(treatment.to(), "to", 64);
        }
        fields.demand(OperationsRule.INCOMPLETE_TREATMENT);
    }
}
