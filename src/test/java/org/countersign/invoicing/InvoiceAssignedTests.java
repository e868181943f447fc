package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What persons said of an invoice's lines, one after the other. */
class InvoiceAssignedTests {

    private static final UserId CLERK = new UserId("ap");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    @DisplayName("A line that is said to be of another order is no longer paired with a line of the one before")
    void anotherOrderEndsAPairing() {
        var invoice = invoice();
        invoice.pair(1, new LinePaired("PO-2026-000002", 3, CLERK, NOW));
        invoice.pair(2, new LinePaired("PO-2026-000002", 4, CLERK, NOW));

        invoice.assign(Set.of(1), "PO-2026-000001", CLERK);

        assertThat(invoice.pairings()).containsOnlyKeys(2);
        invoice.assign(Set.of(2), "PO-2026-000002", CLERK);
        assertThat(invoice.pairings()).containsOnlyKeys(2);
        invoice.assign(Set.of(2), "PO-2026-000001", CLERK);
        assertThat(invoice.isPairedByPersons()).isFalse();
    }

    private static Invoice invoice() {
        var draft = InvoiceDraft.builder()
                .number("RE-1")
                .currency("EUR")
                .lines(List.of(line("1"), line("2")))
                .netTotal(new BigDecimal("20.00"))
                .taxTotal(BigDecimal.ZERO)
                .grossTotal(new BigDecimal("20.00"))
                .payable(new BigDecimal("20.00"))
                .build();
        return new Invoice(
                new InvoiceId("INV-2026-000001"),
                draft,
                "S-1",
                "application/json",
                new BigDecimal("20.00"),
                new InvoiceTerms(null, null, null, null),
                CLERK,
                NOW);
    }

    private static InvoiceDraft.Line line(String number) {
        return InvoiceDraft.Line.builder()
                .line(number)
                .quantity(BigDecimal.ONE)
                .unit("EA")
                .unitPrice(BigDecimal.TEN)
                .netAmount(new BigDecimal("10.00"))
                .build();
    }
}
