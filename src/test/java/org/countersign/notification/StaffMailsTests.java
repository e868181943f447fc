package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.approval.ApprovalHandedOver;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.SubstituteNews;
import org.countersign.mail.Message;
import org.countersign.notification.MailExamples.Kind;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StaffMailsTests {

    private final MailExamples examples = new MailExamples("en");
    private final Written written = examples.written;

    @Test
    @DisplayName("R06: who is asked gets one mail with the facts, the rule in words, and the way to the task")
    void approversAreAsked() {
        var mail = examples.asked("manager");

        assertThat(mail.to()).containsExactly("manager@example.org");
        assertThat(mail.key()).isEqualTo("approval-asked/step-1/manager");
        assertThat(mail.subject())
                .isEqualTo("REQ-2026-000042: please decide about Office chairs <b>for</b> all, 2,998.80 EUR");
        assertThat(mail.text())
                .contains("Robin Requester (requester) asks for your approval")
                .contains("Requisition:      REQ-2026-000042")
                .contains("2,998.80 EUR (net of tax)")
                .contains("12 each Office chair, swivel, 2,998.80 EUR", "Please decide by: 9 March 2026")
                .contains("Why you:          from 1,000.00: the owner of cost centre CC-100")
                .contains("https://buy.example.org/answers/")
                .contains("Office chairs <b>for</b> all");
        assertThat(mail.html())
                .contains("Office chairs &lt;b&gt;for&lt;/b&gt; all")
                .contains("href=\"https://buy.example.org/answers/")
                .doesNotContain("th:text", "${");
    }

    @Test
    @DisplayName("R08: a substitute learns for whom they decide; in German too")
    void substitutesAreTold() {
        var mail = examples.handedOver(ApprovalHandedOver.Cause.AWAY, "manager", "finance", "finance");

        assertThat(mail.to()).containsExactly("manager@example.org");
        assertThat(mail.text())
                .contains("You decide on behalf of Finn Finance (finance)", "You are the substitute")
                .contains("https://buy.example.org/answers/");
        assertThat(new MailExamples("de")
                        .handedOver(ApprovalHandedOver.Cause.AWAY, "manager", "finance", "finance")
                        .text())
                .contains("Sie entscheiden in Vertretung von Finn Finance (finance)", "Sie sind die Vertretung");
    }

    @Test
    @DisplayName("R07: whoever is to advise is reminded of what they were asked, with the way to the task")
    void advisersAreReminded() {
        var mail = examples.adviserReminded();

        assertThat(mail.to()).containsExactly("finance@example.org");
        assertThat(mail.key()).isEqualTo("advice-reminder/remark-1/2/finance");
        assertThat(mail.subject()).startsWith("REQ-2026-000042: your advice is still awaited about Office chairs");
        assertThat(mail.text())
                .contains("Are they worth it?", "This is reminder 2.", "since 2 March 2026", "/tasks/task-1")
                .doesNotContain("Please decide by");
        assertThat(new MailExamples("de").adviserReminded().text()).contains("Dies ist Erinnerung 2.", "auf Ihren Rat");
    }

    @Test
    @DisplayName("R08: who is named is asked whether they stand in, and told when that is over; in German too")
    void substitutesAreAsked() {
        var mail = examples.substitute(SubstituteNews.Turn.ASKED, null).get(0);

        assertThat(mail.to()).containsExactly("manager@example.org");
        assertThat(mail.key()).isEqualTo("substitute-ASKED/substitution-1/manager");
        assertThat(mail.subject())
                .isEqualTo("Will you stand in for Finn Finance (finance) from 9 March 2026 to 13 March 2026?");
        assertThat(mail.text())
                .contains("until you have accepted, nothing goes over to you", "payments, requisitions", "5,000.00 EUR")
                .contains("Bruno Buyer (buyer)", "https://buy.example.org/absence\n");
        assertThat(mail.html()).contains("href=\"https://buy.example.org/absence\"", "Accept or decline");
        var german = new MailExamples("de")
                .substitute(SubstituteNews.Turn.TAKEN_BACK, null)
                .get(0);
        assertThat(german.subject()).contains("Sie brauchen Finn Finance (finance)", "nicht zu vertreten");
        assertThat(german.text()).contains("Das ist beendet");
    }

    @Test
    @DisplayName("R08: a refusal to stand in reaches who is away and who named the substitute, with its reason")
    void refusalsToStandInAreTold() {
        var mails = examples.substitute(SubstituteNews.Turn.DECLINED, "On holiday <b>too</b>");

        assertThat(mails)
                .extracting(one -> one.to().get(0))
                .containsExactly("buyer@example.org", "finance@example.org");
        assertThat(mails.get(0).text())
                .contains("Mara Manager (manager) says", "On holiday <b>too</b>", "/absence?person=finance");
        assertThat(mails.get(0).html()).contains("On holiday &lt;b&gt;too&lt;/b&gt;");
        assertThat(mails.get(1).text()).contains("does not stand in for you").doesNotContain("?person=");
    }

    @Test
    @DisplayName("R08: administrators are told of an absence that nobody has accepted, and how much waits")
    void absencesWithoutAcceptanceAreTold() {
        var mail = new MailExamples("de")
                .substitute(SubstituteNews.Turn.NOT_ACCEPTED, null)
                .get(0);

        assertThat(mail.subject()).contains("hat die Vertretung nicht angenommen");
        assertThat(mail.text()).contains("Im Augenblick warten dort 2 Freigaben.", "/absence?person=finance");
    }

    @Test
    @DisplayName("R08: where the substitute has declined, administrators are asked for somebody else, and learn why")
    void absencesAfterARefusalAreTold() {
        var mail = examples.substitute(SubstituteNews.Turn.NOBODY_ELSE, "I am away myself.")
                .get(0);

        assertThat(mail.subject())
                .isEqualTo("Finn Finance (finance) is away, and Mara Manager (manager) has declined to stand in");
        assertThat(mail.text())
                .contains("Please name somebody else.", "I am away myself.", "2 approvals wait", "?person=finance")
                .doesNotContain("ask Mara Manager");
        assertThat(new MailExamples("de")
                        .substitute(SubstituteNews.Turn.NOBODY_ELSE, "Bin selbst fort.")
                        .get(0)
                        .text())
                .contains("hat abgelehnt", "Bitte benennen Sie jemand anderes.")
                .doesNotContain("fragen Sie");
    }

    @Test
    @DisplayName("R08: who is there again, and who follows somebody who left, learn whose turn it was")
    void whoFollowsIsTold() {
        assertThat(examples.handedOver(ApprovalHandedOver.Cause.BACK, "manager", "finance", null)
                        .text())
                .contains("This decision is yours again", "Finn Finance (finance) stood in for you");
        assertThat(new MailExamples("en")
                        .handedOver(ApprovalHandedOver.Cause.LEFT, "manager", "finance", null)
                        .text())
                .contains("Finn Finance (finance) was asked before and cannot answer any more");
        assertThat(new MailExamples("en")
                        .handedOver(ApprovalHandedOver.Cause.ANOTHER_PERSON, "manager", "finance", null)
                        .text())
                .contains("Finn Finance (finance) was asked before and decides on another step of this approval");
    }

    @Test
    @DisplayName("R07, R08: who stands in for whoever an escalation means reads for whom, and so do those asked before")
    void anEscalationToSomebodyWhoIsAway() {
        var insteadOf = Map.of(new UserId("finance"), new UserId("department-head"));

        assertThat(examples.escalated(insteadOf, "finance").get(0).text())
                .contains("may decide as well now, but is not there. You are the substitute");
        assertThat(new MailExamples("de").escalated(insteadOf, "finance").get(1).text())
                .contains("Finn Finance (finance) in Vertretung von ");
    }

    @Test
    void everyMemberOfAGroupGetsAMailOfTheirOwn() {
        examples.ask("manager", "finance");

        assertThat(written.messages)
                .extracting(Message::to)
                .containsExactlyInAnyOrder(List.of("manager@example.org"), List.of("finance@example.org"));
        assertThat(written.messages.get(0).text())
                .contains("2 people are asked, you among them", "Finn Finance (finance)");
    }

    @Test
    void whoHasNoAddressGetsNoneAndTheAuditTrailSaysSo() {
        examples.ask("silent", "nobody");

        assertThat(written.messages).isEmpty();
        assertThat(written.entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.event()).isEqualTo("mail.not-written"));
        assertThat(written.entries.get(0).after()).containsEntry("reason", "no mail address");
    }

    @Test
    @DisplayName("R07: a reminder says since when it waits, in the reader's time zone")
    void approversAreReminded() {
        var mail = examples.reminded();

        assertThat(mail.key()).isEqualTo("approval-reminder/step-1/2/manager");
        assertThat(mail.subject()).startsWith("REQ-2026-000042: still waiting for your decision");
        assertThat(mail.text())
                .contains("This is reminder 2.", "has been waiting since 2 March 2026")
                .contains("Waiting since:    2 March 2026, 10:00 (Europe/Berlin)");
    }

    @Test
    @DisplayName("R09: who asked is told why it was rejected")
    void theRequesterIsToldOfTheRejection() {
        var mail = examples.rejected();

        assertThat(mail.to()).containsExactly("requester@example.org");
        assertThat(mail.subject()).isEqualTo("REQ-2026-000042: rejected, Office chairs");
        assertThat(mail.text()).contains("Reason:\n  Too dear.\n  Ask again in May.");
    }

    @Test
    @DisplayName("R09: who asked is told what to change, and where")
    void theRequesterIsToldToRevise() {
        var mail = examples.returned();

        assertThat(mail.subject()).isEqualTo("REQ-2026-000042: please revise, Office chairs");
        assertThat(mail.text())
                .contains("Two chairs are enough", "https://buy.example.org/tasks?document=REQ-2026-000042");
    }

    @Test
    @DisplayName("R21: accounts payable hears of a payment that was sent back or refused, and of nothing else")
    void accountsPayableHearsOfPayments() {
        assertThat(examples.write(Kind.PAYMENT_RETURNED).subject())
                .isEqualTo("INV-2026-000007: please clarify, Pay invoice A00095678 of Grüne Möbel & Söhne OG was sent"
                        + " back");
        written.messages.clear();

        examples.invoiceEnded("payment", ApprovalOutcome.APPROVED);
        examples.invoiceEnded("requisition", ApprovalOutcome.REJECTED);

        assertThat(written.messages).isEmpty();
    }

    @Test
    @DisplayName("R27: whoever releases a change of policy reads who wants what and why; shipped tables in German too")
    void releasersAreAsked() {
        var mail = examples.write(Kind.POLICY_PROPOSED);

        assertThat(mail.to()).containsExactly("manager@example.org");
        assertThat(mail.subject()).isEqualTo("POL-000012: please release a change of “Approval policy”");
        assertThat(mail.text())
                .contains("Robin Requester (requester) proposes", "Prices fell", "changed from < 100 to < 90")
                .contains("https://buy.example.org/policy-changes/POL-000012");
        assertThat(new MailExamples("de").write(Kind.POLICY_PROPOSED).subject())
                .isEqualTo("POL-000012: Bitte eine Änderung von „Freigaberegeln“ freigeben");
    }

    @Test
    @DisplayName("R20: the handlers of a difference are told what differs")
    void handlersAreTold() {
        when(written.organization.activeMembersOf("receiver")).thenReturn(Set.of(new UserId("finance")));

        var mail = examples.exception("receiver");

        assertThat(mail.to()).containsExactly("finance@example.org");
        assertThat(mail.subject()).startsWith("INV-2026-000007: please settle a difference, More than received");
        assertThat(mail.text())
                .contains("90 of 100 kg were received", "Grüne Möbel & Söhne OG", "PO-2026-000017", "10.00 GBP")
                .contains("https://buy.example.org/tasks/task-9");
    }
}
