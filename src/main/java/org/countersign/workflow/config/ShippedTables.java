package org.countersign.workflow.config;

import org.countersign.policy.PolicyChanges;
import org.countersign.shared.HoldEnded;
import org.countersign.shared.Restores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Proposes the tables of this release that were not deployed over tables that were changed here. */
@Component
class ShippedTables {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedTables.class);

    private final KeptTables kept;
    private final ObjectProvider<PolicyChanges> changes;
    private final Restores restores;

    ShippedTables(KeptTables kept, ObjectProvider<PolicyChanges> changes, Restores restores) {
        this.kept = kept;
        this.changes = changes;
        this.restores = restores;
    }

    /** Once for each file, whatever becomes of the proposal; while the server is held after a restore, not before its release. */
    @EventListener(HoldEnded.class)
    void propose() {
        if (!restores.isHeld()) {
            kept.takeWithheld().forEach(this::propose);
        }
    }

    private void propose(String key, String file) {
        LOG.info("{} was changed here: what this release ships for it is proposed, not deployed", key);
        try {
            changes.getObject().shipped(key, file);
        } catch (DataIntegrityViolationException e) {
            LOG.info("Another server proposes what is shipped for {}", key, e);
        } catch (RuntimeException e) {
            // A server starts without it; the next start finds the same file withheld.
            LOG.warn("What is shipped for {} is not proposed before the next start", key, e);
        }
    }
}
