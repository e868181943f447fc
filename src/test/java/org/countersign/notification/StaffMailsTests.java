package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.PurchaseOrderExamples.line;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.ApprovalAsked;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.InvoiceExceptionAsked;
import org.countersign.invoicing.InvoiceId;
import org.countersign.mail.Message;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequisitionEvent;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierExamples;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StaffMailsTests {

    private final Written written = new Written();

    @Test
    @DisplayName("R06: who is asked gets one mail with the facts, the rule in words, and the way to the task")
    void approversAreAsked() {
        var mail = asked("manager");

        assertThat(mail.to()).containsExactly("manager@example.org");
        assertThat(mail.key()).isEqualTo("approval-asked/step-1/manager");
        assertThat(mail.subject())
                .isEqualTo("REQ-2026-000042: please decide about Office chairs <b>for</b> all, 2,998.80 EUR");
        assertThat(mail.text())
                .contains("Robin Requester (requester) asks for your approval")
                .contains("Requisition:      REQ-2026-000042")
                .contains("2,998.80 EUR (net of tax)")
                .contains("12 each Office chair, swivel, 2,998.80 EUR")
                .contains("Why you:          from 1,000.00: the owner of cost centre CC-100")
                .contains("https://buy.example.org/tasks/task-1")
                .contains("Office chairs <b>for</b> all");
        assertThat(mail.html())
                .contains("Office chairs &lt;b&gt;for&lt;/b&gt; all")
                .contains("href=\"https://buy.example.org/tasks/task-1\"")
                .doesNotContain("th:text", "${");
    }

    @Test
    void everyMemberOfAGroupGetsAMailOfTheirOwn() {
        ask("manager", "finance");

        assertThat(written.messages)
                .extracting(Message::to)
                .containsExactlyInAnyOrder(List.of("manager@example.org"), List.of("finance@example.org"));
        assertThat(written.messages.get(0).text()).contains("asks for approval by 2 people", "Finn Finance (finance)");
    }

    @Test
    void whoHasNoAddressGetsNoneAndTheAuditTrailSaysSo() {
        ask("silent", "nobody");

        assertThat(written.messages).isEmpty();
        assertThat(written.entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.event()).isEqualTo("mail.not-written"));
        assertThat(written.entries.get(0).after()).containsEntry("reason", "no mail address");
    }

    @Test
    @DisplayName("R07: a reminder says since when it waits, in the reader's time zone")
    void approversAreReminded() {
        var mail = reminded();

        assertThat(mail.key()).isEqualTo("approval-reminder/step-1/2/manager");
        assertThat(mail.subject()).startsWith("REQ-2026-000042: still waiting for your decision");
        assertThat(mail.text())
                .contains("This is reminder 2.")
                .contains("Waiting since:    2 March 2026, 10:00 (Europe/Berlin)");
    }

    @Test
    @DisplayName("R09: who asked is told why it was rejected")
    void theRequesterIsToldOfTheRejection() {
        var mail = rejected();

        assertThat(mail.to()).containsExactly("requester@example.org");
        assertThat(mail.subject()).isEqualTo("REQ-2026-000042: rejected, Office chairs");
        assertThat(mail.text()).contains("Reason:\n  Too dear.\n  Ask again in May.");
    }

    @Test
    @DisplayName("R09: who asked is told what to change, and where")
    void theRequesterIsToldToRevise() {
        var mail = returned();

        assertThat(mail.subject()).isEqualTo("REQ-2026-000042: please revise, Office chairs");
        assertThat(mail.text())
                .contains("Two chairs are enough", "https://buy.example.org/tasks?document=REQ-2026-000042");
    }

    @Test
    @DisplayName("R20: the handlers of a difference are told what differs")
    void handlersAreTold() {
        when(written.organization.activeMembersOf("receiver")).thenReturn(Set.of(new UserId("finance")));

        var mail = exception("receiver");

        assertThat(mail.to()).containsExactly("finance@example.org");
        assertThat(mail.subject()).startsWith("INV-1: please settle a difference, More than received");
        assertThat(mail.text())
                .contains("90 of 100 kg were received", "Grüne Möbel & Söhne OG", "PO-2026-000017", "10.00 GBP")
                .contains("https://buy.example.org/tasks/task-9");
    }

    Message asked(String... people) {
        ask(people);
        return written.messages.get(0);
    }

    private void ask(String... people) {
        approvals()
                .on(new ApprovalAsked(
                        "step-1",
                        "task-1",
                        new DocumentNumber("REQ-2026-000042"),
                        "requisition",
                        "Office chairs <b>for</b> all",
                        new UserId("requester"),
                        Money.of("2998.80", "EUR"),
                        users(people),
                        2,
                        "from 1,000.00: the owner of cost centre CC-100",
                        "rule_ownerFrom1k"));
    }

    Message reminded() {
        approvals()
                .on(new ApprovalReminderDue(
                        "step-1",
                        "task-1",
                        new DocumentNumber("REQ-2026-000042"),
                        "requisition",
                        "Office chairs",
                        new UserId("requester"),
                        Money.of("2998.80", "EUR"),
                        users("manager"),
                        "from 100.00: the line manager",
                        "rule_managerFrom100",
                        2,
                        Instant.parse("2026-03-02T09:00:00Z")));
        return written.messages.get(0);
    }

    Message rejected() {
        new RequisitionMails(written.mails(), new TestClock())
                .on(new RequisitionEvent.Rejected(
                        new RequisitionNumber("REQ-2026-000042"),
                        "Office chairs",
                        new UserId("requester"),
                        Money.of("2998.80", "EUR"),
                        "Too dear.\nAsk again in May."));
        return written.messages.get(0);
    }

    Message returned() {
        new RequisitionMails(written.mails(), new TestClock())
                .on(new RequisitionEvent.Returned(
                        new RequisitionNumber("REQ-2026-000042"),
                        "Office chairs",
                        new UserId("requester"),
                        Money.of("2998.80", "EUR"),
                        "Two chairs are enough"));
        return written.messages.get(0);
    }

    Message exception(String handler) {
        var suppliers = mock(SupplierDirectory.class);
        when(suppliers.supplier(any())).thenReturn(Optional.of(SupplierExamples.abroad()));
        new ExceptionMails(written.mails(), written.organization, suppliers)
                .on(new InvoiceExceptionAsked(
                        new InvoiceId("INV-1"),
                        "exception-1",
                        "task-9",
                        ExceptionType.QUANTITY_NOT_RECEIVED,
                        handler,
                        "S-1001",
                        "A00095678",
                        Set.of(new PurchaseOrderNumber("PO-2026-000017")),
                        new BigDecimal("10.00"),
                        "GBP",
                        "Line 1: 100 kg are invoiced, but only 90 of 100 kg were received. 10 kg are missing."));
        return written.messages.get(0);
    }

    private ApprovalMails approvals() {
        var requisitions = mock(RequisitionManagement.class);
        when(requisitions.find(any()))
                .thenReturn(Optional.of(PurchaseOrderExamples.requisition(
                        "Office chairs",
                        null,
                        line("CHAIR-1", "Office chair, swivel", "12", "EA", "249.90", "19", 14))));
        return new ApprovalMails(written.mails(), requisitions);
    }

    private static List<UserId> users(String... names) {
        return java.util.Arrays.stream(names).map(UserId::new).toList();
    }
}
