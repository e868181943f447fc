package org.countersign.currency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@CoreTest
class ExchangeRateTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ExchangeRates rates;

    @Test
    @DisplayName("R12: an amount is converted exactly, at the latest rate of the date or before")
    void theLatestRateCounts() throws Exception {
        send(post("/api/v1/exchange-rates"), rate("SEK", "2026-01-01", "10"));
        send(post("/api/v1/exchange-rates"), rate("SEK", "2026-02-01", "3"));

        assertThat(rates.toBase(Money.of("100", "SEK"), LocalDate.of(2025, 12, 31)))
                .isEmpty();
        var january =
                rates.toBase(Money.of("100", "SEK"), LocalDate.of(2026, 1, 31)).orElseThrow();
        assertThat(january.base().amount()).isEqualByComparingTo("10");
        assertThat(january.rateDate()).isEqualTo(LocalDate.of(2026, 1, 1));
        var february =
                rates.toBase(Money.of("100", "SEK"), LocalDate.of(2026, 2, 1)).orElseThrow();
        assertThat(february.base()).isEqualTo(Money.of("33.3333333333", "EUR"));
    }

    @Test
    @DisplayName("R03: without a rate there is no conversion")
    void withoutARateThereIsNone() {
        assertThat(rates.toBase(Money.of("1", "NOK"), LocalDate.of(2026, 1, 1))).isEmpty();
        assertThat(rates.toBase(Money.of("1.23", "EUR"), LocalDate.of(1999, 1, 1))
                        .orElseThrow()
                        .base())
                .isEqualTo(Money.of("1.23", "EUR"));
    }

    @Test
    void aRateIsKeptByFinanceOfficers() throws Exception {
        send(post("/api/v1/exchange-rates"), rate("DKK", "2026-01-01", "7.4603"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/exchange-rates/DKK/2026-01-01"))
                .andExpect(jsonPath("$.rate").value("7.4603"));
        send(post("/api/v1/exchange-rates"), rate("DKK", "2026-01-01", "7.5")).andExpect(status().isConflict());
        send(put("/api/v1/exchange-rates/DKK/2026-01-01"), "{\"rate\": 7.5}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rate").value("7.50"));
        mvc.perform(get("/api/v1/exchange-rates?currency=DKK").with(by("anna")))
                .andExpect(jsonPath("$.content[0].rate").value("7.50"))
                .andExpect(jsonPath("$.totalElements").value(1));
        mvc.perform(post("/api/v1/exchange-rates")
                        .with(by("admin", Group.ADMINISTRATOR))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(rate("DKK", "2026-05-01", "7.4")))
                .andExpect(status().isForbidden());
    }

    @Test
    void aFaultyRateIsRefused() throws Exception {
        send(post("/api/v1/exchange-rates"), "{\"currency\":\"EUR\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[*].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder("currency", "date", "rate")));
        send(post("/api/v1/exchange-rates"), rate("JPY", "2026-01-01", "0"))
                .andExpect(status().isUnprocessableEntity());
        send(post("/api/v1/exchange-rates"), rate("JPY", "2026-01-01", "0.12345678901"))
                .andExpect(status().isUnprocessableEntity());
        send(post("/api/v1/exchange-rates"), rate("JPY", "01.01.2026", "1"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.fields[0].field").value("date"));
    }

    private static String rate(String currency, String date, String rate) {
        return "{\"currency\":\"%s\",\"date\":\"%s\",\"rate\":\"%s\"}".formatted(currency, date, rate);
    }

    private ResultActions send(MockHttpServletRequestBuilder call, String body) throws Exception {
        return mvc.perform(call.with(by("finance", Group.FINANCE_OFFICER))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
