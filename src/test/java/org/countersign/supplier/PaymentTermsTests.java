package org.countersign.supplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.countersign.supplier.PaymentTerms.DiscountBase;
import org.countersign.supplier.PaymentTerms.Part;
import org.junit.jupiter.api.DisplayName;
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
        "EOM+15, 2026-01-31, 2026-02-15",
        "eom + 30, 2026-11-02, 2026-12-30",
        "30 days eom, 2026-01-31, 2026-03-31",
        "30 DAYS EOM, 2026-01-02, 2026-02-28",
        "2/10 EOM+15, 2026-03-01, 2026-04-15",
        "2/10 NET30, 2026-03-01, 2026-03-31",
        "'50% NET0, 50% NET30', 2026-03-01, 2026-03-31"
    })
    void aDueDateFollowsFromTheTerms(String terms, LocalDate invoiced, LocalDate due) {
        assertThat(PaymentTerms.parse(terms).orElseThrow().dueDate(invoiced)).isEqualTo(due);
    }

    @Test
    void aDiscountIsKeptForItsDays() {
        var terms = PaymentTerms.parse(" 2.5/10  NET30 ").orElseThrow();

        assertThat(terms.discount().percent()).isEqualByComparingTo("2.5");
        assertThat(terms.discount().base()).isEqualTo(DiscountBase.GROSS);
        assertThat(terms.discountDate(LocalDate.of(2026, 3, 1))).contains(LocalDate.of(2026, 3, 11));
        assertThat(terms).hasToString("2.5/10 NET30");
        assertThat(PaymentTerms.parse("NET30").orElseThrow().discountDate(LocalDate.of(2026, 3, 1)))
                .isEmpty();
    }

    @Test
    void aDiscountSaysWhatItIsTakenOf() {
        assertThat(PaymentTerms.parse("3/8 30 days EOM on goods")
                        .orElseThrow()
                        .discount()
                        .base())
                .isEqualTo(DiscountBase.GOODS);
        assertThat(PaymentTerms.parse("2/10 net30 on net").orElseThrow()).hasToString("2/10 NET30 ON NET");
        assertThat(PaymentTerms.parse("2/10 NET30 ON GROSS").orElseThrow()).hasToString("2/10 NET30");
    }

    @Test
    @DisplayName("R12: instalments come to exactly what is to be paid, the earliest first")
    void instalmentsComeToExactlyTheAmount() {
        var invoiced = LocalDate.of(2026, 3, 1);

        assertThat(PaymentTerms.parse("33.33% NET60, 33.33% NET0, 33.34% NET30")
                        .orElseThrow()
                        .partsOf(new BigDecimal("100.01"), invoiced, 2))
                .containsExactly(
                        new Part(invoiced, new BigDecimal("33.33")),
                        new Part(invoiced.plusDays(30), new BigDecimal("33.35")),
                        new Part(invoiced.plusDays(60), new BigDecimal("33.33")));
        assertThat(PaymentTerms.parse("50% NET0, 50% EOM").orElseThrow().partsOf(new BigDecimal("1001"), invoiced, 0))
                .extracting(Part::amount)
                .containsExactly(new BigDecimal("501"), new BigDecimal("500"));
        var tenths = "10% NET0, ".repeat(9) + "10% NET0";
        var few = PaymentTerms.parse(tenths).orElseThrow().partsOf(new BigDecimal("0.05"), invoiced, 2);
        assertThat(few).allMatch(part -> part.amount().signum() >= 0);
        assertThat(few.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NET30", "EOM", "EOM+15", "30 DAYS EOM", "2/10 NET30", "3/8 EOM ON GOODS", "50% NET0, 50% NET30"
            })
    void whatIsWrittenReadsTheSame(String text) {
        assertThat(PaymentTerms.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "NET",
                "NET-1",
                "NET3000",
                "2/40 NET30",
                "0/10 NET30",
                "100/10 NET30",
                "2/10",
                "in 30 days",
                "EOM-30",
                "2/10 NET30 ON FREIGHT",
                "NET30 ON NET",
                "50% NET0, 49.99% NET30",
                "50% NET0, 50%",
                "0% NET0, 100% NET30",
                "50% NET0,, 50% NET30",
                "2/10 50% NET0, 50% NET30",
                "101/1 NET30x"
            })
    void anythingElseIsNoTerms(String text) {
        assertThat(PaymentTerms.parse(text)).isEmpty();
    }
}
