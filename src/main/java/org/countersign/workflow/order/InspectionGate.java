package org.countersign.workflow.order;

import java.util.List;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.ModelBean;

/** What the model asks a receipt about its inspection: the aggregate itself, never a variable. */
@ModelBean
public class InspectionGate {

    private final GoodsReceiving receiving;

    InspectionGate(GoodsReceiving receiving) {
        this.receiving = receiving;
    }

    /** The groups that inspect it, as the policy said when it was booked. */
    public List<String> inspectors(String receipt) {
        return receiving.receipt(new DocumentNumber(receipt)).inspectors().stream()
                .sorted()
                .toList();
    }

    /** Whether something of it waits for its inspection. */
    public boolean waits(String receipt) {
        return receiving.receipt(new DocumentNumber(receipt)).awaitsInspection();
    }
}
