package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.BusinessCalendar;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailWaits;
import org.countersign.mail.Message;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.CreditOverdue;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.Units;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** What accounts payable is told of by mail that nobody else waits for. */
class ClerksMailsTests {

    private static final Instant TEN = Instant.parse("2026-03-02T10:05:00Z");

    private final Written written = new Written("de");
    private final InvoiceMailbox mailbox = mock(InvoiceMailbox.class);
    private final BusinessCalendar calendar = mock(BusinessCalendar.class);

    @BeforeEach
    void oneClerk() {
        when(written.organization.activeMembersOf(Group.ACCOUNTS_PAYABLE.id())).thenReturn(Set.of(new UserId("buyer")));
        when(mailbox.waiting()).thenReturn(2L);
    }

    @Test
    @DisplayName("R26: what waits in the invoice mailbox is told once an hour, however much comes")
    void onceAnHour() {
        for (var minutes : List.of(0, 20, 70)) {
            mails(TEN).on(waits(TEN.plusSeconds(60L * minutes)));
        }
        assertThat(written.messages)
                .extracting(Message::key)
                .containsExactly(
                        "mailbox-waits/2026-03-02T10:00:00Z/buyer",
                        "mailbox-waits/2026-03-02T10:00:00Z/buyer",
                        "mailbox-waits/2026-03-02T11:00:00Z/buyer");
        assertThat(written.messages.get(0).subject()).isEqualTo("Rechnungspostfach: 2 Dokumente warten auf Sie");
        assertThat(written.messages.get(0).text())
                .contains("2 Dokumente, per E-Mail gekommen, ließen sich nicht", "Rechnung März", "/invoices/mailbox");
    }

    @Test
    @DisplayName("What still waits is told again on the morning of a working day, and on no other")
    void everyWorkingDay() {
        mails(TEN).work();
        assertThat(written.messages).as("a holiday").isEmpty();
        when(calendar.isWorkingDay(LocalDate.of(2026, 3, 2))).thenReturn(true);
        mails(TEN).work();
        assertThat(written.messages).extracting(Message::key).containsExactly("mailbox-reminder/2026-03-02/buyer");
        when(mailbox.waiting()).thenReturn(0L);
        mails(TEN).work();
        assertThat(written.messages).as("nothing waits any more").hasSize(1);
    }

    @Test
    @DisplayName(
            "R16: accounts payable is told of a credit that did not come, with what it is for and what it comes to")
    void overdueCredits() {
        var suppliers = mock(SupplierDirectory.class);
        when(suppliers.supplier(any())).thenReturn(Optional.empty());
        new ExceptionMails(written.mails(), written.organization, suppliers, mock(InvoiceTerms.class))
                .on(new CreditOverdue(
                        new PurchaseOrderNumber("PO-2026-000007"),
                        "S-1",
                        Instant.parse("2026-02-01T09:00:00Z"),
                        2,
                        List.of(line("Chair", "2", "100.00"), line("Table", "1", "49.50"))));
        assertThat(written.messages).hasSize(1);
        var mail = written.messages.get(0);
        assertThat(mail.key()).startsWith("credit-overdue/PO-2026-000007/").endsWith("/2/buyer");
        assertThat(mail.subject()).isEqualTo("PO-2026-000007: Gutschrift von S-1 steht aus");
        assertThat(mail.text()).contains("149,50 EUR", "Chair", "Table", "/purchase-orders/PO-2026-000007");
    }

    private static CreditOverdue.Line line(String description, String quantity, String amount) {
        return new CreditOverdue.Line(
                description, new Units.Stated(new BigDecimal(quantity), "EA"), Money.of(amount, "EUR"));
    }

    private static MailWaits waits(Instant at) {
        return new MailWaits(new DocumentNumber("mail-1"), at, "rechnung@example.net", "Rechnung März");
    }

    private MailboxMails mails(Instant now) {
        return new MailboxMails(
                written.mails(),
                written.organization,
                mailbox,
                calendar,
                Written.COMPANY,
                Clock.fixed(now, ZoneOffset.UTC),
                TransactionOperations.withoutTransaction());
    }
}
