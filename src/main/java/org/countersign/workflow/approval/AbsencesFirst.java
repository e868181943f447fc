package org.countersign.workflow.approval;

import org.countersign.approval.ApprovalWatch;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Hands over what absences that began or ended without a server have brought, before the first job: otherwise people would be
 * reminded of what goes to somebody else in the next moment, or comes to them only then (R08).
 */
@Component
@Lazy(false)
class AbsencesFirst implements SmartInitializingSingleton {

    private final ApprovalWatch watch;

    AbsencesFirst(ApprovalWatch watch) {
        this.watch = watch;
    }

    @Override
    public void afterSingletonsInstantiated() {
        watch.absences();
    }
}
