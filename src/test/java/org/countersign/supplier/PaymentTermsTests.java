package org.countersign.supplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTermsTests {

    @ParameterizedTest
    @CsvSource({
        "NET30, 2026-01-31, 2026-03-02",
        "net 0, 2026-01-31, 2026-01-31",
        "EOM, 2028-02-03, 2028-02-29",
        "eom, 2026-12-31, 2026-12-31",
        "2/10 NET30, 2026-03-01, 2026-03-31"
    })
    void aDueDateFollowsFromTheTerms(String terms, LocalDate invoiced, LocalDate due) {
        assertThat(PaymentTerms.parse(terms).orElseThrow().dueDate(invoiced)).isEqualTo(due);
    }

    @Test
    void aDiscountIsKeptForItsDays() {
        var terms = PaymentTerms.parse(" 2.5/10  NET30 ").orElseThrow();

        assertThat(terms.discountPercent()).isEqualByComparingTo("2.5");
        assertThat(terms.discountDate(LocalDate.of(2026, 3, 1))).contains(LocalDate.of(2026, 3, 11));
        assertThat(terms).hasToString("2.5/10 NET30");
        assertThat(PaymentTerms.parse("NET30").orElseThrow().discountDate(LocalDate.of(2026, 3, 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "NET", "NET-1", "NET3000", "2/40 NET30", "2/10", "in 30 days", "EOM+30", "101/1 NET30x"
            })
    void anythingElseIsNoTerms(String text) {
        assertThat(PaymentTerms.parse(text)).isEmpty();
    }
}
