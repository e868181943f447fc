package org.countersign.workflow.approval;

import org.countersign.approval.ApprovalWatch;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hands over what absences that began or ended without a server have brought, before the first job: otherwise people would be
 * reminded of what goes to somebody else in the next moment, or comes to them only then (R08). Everything that the engine
 * needs is set up by then; jobs begin when the server is ready.
 */
@Component
class AbsencesFirst {

    private final ApprovalWatch watch;

    AbsencesFirst(ApprovalWatch watch) {
        this.watch = watch;
    }

    @EventListener(ApplicationStartedEvent.class)
    void handOver() {
        watch.absences();
    }
}
