package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.countersign.currency.ExchangeRates.Converted;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment in a foreign currency came to in base currency, with the rate of its day, and what the same amount came to
 * on the day of the invoice: kept as it was, whatever becomes of the rates.
 */
@Embeddable
public class PaymentRates {

    @Column(name = "rate")
    private @Nullable BigDecimal rate;

    @Column(name = "rate_date")
    private @Nullable LocalDate rateDate;

    @Column(name = "base_amount")
    private @Nullable BigDecimal baseAmount;

    @Column(name = "invoice_rate")
    private @Nullable BigDecimal invoiceRate;

    @Column(name = "invoice_rate_date")
    private @Nullable LocalDate invoiceRateDate;

    @Column(name = "invoice_base_amount")
    private @Nullable BigDecimal invoiceBaseAmount;

    /** For the persistence provider. */
    protected PaymentRates() {}

    PaymentRates(Converted paid, @Nullable Converted invoiced) {
        this.rate = paid.rate();
        this.rateDate = paid.rateDate();
        this.baseAmount = rounded(paid);
        if (invoiced != null) {
            this.invoiceRate = invoiced.rate();
            this.invoiceRateDate = invoiced.rateDate();
            this.invoiceBaseAmount = rounded(invoiced);
        }
    }

    private static BigDecimal rounded(Converted converted) {
        return converted.base().amount().setScale(Money.digits(converted.base().currency()), RoundingMode.HALF_UP);
    }

    /** Units of the payment's currency per one of the base currency, on the day of the payment. */
    public @Nullable BigDecimal rate() {
        return rate;
    }

    /** From when on that rate was valid. */
    public @Nullable LocalDate rateDate() {
        return rateDate;
    }

    /** The payment in base currency. */
    public @Nullable BigDecimal baseAmount() {
        return baseAmount;
    }

    /** The rate of the day of the invoice; null where none was known. */
    public @Nullable BigDecimal invoiceRate() {
        return invoiceRate;
    }

    /** From when on the rate of the invoice was valid. */
    public @Nullable LocalDate invoiceRateDate() {
        return invoiceRateDate;
    }

    /** The same amount in base currency at the rate of the invoice. */
    public @Nullable BigDecimal invoiceBaseAmount() {
        return invoiceBaseAmount;
    }

    /** What the payment cost more in base currency than the invoice promised; negative where it cost less. */
    public @Nullable BigDecimal difference() {
        return baseAmount == null || invoiceBaseAmount == null ? null : baseAmount.subtract(invoiceBaseAmount);
    }
}
