package org.countersign.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is bought by contract, and what only looks like it. */
class ContractItemTests {

    private final Item item = new Item("I-1");

    @Test
    @DisplayName(
            "R02: bought by contract is what comes from its supplier, in its unit and currency, for no more than its price")
    void boughtByContract() {
        item.become("Chair", null, "EA", new BigDecimal("100"), "EUR", "S-1", null, null, "FC-7");

        assertThat(bought("S-1", "EA", "100.00", "EUR")).isTrue();
        assertThat(bought("S-1", "EA", "99.99", "EUR")).isTrue();
        assertThat(bought("S-1", "EA", "100.01", "EUR")).isFalse();
        assertThat(bought("S-2", "EA", "100", "EUR")).isFalse();
        assertThat(bought(null, "EA", "100", "EUR")).isFalse();
        assertThat(bought("S-1", "BX", "100", "EUR")).isFalse();
        assertThat(bought("S-1", "EA", "100", "USD")).isFalse();
    }

    @Test
    @DisplayName("R02: an item without a contract, a price or a supplier is never bought by contract")
    void withoutAContract() {
        item.become("Chair", null, "EA", new BigDecimal("100"), "EUR", "S-1", null, null, null);
        assertThat(bought("S-1", "EA", "1", "EUR")).isFalse();
        item.become("Chair", null, "EA", null, "EUR", "S-1", null, null, "FC-7");
        assertThat(bought("S-1", "EA", "0", "EUR")).isFalse();
        item.become("Chair", null, "EA", new BigDecimal("100"), "EUR", null, null, null, "FC-7");
        assertThat(bought(null, "EA", "1", "EUR")).isFalse();
    }

    private boolean bought(String supplier, String unit, String price, String currency) {
        return item.isBoughtByContract(supplier, unit, new BigDecimal(price), currency);
    }
}
