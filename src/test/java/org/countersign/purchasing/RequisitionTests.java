package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.purchasing.QuantityExamples.NOW;
import static org.countersign.purchasing.QuantityExamples.approved;
import static org.countersign.purchasing.QuantityExamples.content;
import static org.countersign.purchasing.QuantityExamples.draft;
import static org.countersign.purchasing.QuantityExamples.line;

import java.util.Map;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequisitionTests {

    @Test
    @DisplayName("R09: nothing can be edited while in the cycle; what was sent back can be edited and submitted again")
    void nothingIsEditedWhileInTheCycle() {
        var requisition = draft(line("1", "10.00"));
        requisition.submit(NOW);

        assertThatThrownBy(() -> requisition.replace(content("EUR", line("2", "10.00"))))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("R09");
        assertThatThrownBy(() -> requisition.submit(NOW)).isInstanceOf(RuleViolation.class);

        requisition.sendBack("Two, please");
        assertThat(requisition.lastNote()).isEqualTo("Two, please");
        requisition.replace(content("EUR", line("2", "10.00")));
        requisition.submit(NOW);
        assertThat(requisition.status()).isEqualTo(RequisitionStatus.IN_APPROVAL);
        assertThat(requisition.total().amount()).isEqualByComparingTo("20.00");
    }

    @Test
    @DisplayName("R09: rejection is final")
    void rejectionIsFinal() {
        var requisition = draft(line("1", "10.00"));
        requisition.submit(NOW);
        requisition.reject("No");

        assertThatThrownBy(() -> requisition.submit(NOW)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> requisition.withdraw("Changed my mind")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> requisition.approve(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anApprovedOneCanNoLongerBeWithdrawn() {
        assertThatThrownBy(() -> approved(line("1", "10.00")).withdraw("Changed my mind"))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void aSupplierIsNamedOnceForALineThatHasNone() {
        var requisition = approved(line("1", "10.00", null, null), line("1", "10.00"));
        assertThat(requisition.linesWithoutSupplier()).containsExactly(1);

        requisition.nameSupplier(1, "S-9");

        assertThat(requisition.suppliers()).containsExactly("S-1", "S-9");
        assertThatThrownBy(() -> requisition.nameSupplier(1, "S-8")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> requisition.nameSupplier(3, "S-8")).isInstanceOf(RuleViolation.class);
    }
}
