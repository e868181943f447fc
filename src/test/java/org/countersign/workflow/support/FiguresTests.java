package org.countersign.workflow.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.countersign.shared.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FiguresTests {

    @Test
    @DisplayName("What is written into a form is read from it again")
    void writtenMoneyIsRead() {
        var money = Money.of("-1234567.50", "EUR");
        assertThat(Figures.money(Figures.money(money))).contains(money);
        assertThat(Figures.money("12 each")).isEmpty();
        assertThat(Figures.money("12.00")).isEmpty();
        assertThat(Figures.money("EUR")).isEmpty();
    }

    @Test
    @DisplayName("A quantity is said with the unit’s name in the reader’s language, one without a name with its code")
    void quantitiesAreSaidInTheReadersLanguage() {
        assertThat(Figures.in(Figures.quantity(new BigDecimal("1200.5"), "C62"), Locale.GERMAN))
                .isEqualTo("1.200,5 Stück");
        assertThat(Figures.in(Figures.quantity(new BigDecimal("2"), "ZZ9"), Locale.GERMAN))
                .isEqualTo("2 ZZ9");
        assertThat(Figures.in("Bench 2,000", Locale.GERMAN)).isEqualTo("Bench 2,000");
    }
}
