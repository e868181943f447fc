package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an order knows of an invoice that matched it. */
@Embeddable
class OrderInvoice {

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "payable")
    private BigDecimal payable;

    @Column(name = "paid")
    private BigDecimal paid;

    @Column(name = "recalled")
    private boolean recalled;

    @SuppressWarnings("NullAway.Init")
    protected OrderInvoice() {}

    OrderInvoice(String invoice, BigDecimal payable, BigDecimal paid) {
        this(invoice, payable, paid, false);
    }

    private OrderInvoice(String invoice, BigDecimal payable, BigDecimal paid, boolean recalled) {
        this.invoice = invoice;
        this.payable = payable;
        this.paid = paid;
        this.recalled = recalled;
    }

    String invoice() {
        return invoice;
    }

    OrderInvoice paid(BigDecimal total) {
        return new OrderInvoice(invoice, payable, total, recalled);
    }

    OrderInvoice stopped() {
        return new OrderInvoice(invoice, payable, paid, true);
    }

    BigDecimal paid() {
        return paid;
    }

    /** Whether it was stopped after a part was paid, and is not matched again yet. */
    boolean isRecalled() {
        return recalled;
    }

    boolean isPaid() {
        if (payable.signum() == 0) {
            return !isPrepaid();
        }
        // A credit note's payable is negative: it is settled when that much was taken back.
        return payable.signum() > 0 ? paid.compareTo(payable) >= 0 : paid.compareTo(payable) <= 0;
    }

    /** A prepayment claims nothing of the order: what is paid of it waits to be set off with an invoice. */
    boolean isPrepaid() {
        return payable.signum() == 0 && paid.signum() != 0;
    }

    boolean isTouched() {
        return paid.signum() != 0;
    }

    /** By its figures: otherwise every flush would take the set of an order's invoices for another one, and write it again. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderInvoice that
                && invoice.equals(that.invoice)
                && payable.compareTo(that.payable) == 0
                && paid.compareTo(that.paid) == 0
                && recalled == that.recalled;
    }

    @Override
    public int hashCode() {
        return invoice.hashCode();
    }
}
