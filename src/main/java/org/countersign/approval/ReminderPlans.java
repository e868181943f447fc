package org.countersign.approval;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The reminder policy as it stands now, asked about a cycle; the shipped plan where it cannot be evaluated (R07). Whoever
 * asks again in the same transaction gets the same plan, for one timer asks at each of its gateways, and each evaluation is
 * kept in the engine's history.
 */
@Component
class ReminderPlans {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderPlans.class);

    private final ReminderPolicy policy;
    private final BusinessCalendar calendar;
    private final Organization organization;
    private final Company company;
    private final OncePerTransaction<Facts, ReminderPlan> known = new OncePerTransaction<>();

    ReminderPlans(ReminderPolicy policy, BusinessCalendar calendar, Organization organization, Company company) {
        this.policy = policy;
        this.calendar = calendar;
        this.organization = organization;
        this.company = company;
    }

    private record Facts(String kind, @Nullable BigDecimal baseAmount, String urgency) {}

    ReminderPlan of(ApprovalCycle cycle) {
        return known.of(new Facts(cycle.kind(), cycle.baseAmount(), cycle.urgency()), () -> asked(cycle));
    }

    private ReminderPlan asked(ApprovalCycle cycle) {
        try {
            return policy.planFor(cycle.kind(), cycle.baseAmount(), cycle.urgency());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The reminder policy could not be evaluated for {}: the shipped plan applies", cycle.document(), e);
            return ReminderPlan.SHIPPED;
        }
    }

    /** How the days of a step are counted: by the clock and the holidays of the one person asked, else by the company's. */
    DayCount countFor(ApprovalStep step) {
        return countFor(step.assignee());
    }

    /** How the days of a person are counted: by their clock and holidays, else by the company's. */
    DayCount countFor(Optional<UserId> person) {
        return person.flatMap(organization::person)
                .map(profile -> calendar.in(zone(profile), profile.country(), profile.region()))
                .orElseGet(() -> calendar.in(company.timeZone()));
    }

    /** Whether a person may be reminded now of a step: where the policy counts business days, on theirs alone. */
    boolean isReminderDay(ApprovalCycle cycle, UserId person, Instant now) {
        var works = organization
                .person(person)
                .map(profile -> calendar.isWorkingDay(
                        LocalDate.ofInstant(now, zone(profile)), profile.country(), profile.region()))
                .orElseGet(() -> calendar.isWorkingDay(LocalDate.ofInstant(now, company.timeZone()), null, null));
        return works || !of(cycle).businessDays();
    }

    private ZoneId zone(Person profile) {
        try {
            return ZoneId.of(profile.timeZone());
        } catch (DateTimeException e) {
            return company.timeZone();
        }
    }
}
