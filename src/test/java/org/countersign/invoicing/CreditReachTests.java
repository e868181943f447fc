package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CreditReachTests {

    private static final String ORDER = "PO-2026-000001";

    private static CreditReach credit(boolean named, boolean loose, String... lines) {
        return new CreditReach(named, Set.of(lines), Set.of(ORDER), loose);
    }

    @Test
    @DisplayName(
            "R16: a credit for one order line is no answer to what waits for another one, though it names the invoice")
    void oneLineIsNotAnother() {
        for (var named : new boolean[] {true, false}) {
            var note = credit(named, false, ORDER + "/1");
            assertThat(note.reachesLine(ORDER + "/1")).isTrue();
            assertThat(note.reachesLine(ORDER + "/2")).isFalse();
        }
    }

    @Test
    @DisplayName("R16: a credit that names the invoice and says of no line what it is for may be for any of them")
    void aCreditForTheWholeInvoice() {
        assertThat(credit(true, true).reachesLine(ORDER + "/2")).isTrue();
        assertThat(credit(false, true).reachesLine(ORDER + "/2")).isFalse();
        assertThat(credit(true, false, ORDER + "/1").reachesLine(null)).isTrue();
        assertThat(credit(false, false, ORDER + "/1").reachesLine(null)).isFalse();
    }

    @Test
    @DisplayName(
            "R16: what is wrong with the whole invoice waits for a credit that names it; what is beyond an order's total"
                    + " for any credit of that order")
    void differencesOfTheWhole() {
        assertThat(credit(true, false).reachesWhole(null)).isTrue();
        assertThat(credit(false, false, ORDER + "/1").reachesWhole(null)).isFalse();
        assertThat(credit(false, false, ORDER + "/1").reachesWhole(ORDER)).isTrue();
        assertThat(credit(false, false, ORDER + "/1").reachesWhole("PO-2026-000002"))
                .isFalse();
    }
}
