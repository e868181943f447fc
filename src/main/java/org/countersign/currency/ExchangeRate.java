package org.countersign.currency;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A rate, valid from its date on until the next one. */
@Entity
@Table(name = "exchange_rates")
public class ExchangeRate {

    /** As many as the database keeps, so that a rate reads the same before and after. */
    private static final int DIGITS = 10;

    @EmbeddedId
    private Key key;

    @Column(name = "rate", precision = 21, scale = 10)
    private BigDecimal rate;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ExchangeRate() {}

    ExchangeRate(Key key, BigDecimal rate) {
        this.key = key;
        this.rate = kept(rate);
    }

    /** ISO 4217 code of the foreign currency. */
    public String currency() {
        return key.currency();
    }

    /** From when on it is valid. */
    public LocalDate date() {
        return key.date();
    }

    /** Units of the foreign currency per one of the base currency. */
    public BigDecimal rate() {
        return rate;
    }

    void change(BigDecimal rate) {
        this.rate = kept(rate);
    }

    private static BigDecimal kept(BigDecimal rate) {
        return rate.setScale(DIGITS, RoundingMode.UNNECESSARY);
    }

    /** Currency and date. */
    @Embeddable
    record Key(
            @Column(name = "currency") String currency,
            @Column(name = "rate_date") LocalDate date) implements Serializable {}
}
