package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPropertiesTests {

    @Test
    @DisplayName("R22: a payment run may have a pattern of its own")
    void aRunHasAPatternOfItsOwn() {
        assertThat(with("ZL-{year}-{sequence:4}").format(Series.PAYMENT_RUN, 2026, 7))
                .isEqualTo("ZL-2026-0007");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAY/{year}/{sequence:6}",
                "Zahlungslauf für {year} {sequence:3}",
                "PAYMENTS-{year}-{sequence:20}"
            })
    @DisplayName("R22: a pattern of payment runs that no file for a bank takes stops the start")
    void aRunHasANumberThatBanksTake(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(pattern)).withMessageContaining("payment-run");
    }

    private static NumberingProperties with(String pattern) {
        return new NumberingProperties(Map.of("payment-run", pattern));
    }
}
