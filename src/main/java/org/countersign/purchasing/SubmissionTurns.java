package org.countersign.purchasing;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.TreeSet;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Submissions of one requester to one supplier come one after the other: of two at the same moment each would not see the
 * other, and splitting would help after all (R10). A fixed set of rows stands for all pairs, so that pairs never seen before
 * can be locked too, and strangers seldom wait for each other.
 */
@Component
class SubmissionTurns {

    private static final int SLOTS = 256;

    private final EntityManager entities;

    SubmissionTurns(EntityManager entities) {
        this.entities = entities;
    }

    /** Waits until nobody else submits for one of these pairs; holds them until the transaction ends. */
    void take(UserId requester, Collection<String> suppliers) {
        if (suppliers.isEmpty()) {
            return;
        }
        var slots = new TreeSet<Integer>();
        suppliers.forEach(supplier -> slots.add(Math.floorMod((requester.value() + "/" + supplier).hashCode(), SLOTS)));
        entities.createNativeQuery("select slot from requisition_turns where slot in (:slots) order by slot for update")
                .setParameter("slots", slots)
                .getResultList();
    }
}
