package org.countersign.workflow.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskPriorityTests {

    @ParameterizedTest
    @CsvSource({
        "normal, 9999.99, 50",
        "normal, 10000.00, 60",
        "normal, 99999.99, 60",
        "normal, 100000.00, 70",
        "low, 100000.00, 45",
        "high, 1.00, 75",
        "high, 100000.00, 95",
        "normal, , 50"
    })
    @DisplayName("Urgency comes first, then the amount; an amount alone makes nothing urgent")
    void urgencyComesFirst(String urgency, BigDecimal amount, int priority) {
        assertThat(TaskPriority.of(urgency, amount)).isEqualTo(priority);
    }
}
