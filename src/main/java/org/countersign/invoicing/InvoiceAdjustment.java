package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An allowance or charge of the whole document as it is kept. */
@Embeddable
class InvoiceAdjustment {

    @Column(name = "is_charge")
    private boolean charge;

    @Column(name = "amount")
    private BigDecimal amount;

    @Column(name = "tax_rate")
    private @Nullable BigDecimal taxRate;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "reason_code")
    private @Nullable String reasonCode;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceAdjustment() {}

    InvoiceAdjustment(InvoiceDraft.Adjustment from) {
        this.charge = from.charge();
        this.amount = from.amount();
        this.taxRate = from.taxRate();
        this.reason = from.reason();
        this.reasonCode = from.reasonCode();
    }

    InvoiceDraft.Adjustment asReceived() {
        return new InvoiceDraft.Adjustment(charge, amount, taxRate, reason, reasonCode);
    }
}
