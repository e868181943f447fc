package org.countersign.approval;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When an unanswered step is reminded (R07).
 *
 * @param firstDays days from the question to the first reminder, at least 1
 * @param repeatDays days from one reminder to the next, at least 1
 * @param escalationDays days from the question to its escalation: until then it should be answered
 * @param businessDays whether Saturdays and Sundays do not count
 */
public record ReminderPlan(int firstDays, int repeatDays, int escalationDays, boolean businessDays) {

    /** Three days, every three days, escalation after seven, by the calendar. */
    public static final ReminderPlan SHIPPED = new ReminderPlan(3, 3, 7, false);

    /** @throws IllegalArgumentException when a number of days is below 1 */
    public ReminderPlan {
        if (firstDays < 1 || repeatDays < 1 || escalationDays < 1) {
            throw new IllegalArgumentException("A reminder comes after one day at the earliest");
        }
    }

    /**
     * When a reminder is due.
     *
     * @param number 0 for the first
     * @param asked when the step was opened
     * @param zone where days are counted
     */
    Instant due(int number, Instant asked, ZoneId zone) {
        return after(Math.addExact(firstDays, Math.multiplyExact(number, repeatDays)), asked, zone);
    }

    /** When somebody is reminded for the first time. */
    public Instant firstReminder(Instant asked, ZoneId zone) {
        return due(0, asked, zone);
    }

    /** Until when what was asked then should be answered. */
    public Instant decideBy(Instant asked, ZoneId zone) {
        return after(escalationDays, asked, zone);
    }

    private Instant after(int days, Instant asked, ZoneId zone) {
        var at = asked.atZone(zone);
        return (businessDays ? plusBusinessDays(at, days) : at.plusDays(days)).toInstant();
    }

    private static ZonedDateTime plusBusinessDays(ZonedDateTime from, int days) {
        var at = from;
        for (var counted = 0; counted < days; ) {
            at = at.plusDays(1);
            if (at.getDayOfWeek() != DayOfWeek.SATURDAY && at.getDayOfWeek() != DayOfWeek.SUNDAY) {
                counted++;
            }
        }
        return at;
    }
}
