package org.countersign.approval;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The exchange rates that were frozen with the steps of documents, and what these come to at them (R02). */
@Component
@Transactional(readOnly = true)
public class FrozenRates {

    private final ApprovalCycles cycles;
    private final CurrentCycles current;

    FrozenRates(ApprovalCycles cycles, CurrentCycles current) {
        this.cycles = cycles;
        this.current = current;
    }

    /** What a document came to when its last round began; empty where it never was in approval. */
    public Optional<FrozenAmount> amountOf(DocumentNumber document) {
        return current.of(document).map(cycle -> FrozenAmount.of(cycle.total(), cycle.baseAmount(), cycle.rate()));
    }

    /**
     * The rate of each document's last round.
     *
     * @param documents their numbers
     * @return by number; documents of which none was kept are left out
     */
    public Map<String, UsedRate> of(Collection<String> documents) {
        var rates = new HashMap<String, UsedRate>();
        if (!documents.isEmpty()) {
            cycles.ratesOf(documents).forEach(row -> rates.put((String) row[0], (UsedRate) row[1]));
        }
        return rates;
    }
}
