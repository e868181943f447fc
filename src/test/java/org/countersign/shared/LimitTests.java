package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTests {

    @ParameterizedTest(name = "{3} of {4} with {0} % {2} {1}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2, 50, AND, 20.00, 1000, true",
                "2, 50, AND, 20.01, 1000, false",
                "2, 50, AND, 50.00, 10000, true",
                "2, 50, AND, 50.01, 10000, false",
                "2, 50, OR, 50.00, 1000, true",
                "2, 50, OR, 50.01, 1000, false",
                "2, 50, OR, 200.00, 10000, true",
                "2, 50, OR, 200.01, 10000, false",
                "2, -, AND, 200.00, 10000, true",
                "2, -, OR, 200.01, 10000, false",
                "-, 50, AND, 50, 1, true",
                "-, 50, OR, 50.000001, 1, false",
                "-, -, AND, 999999, 1, true",
                "0, 50, AND, 0.000001, 1000, false",
                "0, 50, OR, 50, 1000, true",
                "0, 0, OR, 0.000001, 1000, false",
                "0, 0, AND, 0, 1000, true",
                "2, -, AND, 0.01, -100, false"
            })
    @DisplayName("R14: both limits hold or one is enough, one that is not given limits nothing, and zero means exactly")
    void bothOrOne(String percent, String absolute, String how, String distance, String of, boolean allowed) {
        var limit = new Limit(number(percent), number(absolute), how.equals("OR"));
        assertThat(limit.allows(new BigDecimal(distance), new BigDecimal(of))).isEqualTo(allowed);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Test
    @DisplayName("It is told by its parts alone, and what was kept with more than those is still read")
    void itIsToldByItsParts() throws Exception {
        var json = new ObjectMapper();
        var told = json.writeValueAsString(Limit.ofPercent(BigDecimal.ONE));
        assertThat(told).isEqualTo("{\"percent\":1,\"absolute\":null,\"either\":false}");
        assertThat(json.readValue(told.replace("}", ",\"none\":false}"), Limit.class))
                .isEqualTo(Limit.ofPercent(BigDecimal.ONE));
    }
}
