package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InspectedLinesTests {

    private static final ReceiptPolicy INSPECTED =
            new ReceiptPolicy(BigDecimal.ZERO, BigDecimal.ZERO, false, "quality");

    private final ReceiptTolerance tolerance = mock(ReceiptTolerance.class);
    private final PurchaseOrderManagement orders =
            new PurchaseOrderManagement(null, null, null, null, null, tolerance, null, null, null, null);
    private final PurchaseOrder order = QuantityExamples.dispatchedOrder(
            QuantityExamples.line("1", "5.00"),
            QuantityExamples.line("1", "5.00", QuantityExamples.SUPPLIER, "tools"),
            QuantityExamples.line("1", "5.00"));

    @Test
    @DisplayName(
            "R13: lines without a category are inspected, too, where the policy says so; each category is asked about once")
    void linesWithoutCategory() {
        when(tolerance.policy(null, QuantityExamples.SUPPLIER)).thenReturn(INSPECTED);
        when(tolerance.policy("tools", QuantityExamples.SUPPLIER)).thenReturn(ReceiptPolicy.EXACTLY);

        assertThat(orders.inspectors(order, List.of(1, 2, 3))).isEqualTo(Map.of(1, "quality", 3, "quality"));

        verify(tolerance, times(1)).policy(null, QuantityExamples.SUPPLIER);
        verify(tolerance, times(1)).policy("tools", QuantityExamples.SUPPLIER);
        verifyNoMoreInteractions(tolerance);
    }

    @Test
    @DisplayName("R03: a table that cannot be applied refuses what arrived in words, and takes nothing for inspected")
    void faultyTable() {
        when(tolerance.policy(any(), any())).thenThrow(new IllegalStateException("Rule r1 gives no usable inspector"));

        assertThatThrownBy(() -> orders.inspectors(order, List.of(1)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("match-policy")
                .hasMessageContaining("Rule r1 gives no usable inspector");
    }
}
