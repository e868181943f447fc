package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.countersign.invoicing.ExceptionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped exception routing: every kind of difference has one handler. */
class ExceptionRoutingTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @EnumSource
    @DisplayName("R20: each exception type has its own handler")
    void everyTypeHasItsHandler(ExceptionType type) {
        var expected = switch (type) {
            case PRICE_VARIANCE, UNMATCHED_LINE, UNPLANNED_COST, ORDER_NOT_OPEN, UNKNOWN_ORDER, UNIT_MISMATCH ->
                "purchasing-agent";
            case QUANTITY_NOT_ORDERED, QUANTITY_NOT_RECEIVED, MISSING_RECEIPT -> "receiver";
            case TAX_VARIANCE,
                    TOTAL_MISMATCH,
                    DUPLICATE_INVOICE,
                    CURRENCY_MISMATCH,
                    SUPPLIER_MISMATCH,
                    INVALID_DOCUMENT -> "accounts-payable";
            case BANK_ACCOUNT_CHANGED -> "finance-officer";
            case AMOUNT_OVER_ORDER -> "approvers";
        };

        var result = ENGINE.evaluateDecisionTable(
                ApprovalPolicyTests.table(ENGINE, "exception-routing"), Map.of("exceptionType", type.name()));

        assertThat(result.getSingleResult().getEntryMap()).isEqualTo(Map.of("handler", expected));
    }
}
