package org.countersign.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.Restores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks after what is asked while days come and go: absences begin and end, and people leave by doors of others. */
@Component
public class ApprovalWatch implements NightlyWork {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalWatch.class);

    private final Restores restores;
    private final ApprovalHandover handover;
    private final ApprovalQuestions questions;
    private final SubstituteAnswers answers;
    private final Substitutions substitutions;
    private final Recipients recipients;
    private final Clock clock;

    ApprovalWatch(
            Restores restores,
            ApprovalHandover handover,
            ApprovalQuestions questions,
            SubstituteAnswers answers,
            Substitutions substitutions,
            Recipients recipients,
            Clock clock) {
        this.restores = restores;
        this.handover = handover;
        this.questions = questions;
        this.answers = answers;
        this.substitutions = substitutions;
        this.recipients = recipients;
        this.clock = clock;
    }

    /** Hands over what waits for those whose absence began or ended; midnight comes at another time in each zone. */
    @Scheduled(cron = "30 0/5 * * * *")
    public void absences() {
        review(touchedByAbsences());
    }

    /**
     * Hands over likewise, but begins nothing any more after a while. Until what is left is handed over nobody answers what is
     * not theirs, for that is found out with each answer, and with each reminder.
     *
     * @return whether that was all
     */
    public boolean absences(Duration within) {
        var until = clock.instant().plus(within);
        var left = new ArrayDeque<>(touchedByAbsences());
        while (!left.isEmpty() && clock.instant().isBefore(until)) {
            review(List.of(left.remove()));
        }
        return left.isEmpty();
    }

    private List<String> touchedByAbsences() {
        if (restores.isHeld()) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var kept = substitutions.findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(today.minusDays(2));
        recipients.learn(kept.stream().map(Substitution::person).toList());
        var absent = kept.stream()
                .filter(one -> !one.from().isAfter(today.plusDays(1)))
                .map(Substitution::person)
                .distinct()
                .toList();
        return handover.touchedBy(absent);
    }

    /**
     * Looks every night whether somebody can answer each open step; where nobody can, it becomes an administrator's (R03). Tells
     * administrators of people who are away without a substitute who has accepted (R08).
     */
    public void everything() {
        review(handover.waiting());
        each(questions.withOpenQuestions(), questions::passOn);
        var stuck = handover.stuck();
        if (stuck > 0) {
            LOG.warn(
                    "Nobody can answer {} approvals, which wait for an administrator: {}",
                    stuck,
                    handover.stuck(20).stream().map(StuckApproval::document).toList());
        }
        var away = answers.report();
        if (!away.isEmpty()) {
            LOG.warn(
                    "No substitute has accepted for {} absences that have begun, of: {}",
                    away.size(),
                    away.stream().map(SubstituteDetails::person).limit(20).toList());
        }
    }

    @Override
    public String name() {
        return "approval-steps";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(2, 40);
    }

    @Override
    public void work() {
        everything();
    }

    /** One after the other, each in a transaction of its own: what cannot be put right must not keep the others waiting. */
    private void review(List<String> cycles) {
        each(cycles, handover::review);
    }

    private static void each(List<String> ids, Consumer<String> look) {
        for (var id : ids) {
            try {
                look.accept(id);
            } catch (RuntimeException e) {
                LOG.warn("The open steps of {} could not be looked after; they are tried again later", id, e);
            }
        }
    }
}
