package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.util.Collection;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is in approval keeps the steps that it was submitted with (R02), whatever becomes of the policy. An administrator can
 * send single documents through the policy in force instead: their approval starts anew, and the record says who wanted it and
 * why.
 */
@Service
@Transactional
public class ApprovalRerouting {

    private static final int LONGEST = 2000;

    private final ApprovalCycles cycles;
    private final CurrentCycles current;
    private final ApprovalFreezing freezing;
    private final ObjectProvider<ApprovalTasks> tasks;
    private final AuditTrail audit;

    ApprovalRerouting(
            ApprovalCycles cycles,
            CurrentCycles current,
            ApprovalFreezing freezing,
            ObjectProvider<ApprovalTasks> tasks,
            AuditTrail audit) {
        this.cycles = cycles;
        this.current = current;
        this.freezing = freezing;
        this.tasks = tasks;
        this.audit = audit;
    }

    /**
     * Documents in approval whose steps an earlier version of the approval policy named, the oldest first.
     *
     * @param version the version in force
     * @throws NotAllowed unless the actor reads everything
     */
    @Transactional(readOnly = true)
    public Page<FrozenBefore> frozenBefore(int version, Actor actor, Pageable page) {
        if (!actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
        return cycles.frozenBefore(version, page)
                .map(cycle -> new FrozenBefore(
                        cycle.document(),
                        cycle.kind(),
                        cycle.title(),
                        cycle.requester(),
                        cycle.total(),
                        cycle.policyVersion(),
                        cycle.submittedAt()));
    }

    /** Those of these numbers that no document was ever asked to be approved under. */
    @Transactional(readOnly = true)
    public List<String> unknown(Collection<String> documents) {
        return documents.stream()
                .distinct()
                .filter(number -> number.isBlank() || cycles.current(number).isEmpty())
                .toList();
    }

    /**
     * Sends a document through the policy in force: a new round takes the place of the one that is open, and whoever agreed in
     * that is asked again where the policy names them.
     *
     * @param version the version in force
     * @throws org.countersign.shared.RuleViolation when it has its steps from that version already, when nobody is asked at
     *     this moment, when the policy gives it no steps, or when the actor asked for the document (R04)
     */
    public void reroute(DocumentNumber document, int version, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
        var said = Formats.trimmed(reason);
        check(said != null && said.length() <= LONGEST, ApprovalRule.REROUTING_NEEDS_REASON);
        var cycle = current.lock(document).orElseThrow(() -> new NotFound("approval of", document));
        check(!actor.user().equals(cycle.requester()), ApprovalRule.REQUESTER_NEVER_APPROVES, document);
        check(
                cycle.isPending()
                        && cycle.failure() == null
                        && cycle.policyVersion() > 0
                        && cycle.policyVersion() < version,
                ApprovalRule.NOTHING_TO_REROUTE,
                document);
        var port = tasks.stream().filter(one -> one.canAskAnew(document)).findFirst();
        check(port.isPresent(), ApprovalRule.NOBODY_IS_ASKED_NOW, document);
        var routed = freezing.routedAnew(cycle);
        var failure = routed.failure();
        if (failure != null) {
            throw new RuleViolation(ApprovalRule.POLICY_GIVES_NO_STEPS, document, failure);
        }
        audit.record(AuditEvent.of(document, "approval.rerouted", actor)
                .rule("R02")
                .with("reason", said)
                .with("cycle", cycle.number())
                .changed("policyVersion", cycle.policyVersion(), routed.policyVersion()));
        freezing.freeze(routed);
        port.orElseThrow().askAnew(document);
    }
}
