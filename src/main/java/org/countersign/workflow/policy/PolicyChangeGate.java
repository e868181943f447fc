package org.countersign.workflow.policy;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.ModelBean;

/** What the model asks a change of a decision table: the aggregate itself, never a variable. */
@ModelBean
public class PolicyChangeGate {

    private final PolicyChanges changes;

    PolicyChangeGate(PolicyChanges changes) {
        this.changes = changes;
    }

    /** Who may release it: everybody of the group but its author. */
    public List<String> releasers(String id) {
        return changes.releasersOf(change(id)).stream().map(UserId::value).toList();
    }

    /** Whether it is in force. */
    public boolean released(String id) {
        return change(id).state() == PolicyChangeState.RELEASED;
    }

    /** Whether it comes into force at a later time. */
    public boolean scheduled(String id) {
        return change(id).state() == PolicyChangeState.SCHEDULED;
    }

    /** When it comes into force. */
    public Date effectiveAt(String id) {
        return Date.from(Objects.requireNonNull(change(id).effectiveAt(), "This change waits for no time"));
    }

    private PolicyChange change(String id) {
        return changes.change(id, Actor.SYSTEM);
    }
}
