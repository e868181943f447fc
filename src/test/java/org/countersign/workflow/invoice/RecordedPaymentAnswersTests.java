package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.Approvals;
import org.countersign.approval.FrozenAmount;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordedPaymentAnswersTests {

    private static final Instant COMPARED = Instant.parse("2026-03-02T09:00:00Z");
    private static final InvoiceId INVOICE = new InvoiceId("INV-2026-000007");

    private final Approvals approvals = mock(Approvals.class);
    private final RecordedPaymentAnswers answers = new RecordedPaymentAnswers(approvals);

    @Test
    @DisplayName("R21: answers from before the invoice was compared again approve nothing, those from then on do")
    void answersFromBeforeDoNotCount() {
        recorded(
                answer(1, "early", COMPARED.minusNanos(1)),
                answer(1, "at-once", COMPARED),
                answer(1, "later", COMPARED.plusSeconds(60)),
                answer(1, "asked", null));

        assertThat(answers.approversOf(INVOICE, COMPARED)).containsExactlyInAnyOrder(user("at-once"), user("later"));
        assertThat(answers.approversOf(INVOICE, null))
                .containsExactlyInAnyOrder(user("early"), user("at-once"), user("later"), user("asked"));
    }

    @Test
    @DisplayName("R21: neither an earlier round nor the product itself approves a payment")
    void onlyPeopleOfTheLastRoundCount() {
        recorded(
                answer(1, "before", COMPARED.plusSeconds(1)),
                answer(2, UserId.SYSTEM.value(), COMPARED.plusSeconds(2)),
                answer(2, "now", COMPARED.plusSeconds(3)));

        assertThat(answers.approversOf(INVOICE, COMPARED)).containsExactly(user("now"));
    }

    private void recorded(ApprovalEntry... entries) {
        when(approvals.of(any())).thenReturn(List.of(entries));
    }

    private static ApprovalEntry answer(int cycle, String by, Instant at) {
        return new ApprovalEntry(
                cycle,
                1,
                "group:finance-officer",
                List.of(user(by)),
                null,
                "APPROVED",
                user(by),
                null,
                at,
                null,
                "rule_payment",
                1,
                "Paying has its own approval",
                null,
                List.of(),
                List.of(),
                new FrozenAmount(BigDecimal.TEN, "EUR", BigDecimal.TEN, null, null, null),
                false);
    }

    private static UserId user(String name) {
        return new UserId(name);
    }
}
