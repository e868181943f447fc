package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.purchasing.ReceiptTolerance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be kept beyond the order is what may be invoiced beyond it: one table says both. */
@Component
class DecisionTableReceiptTolerance implements ReceiptTolerance {

    private final MatchPolicy policy;

    DecisionTableReceiptTolerance(MatchPolicy policy) {
        this.policy = policy;
    }

    @Override
    public BigDecimal percentOver(@Nullable String category, String supplier) {
        return policy.tolerances(category, supplier).quantityPercent();
    }

    @Override
    public boolean receivedByInvoice(@Nullable String category, String supplier) {
        return policy.tolerances(category, supplier).mode() == MatchMode.TWO_WAY;
    }
}
