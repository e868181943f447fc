package org.countersign.operations;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.GaplessNumbers;
import org.countersign.shared.Group;
import org.countersign.shared.Restore;
import org.countersign.shared.Restores;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a restored database brings with it, and the word that everything goes on. */
@Service
public class RestoreDesk {

    private static final int LONGEST_REASON = 1000;
    private static final int MOST_NUMBERS = 20;
    private static final int LONGEST_LABEL = 55;

    private final Restores restores;
    private final WorkFigures work;
    private final GaplessNumbers numbers;
    private final AuditTrail audit;

    RestoreDesk(Restores restores, WorkFigures work, GaplessNumbers numbers, AuditTrail audit) {
        this.restores = restores;
        this.work = work;
        this.numbers = numbers;
        this.audit = audit;
    }

    /**
     * How the database stands to its last restore.
     *
     * @param held whether nothing is done that is due
     * @param restore the last restore; null where there never was one
     * @param jobsDue jobs that begin as soon as everything goes on
     * @param oldestDueAt since when the longest of them has been due
     * @param mailsUncertain mails of which nobody knows whether they went out
     * @param lastNumbers the last number of each series that this database knows
     */
    public record Standing(
            boolean held,
            @Nullable Restore restore,
            long jobsDue,
            @Nullable Instant oldestDueAt,
            long mailsUncertain,
            List<String> lastNumbers) {}

    /**
     * That everything is to go on.
     *
     * @param reason what was looked at before
     * @param lastNumbers of each series the last number that was given after the backup; none for those without
     */
    public record Wish(@Nullable String reason, @Nullable List<String> lastNumbers) {}

    /** How it stands. @throws org.countersign.shared.NotAllowed for whoever does not read everything */
    @Transactional(readOnly = true)
    public Standing standing(Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR);
        var last = restores.last().orElse(null);
        var figures = work.figures();
        return new Standing(
                last != null && last.isHeld(),
                last,
                figures.due(),
                figures.oldestDue(),
                figures.mails().getOrDefault("SENDING", 0L),
                numbers.lastNumbers());
    }

    /**
     * Lets everything go on: jobs, mails, reminders, mailboxes and people. Numbers that documents bear which this database does
     * not know are given to nobody else (R22).
     *
     * @throws RuleViolation where nothing is held, or another one was quicker (409); without a reason, or with a number that
     *     belongs to no series (422)
     */
    @Transactional
    public Standing release(Wish wish, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var given = Objects.requireNonNullElse(wish.lastNumbers(), List.<String>of());
        new FieldCheck()
                .text(wish.reason(), "reason", LONGEST_REASON)
                .that(given.size() <= MOST_NUMBERS, "lastNumbers", "at most " + MOST_NUMBERS)
                .demand(OperationsRule.INCOMPLETE_RELEASE);
        var reason = Objects.requireNonNull(wish.reason()).strip();
        var released = restores.release(actor.user(), reason);
        RuleViolation.check(!released.isEmpty(), OperationsRule.NOT_HELD);
        var passed = new LinkedHashMap<String, Long>();
        for (var number : given) {
            passed.put(
                    number,
                    numbers.passOver(number)
                            .orElseThrow(() -> new RuleViolation(OperationsRule.NUMBER_NOT_KNOWN, number)));
        }
        released.forEach(restore -> record(restore, reason, passed, actor));
        return standing(actor);
    }

    private void record(Restore restore, String reason, Map<String, Long> passed, Actor actor) {
        var label = restore.id().replaceAll("[^A-Za-z0-9.:_-]", "-");
        var event = AuditEvent.of(
                        new DocumentNumber("restore:" + label.substring(0, Math.min(LONGEST_LABEL, label.length()))),
                        Restore.RELEASED,
                        actor)
                .with(
                        "takenAt",
                        restore.takenAt() == null ? null : restore.takenAt().toString())
                .with("restoredAt", restore.restoredAt().toString())
                .with("mailsUncertain", restore.mails())
                .with("reason", reason);
        for (var entry : passed.entrySet()) {
            event = event.rule("R22").with("passedOver." + entry.getKey(), entry.getValue());
        }
        audit.record(event);
    }
}
