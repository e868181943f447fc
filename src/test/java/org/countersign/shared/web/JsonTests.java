package org.countersign.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CoreTest
class JsonTests {

    @Autowired
    private ObjectMapper json;

    @ParameterizedTest
    @CsvSource({
        "100, 100",
        "100.50, 100.50",
        "1E+3, 1000",
        "0.00, 0.00",
        "100.000000, 100.00",
        "0.12345678, 0.12345678",
        "1.50000000, 1.50",
        "1.2300, 1.23",
        "1.2340, 1.234",
        "-3.1000, -3.10",
        "0E-8, 0.00"
    })
    @DisplayName("R12: decimals are written as plain strings, the same before and after the database")
    void decimalsAreWrittenAsPlainStrings(BigDecimal value, String text) throws Exception {
        assertThat(json.writeValueAsString(new Thing(value, null, null, null))).contains("\"amount\":\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234.5", "\"1234.5\"", "\" 1234.5 \"", "12345e-1"})
    @DisplayName("R12: decimals are read exactly, from strings and from numbers")
    void decimalsAreReadFromStringsAndNumbers(String given) throws Exception {
        assertThat(json.readValue("{\"amount\":" + given + "}", Thing.class).amount())
                .isEqualByComparingTo("1234.5");
        assertThat(json.readValue("{\"amount\":0.1}", Thing.class).amount()).isEqualTo(new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"1,5\"", "\"abc\"", "true", "[]", "{}", "1e999999999", "\"1e-999999999\"", "\"0x10\""})
    void anythingElseIsNoDecimal(String given) {
        assertThatThrownBy(() -> json.readValue("{\"amount\":" + given + "}", Thing.class))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void aTimeIsGivenAsDateOrWithOffset() throws Exception {
        assertThat(json.readValue("{\"paidAt\":\"2026-07-01\"}", Thing.class).paidAt())
                .as("the beginning of the day in Berlin")
                .isEqualTo(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(json.readValue("{\"paidAt\":\"2026-07-01T10:00:00+02:00\"}", Thing.class)
                        .paidAt())
                .isEqualTo(Instant.parse("2026-07-01T08:00:00Z"));
        assertThat(json.readValue("{\"paidAt\":\"2026-07-01T10:00:00.1234567Z\"}", Thing.class)
                        .paidAt())
                .isEqualTo(Instant.parse("2026-07-01T10:00:00.123456Z"));
        assertThat(json.readValue("{\"paidAt\":null}", Thing.class).paidAt()).isNull();
        assertThat(json.writeValueAsString(new Thing(null, Instant.parse("2026-07-01T08:00:00Z"), null, null)))
                .contains("\"paidAt\":\"2026-07-01T08:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "\"2026-02-30\"", "\"2026-07-01T10:00:00\"", "1751356800", "\"\""})
    void anythingElseIsNoTime(String given) {
        assertThatThrownBy(() -> json.readValue("{\"paidAt\":" + given + "}", Thing.class))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void nothingIsGuessed() {
        for (var body : new String[] {
            "{\"amuont\":1}",
            "{\"amount\":1,\"amount\":2}",
            "{\"amount\":1} {}",
            "{\"lines\":1.5}",
            "{\"day\":20260701}"
        }) {
            assertThatThrownBy(() -> json.readValue(body, Thing.class)).as(body).isInstanceOf(Exception.class);
        }
    }

    record Thing(BigDecimal amount, @InstantOrDate Instant paidAt, LocalDate day, Integer lines) {}
}
