package org.countersign.approval;

import java.time.ZoneId;
import org.countersign.shared.Company;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The reminder policy as it stands now, asked about a cycle; the shipped plan where it cannot be evaluated (R07). */
@Component
class ReminderPlans {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderPlans.class);

    private final ReminderPolicy policy;
    private final Company company;

    ReminderPlans(ReminderPolicy policy, Company company) {
        this.policy = policy;
        this.company = company;
    }

    ReminderPlan of(ApprovalCycle cycle) {
        try {
            return policy.planFor(cycle.kind(), cycle.baseAmount(), cycle.urgency());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The reminder policy could not be evaluated for {}: the shipped plan applies", cycle.document(), e);
            return ReminderPlan.SHIPPED;
        }
    }

    /** Where the days of a step are counted. */
    ZoneId zoneOf(ApprovalStep step) {
        return company.timeZone();
    }
}
