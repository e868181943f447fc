package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedNumberTests {

    @ParameterizedTest
    @ValueSource(strings = {"INV-007", "inv 7", "INV007", "Inv/0007", " inv_7 ", "ＩＮＶ７"})
    @DisplayName("R18: numbers are compared as their runs of letters and of digits without leading zeros")
    void sameNumber(String written) {
        assertThat(NormalizedNumber.of(written)).isEqualTo(NormalizedNumber.of("INV-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INV-70", "INV-0-7", "IN-V7", "INV-7A", "7", "INV"})
    @DisplayName("R18: other runs are other numbers")
    void otherNumber(String written) {
        assertThat(NormalizedNumber.of(written)).isNotEqualTo(NormalizedNumber.of("INV-7"));
    }

    @Test
    @DisplayName("R18: zero stays a number, and what has neither letter nor digit stays itself")
    void oddNumbers() {
        assertThat(NormalizedNumber.of("000")).isEqualTo("0");
        assertThat(NormalizedNumber.of(" -/- ")).isEqualTo("-/-");
    }
}
