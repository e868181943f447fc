package org.countersign.approval;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What time does to an unanswered step (R07).
 *
 * @param firstDays days from the question to the first reminder, at least 1
 * @param repeatDays days from one reminder to the next, at least 1
 * @param escalationDays days from the question to its escalation: until then it should be answered
 * @param escalateTo who is asked as well then: {@code manager}, {@code group:<id>} or {@code person:<user>}
 * @param againDays days from the question to a second escalation, more than to the first; null for none
 * @param expiryDays days from the question to its expiry; null for never
 * @param expiry what becomes of the document then
 * @param businessDays whether only business days count, see {@link BusinessCalendar}
 * @param waitsForAnswers whether time stands still while an approver's question to the requester is not answered
 * @param rule id of the policy's rule
 * @param policyVersion version of the table; 0 where it could not be evaluated
 */
public record ReminderPlan(
        int firstDays,
        int repeatDays,
        int escalationDays,
        String escalateTo,
        @Nullable Integer againDays,
        @Nullable Integer expiryDays,
        Expiry expiry,
        boolean businessDays,
        boolean waitsForAnswers,
        String rule,
        int policyVersion) {

    /** Escalation to the manager of whoever was asked. */
    public static final String MANAGER = "manager";

    /**
     * Three days, every three days, escalation to the manager after seven and again after fourteen, never expired, by the
     * calendar.
     */
    public static final ReminderPlan SHIPPED =
            new ReminderPlan(3, 3, 7, MANAGER, 14, null, Expiry.SEND_BACK, false, true, "shipped", 0);

    /** What becomes of a document that nobody answered for too long. */
    public enum Expiry {
        /** It goes back to the requester, who may submit it again. */
        SEND_BACK("return", StepOutcome.RETURNED, ApprovalOutcome.RETURNED),
        /** It is rejected for good. */
        CANCEL("cancel", StepOutcome.REJECTED, ApprovalOutcome.REJECTED);

        private final String word;
        private final StepOutcome step;
        private final ApprovalOutcome document;

        Expiry(String word, StepOutcome step, ApprovalOutcome document) {
            this.word = word;
            this.step = step;
            this.document = document;
        }

        /** As the policy's table says it. */
        public String word() {
            return word;
        }

        /** By its word; empty for one that is not known. */
        public static Optional<Expiry> of(String word) {
            return word.equals(CANCEL.word)
                    ? Optional.of(CANCEL)
                    : word.equals(SEND_BACK.word) ? Optional.of(SEND_BACK) : Optional.empty();
        }

        StepOutcome step() {
            return step;
        }

        ApprovalOutcome document() {
            return document;
        }
    }

    /** @throws IllegalArgumentException when a number of days is too small, or nobody knows whom to escalate to */
    public ReminderPlan {
        if (firstDays < 1 || repeatDays < 1 || escalationDays < 1 || expiryDays != null && expiryDays < 1) {
            throw new IllegalArgumentException("A reminder comes after one day at the earliest");
        }
        if (againDays != null && againDays <= escalationDays) {
            throw new IllegalArgumentException("The second escalation comes after the first");
        }
        if (!escalateTo.equals(MANAGER)) {
            var role = ApprovalRole.parse(escalateTo);
            if (role.isEmpty()
                    || role.get().kind() != ApprovalRole.Kind.GROUP
                            && role.get().kind() != ApprovalRole.Kind.PERSON) {
                throw new IllegalArgumentException("Nobody knows whom to escalate to: " + escalateTo);
            }
        }
    }

    /** Reminders and one escalation to the manager, and no more. */
    public ReminderPlan(int firstDays, int repeatDays, int escalationDays, boolean businessDays) {
        this(
                firstDays,
                repeatDays,
                escalationDays,
                MANAGER,
                null,
                null,
                Expiry.SEND_BACK,
                businessDays,
                true,
                "shipped",
                0);
    }

    /**
     * When a reminder is due.
     *
     * @param number 0 for the first
     * @param asked when the step was opened
     * @param days how days are counted
     */
    Instant due(int number, Instant asked, DayCount days) {
        return after((int) Math.min(DayCount.MOST, firstDays + (long) number * repeatDays), asked, days);
    }

    /** When somebody is reminded for the first time. */
    public Instant firstReminder(Instant asked, DayCount days) {
        return due(0, asked, days);
    }

    /** Until when what was asked then should be answered. */
    public Instant decideBy(Instant asked, DayCount days) {
        return after(escalationDays, asked, days);
    }

    /**
     * When an unanswered step is escalated. A second escalation leaves those of the first, however late that came, as many
     * days as the policy means them to have.
     *
     * @param done how many escalations there were
     * @param last when the last one was; null where there was none
     * @return empty where there is none any more
     */
    Optional<Instant> escalation(int done, Instant asked, @Nullable Instant last, DayCount days) {
        if (done == 0) {
            return Optional.of(after(escalationDays, asked, days));
        }
        if (done > 1 || againDays == null || last == null) {
            return Optional.empty();
        }
        var planned = after(againDays, asked, days);
        var earliest = after(againDays - escalationDays, last, days);
        return Optional.of(planned.isBefore(earliest) ? earliest : planned);
    }

    /** When an unanswered step expires; empty for never. */
    Optional<Instant> expires(Instant asked, DayCount days) {
        return Optional.ofNullable(expiryDays).map(number -> after(number, asked, days));
    }

    private Instant after(int number, Instant asked, DayCount days) {
        return days.after(number, businessDays, asked);
    }
}
