package org.countersign.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.shared.Company;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often people would have been reminded under another plan, had they answered when they did. Days are counted by the clock
 * and the holidays of the organisation, and questions to requesters stop no time.
 */
@Service
public class ReminderForesight {

    /** Whoever is reminded so often is reminded for ever. */
    private static final int MOST = 100;

    private final JdbcClient database;
    private final BusinessCalendar calendar;
    private final Company company;
    private final Clock clock;

    ReminderForesight(JdbcClient database, BusinessCalendar calendar, Company company, Clock clock) {
        this.database = database;
        this.calendar = calendar;
        this.company = company;
        this.clock = clock;
    }

    /**
     * How long a step waited.
     *
     * @param who {@code person:<user>} or {@code group:<id>}; null where it is neither one person's nor a group's
     * @param until when it was answered, or no longer needed; the moment of asking where it still waits
     */
    public record Wait(@Nullable String who, Instant asked, Instant until) {}

    /** How long the steps of submissions waited, by the position of the submission; those alone that were ever opened. */
    @Transactional(readOnly = true)
    public Map<String, List<Wait>> waits(List<PastApproval> submissions) {
        var positions = new HashMap<String, String>();
        submissions.forEach(one ->
                positions.put(one.position().substring(one.position().indexOf('|') + 1), one.position()));
        var waits = new HashMap<String, List<Wait>>();
        if (!positions.isEmpty()) {
            var now = clock.instant();
            database.sql("select steps.cycle_id, steps.assignee, steps.demanded_role, steps.opened_at,"
                            + " coalesce(steps.answered_at, cycles.ended_at) as ended"
                            + " from approval_steps steps join approval_cycles cycles on cycles.id = steps.cycle_id"
                            + " where steps.cycle_id in (:ids) and steps.opened_at is not null"
                            + " order by steps.cycle_id, steps.step_position")
                    .param("ids", positions.keySet())
                    .query(row -> {
                        var assignee = row.getString("assignee");
                        var role = row.getString("demanded_role");
                        var ended = row.getObject("ended", LocalDateTime.class);
                        waits.computeIfAbsent(
                                        Objects.requireNonNull(positions.get(row.getString("cycle_id"))),
                                        position -> new ArrayList<>())
                                .add(new Wait(
                                        assignee != null
                                                ? "person:" + assignee
                                                : role.startsWith("group:") ? role : null,
                                        row.getObject("opened_at", LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC),
                                        ended == null ? now : ended.toInstant(ZoneOffset.UTC)));
                    });
        }
        return waits;
    }

    /**
     * What would have come of a plan.
     *
     * @param reminded who would have been reminded, once for each time
     * @param reminders how often anybody would have been reminded
     * @param escalations how often the question would have gone to somebody else as well
     * @param expired whether nobody would have answered before it expired
     */
    public record Course(List<String> reminded, int reminders, int escalations, boolean expired) {

        public Course {
            reminded = List.copyOf(reminded);
        }
    }

    /** What would have come of a plan, had everybody answered when they did; behind a step that expires nobody is asked. */
    public Course course(ReminderPlan plan, List<Wait> waits) {
        var days = calendar.in(company.timeZone());
        var reminded = new ArrayList<String>();
        var reminders = 0;
        var escalations = 0;
        for (var wait : waits) {
            var expiry = plan.expires(wait.asked(), days)
                    .filter(at -> at.isBefore(wait.until()))
                    .orElse(null);
            var end = expiry == null ? wait.until() : expiry;
            for (var number = 0;
                    number < MOST && plan.due(number, wait.asked(), days).isBefore(end);
                    number++) {
                reminders++;
                if (wait.who() != null) {
                    reminded.add(wait.who());
                }
            }
            Instant last = null;
            for (var done = 0; done < 2; done++) {
                var at = plan.escalation(done, wait.asked(), last, days).orElse(null);
                if (at == null || !at.isBefore(end)) {
                    break;
                }
                escalations++;
                last = at;
            }
            if (expiry != null) {
                return new Course(reminded, reminders, escalations, true);
            }
        }
        return new Course(reminded, reminders, escalations, false);
    }
}
