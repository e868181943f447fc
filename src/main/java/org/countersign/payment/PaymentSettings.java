package org.countersign.payment;

import java.math.BigDecimal;
import java.util.Locale;
import org.countersign.shared.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that we pay from, and what money costs us. Set with {@code countersign.payment.*}.
 *
 * @param iban our account; without it no run is released
 * @param bic of the bank that keeps it; null where the IBAN says enough
 * @param accountHolder whose account it is; the company's name where it is not given
 * @param costOfCapital percent a year: a discount that earns less is not worth taking
 */
@ConfigurationProperties("countersign.payment")
public record PaymentSettings(
        @Nullable String iban,
        @Nullable String bic,
        @Nullable String accountHolder,
        @DefaultValue("8.0") BigDecimal costOfCapital) {

    /** @throws IllegalArgumentException for an account or a bank that no file for the bank could name */
    public PaymentSettings {
        iban = compact(iban);
        bic = compact(bic);
        if (iban != null && !Formats.isIban(iban)) {
            throw new IllegalArgumentException("countersign.payment.iban is no IBAN, or its check digits are wrong");
        }
        if (bic != null && !Formats.isBic(bic)) {
            throw new IllegalArgumentException("countersign.payment.bic is no BIC");
        }
    }

    private static @Nullable String compact(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
