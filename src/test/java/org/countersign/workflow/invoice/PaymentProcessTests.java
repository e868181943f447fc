package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestDoor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CountersignTest
class PaymentProcessTests extends PurchaseToPay {

    @Test
    @DisplayName("R19, R21: a clean match is approved, released, paid to the cent, and closes its order")
    void aCleanInvoiceIsPaidAndClosesItsOrder() throws IOException {
        var taxId = taxId();
        var supplier = supplier("Bücher Beispiel", taxId.replaceAll("(...)", "$1 "));
        var order = order(supplier, "EUR", line("A book on invoices", "1", "XPP", "11.78", "7", null));
        receive(order, "1");
        var xml = book(taxId).replace("ORDER-NUMBER", order);
        var id = captureXml(xml);

        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(invoice(id).path("match").path("exceptions")).isEmpty();
        assertThat(invoice(id).path("match").path("result").asText()).isEqualTo("MATCHED");
        assertThat(jdbc.queryForObject("select count(*) from invoice_match_runs where invoice = ?", Integer.class, id))
                .as("one match costs nothing beside the invoice")
                .isZero();
        pay(id, Map.of(), 409);

        approvePayment(id);
        assertThat(status(id)).isEqualTo("SCHEDULED");
        var paid = ok(door.as("iv-money").post("/api/v1/invoices/" + id + "/payment", Map.of("reference", "SEPA-1")));
        assertThat(paid.path("status").asText()).isEqualTo("PAID");
        assertThat(paid.path("paid").asText()).isEqualTo("12.60");
        assertThat(hasEnded(id)).isTrue();

        jobs.runDue(order);
        var closed = read("iv-buyer", "/api/v1/purchase-orders/" + order);
        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("invoicingStatus").asText()).isEqualTo("INVOICED");
        assertThat(closed.path("paymentStatus").asText()).isEqualTo("PAID");
    }

    @Test
    @DisplayName("R21: neither requester nor receiver nor who captured approves or books a payment")
    void whoHadAPartDoesNotPay() {
        people.add("iv-anna", "iv-boss", Group.FINANCE_OFFICER);
        people.add("iv-dock", "iv-boss", Group.RECEIVER, Group.FINANCE_OFFICER);
        people.add("iv-clerk", "iv-boss", Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER);
        var id = approved("P-1");
        var task = open(id, "userTask_approve").get(0);
        for (var person : List.of("iv-anna", "iv-dock", "iv-clerk")) {
            assertThat(complete(task, person, "approve", null)).isIn(403, 404, 409);
        }
        approvePayment(id);
        for (var person : List.of("iv-anna", "iv-dock", "iv-clerk")) {
            assertThat(door.as(person)
                            .post("/api/v1/invoices/" + id + "/payment", Map.of())
                            .status())
                    .isEqualTo(403);
        }
        pay(id, Map.of(), 200);
    }

    @Test
    @DisplayName("Who approves a payment sees who asked for the purchase, who captured the invoice, and what each line"
            + " costs")
    void whoApprovesAPaymentSeesTheWholePurchase() {
        var task = open(approved("SEEN-1"), "userTask_approve").get(0);

        assertThat(tasks.getVariableLocal(task.getId(), "viewRequester")).isEqualTo("iv-anna Example");
        assertThat(tasks.getVariableLocal(task.getId(), "viewFacts").toString())
                .contains("Captured by", "iv-clerk Example");
        assertThat(tasks.getVariableLocal(task.getId(), "viewLines").toString()).contains("200.00 EUR");
    }

    @Test
    @DisplayName("Form and page say what the supplier invoiced before, when it was paid last, and what had exceptions")
    void whoApprovesAPaymentSeesWhatWasInvoicedBefore() {
        var supplier = supplier("Known " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "12", "EA", "50.00", "0", null));
        receive(order, "12");
        var first = capture(supplier, "KNOWN-1", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(first);
        assertThat(tasks.getVariableLocal(open(first, "userTask_approve").get(0).getId(), "viewFacts")
                        .toString())
                .contains("Invoiced before", "none yet");
        approvePayment(first);
        pay(first, Map.of(), 200);
        jobs.runDue(capture(supplier, "KNOWN-2", order, item("1", "4", "60.00", "240.00"), "240.00"));
        mailbox.clear();

        var next = capture(supplier, "KNOWN-3", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(next);

        var before = "2 invoices in the last 12 months, 440.00 EUR in all, last paid on ";
        assertThat(tasks.getVariableLocal(open(next, "userTask_approve").get(0).getId(), "viewFacts")
                        .toString())
                .contains(before, ", 1 with exceptions");
        var link = Pattern.compile("/answers/[A-Za-z0-9_-]+")
                .matcher(Mailbox.textOf(mailbox.to("iv-money@example.org").get(0)));
        assertThat(link.find()).isTrue();
        var finance = new Browser(door.base());
        finance.signIn("iv-money");
        assertThat(finance.open(link.group()).body()).contains("Invoiced before", before, ", 1 with exceptions");
    }

    @Test
    @DisplayName(
            "R12: what is paid in another currency keeps the rate of its day and that of the invoice, with their dates,"
                    + " and says what the difference cost")
    void aPaymentInAnotherCurrencyKeepsItsRates() throws Exception {
        var supplier = supplier("Far away " + run, null);
        var order = order(supplier, "NZD", line("Wool", "3", "EA", "29.00", "0", null));
        ok(door.as("iv-money")
                .post("/api/v1/exchange-rates", Map.of("currency", "NZD", "date", "2026-03-02", "rate", "0.80")));
        receive(order, "3");
        var invoice = body(supplier, "FAR-1", order, List.of(item("1", "3", "29.00", "87.00")), "87.00");
        invoice.put("currency", "NZD");
        var id = ok(door.as("iv-clerk").post("/api/v1/invoices", invoice))
                .path("id")
                .asText();
        jobs.runDue(id);
        approvePayment(id);
        pay(id, Map.of("amount", "43.49", "paidAt", "2026-03-02"), 200);
        pay(id, Map.of("paidAt", "2026-03-01"), 200);

        var payments = read("iv-money", "/api/v1/invoices/" + id + "/payment").path("payments");
        var later = payments.get(1);
        assertThat(later.path("amount").asText()).isEqualTo("43.49");
        var rates = later.path("rates");
        assertThat(new BigDecimal(rates.path("rate").asText())).isEqualByComparingTo("0.80");
        assertThat(rates.path("rateDate").asText()).isEqualTo("2026-03-02");
        assertThat(new BigDecimal(rates.path("baseAmount").asText()))
                .as("43.49 / 0.80 = 54.3625")
                .isEqualByComparingTo("54.36");
        assertThat(new BigDecimal(rates.path("invoiceRate").asText())).isEqualByComparingTo("0.87");
        assertThat(rates.path("invoiceRateDate").asText()).isEqualTo("2026-01-02");
        assertThat(new BigDecimal(rates.path("difference").asText()))
                .as("54.36 less 49.99, of 43.49 / 0.87")
                .isEqualByComparingTo("4.37");
        assertThat(new BigDecimal(
                        payments.get(0).path("rates").path("difference").asText()))
                .as("the same rate")
                .isEqualByComparingTo("0");
        var finance = new Browser(door.base());
        finance.signIn("iv-money");
        assertThat(finance.open("/invoices/" + id).body())
                .containsOnlyOnce("It cost 4.37 EUR more than at the rate of the invoice");
    }

    @Test
    @DisplayName("Payments in parts add up, never beyond what is to be paid and never in the future")
    void paymentsInPartsAddUp() {
        var id = approved("PP-1");
        approvePayment(id);
        pay(id, Map.of("amount", "200.01"), 422);
        pay(id, Map.of("amount", "-1"), 422);
        pay(id, Map.of("paidAt", clock.instant().plus(Duration.ofDays(1)).toString()), 422);
        pay(id, Map.of("amount", "80.00", "paidAt", "2026-03-01"), 200);
        assertThat(status(id)).isEqualTo("SCHEDULED");
        assertThat(invoice(id).path("paid").asText()).isEqualTo("80.00");
        pay(id, Map.of("amount", "120.01"), 422);
        pay(id, Map.of(), 200);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(invoice(id).path("paid").asText()).isEqualTo("200.00");
        pay(id, Map.of(), 409);
        assertThat(hasEnded(id)).isTrue();
    }

    @Test
    @DisplayName(
            "R12: what is paid in time with the agreed discount taken off settles the invoice and closes the order")
    void aDiscountTakenInTimeSettlesTheInvoice() {
        var supplier = supplierWithTerms("2/10 NET30 ON NET");
        var order = order(supplier, "EUR", line("Discounted " + run, "10", "EA", "20.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "SK-1", order, item("1", "10", "20.00", "200.00"), "200.00");
        jobs.runDue(id);
        approvePayment(id);
        var terms = read("iv-money", "/api/v1/invoices/" + id + "/payment");
        assertThat(terms.path("discountUntil").asText()).isEqualTo("2026-03-11");
        assertThat(terms.path("terms").asText()).isEqualTo("2/10 NET30 ON NET");
        assertThat(terms.path("discount").asText()).isEqualTo("4.00");
        assertThat(terms.path("instalments").get(0).path("due").asText())
                .isEqualTo(terms.path("payBy").asText());
        pay(id, Map.of("amount", "190.00", "discount", "4.01"), 422);
        pay(id, Map.of("amount", "196.00"), 200);

        assertThat(status(id)).isEqualTo("PAID");
        var paid = read("iv-money", "/api/v1/invoices/" + id + "/payment");
        assertThat(paid.path("paid").asText()).isEqualTo("196.00");
        assertThat(paid.path("discountTaken").asText()).isEqualTo("4.00");
        jobs.runDue(order);
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("status")
                        .asText())
                .isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("R12: the same amount a day late leaves the discount to be paid; instalments move on as they are paid")
    void aDiscountTakenLateLeavesIt() {
        var supplier = supplierWithTerms("2/0 NET30");
        var order = order(supplier, "EUR", line("Late " + run, "10", "EA", "20.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "SK-2", order, item("1", "10", "20.00", "200.00"), "200.00");
        jobs.runDue(id);
        approvePayment(id);
        pay(id, Map.of("amount", "196.00"), 200);
        assertThat(status(id)).isEqualTo("SCHEDULED");
        pay(id, Map.of(), 200);
        assertThat(status(id)).isEqualTo("PAID");

        var parts = supplierWithTerms("33.3% NET0, 66.7% NET30");
        var other = order(parts, "EUR", line("In parts " + run, "1", "EA", "100.01", "0", null));
        receive(other, "1");
        var second = capture(parts, "SK-3", other, item("1", "1", "100.01", "100.01"), "100.01");
        jobs.runDue(second);
        approvePayment(second);
        var before = read("iv-money", "/api/v1/invoices/" + second + "/payment");
        assertThat(before.path("instalments").get(0).path("amount").asText()).isEqualTo("33.30");
        assertThat(before.path("instalments").get(1).path("amount").asText()).isEqualTo("66.71");
        pay(second, Map.of("amount", "33.30"), 200);
        var after = read("iv-money", "/api/v1/invoices/" + second + "/payment");
        assertThat(after.path("payBy").asText())
                .isEqualTo(before.path("instalments").get(1).path("due").asText());
        assertThat(after.path("open").asText()).isEqualTo("66.71");
    }

    @Test
    @DisplayName(
            "R21: a payment run pays what is approved, takes discounts worth taking, sets credit notes off, and goes"
                    + " out once")
    void aRunPaysOnce() {
        var supplier = supplierWithTerms("2/10 NET30");
        var order = order(supplier, "EUR", line("For a run " + run, "10", "EA", "20.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "RUN-1", order, item("1", "9", "20.00", "180.00"), "180.00");
        var other = capture(supplier, "RUN-2", order, item("1", "1", "20.00", "20.00"), "20.00");
        jobs.runDue(id);
        jobs.runDue(other);
        approvePayment(id);
        approvePayment(other);
        var proposal = proposal(id);
        assertThat(proposal.path("discountTaken").asBoolean()).isTrue();
        assertThat(proposal.path("amount").asText()).isEqualTo("176.40");
        assertThat(proposal.path("discountYearly").asText()).isEqualTo("25.69");
        var held = door.as("iv-money").post("/api/v1/invoices/" + other + "/payment-hold", Map.of("reason", "Wrong"));
        assertThat(held.status()).isEqualTo(204);
        newRun(List.of(id, other), 409);
        assertThat(door.as("iv-money")
                        .delete("/api/v1/invoices/" + other + "/payment-hold")
                        .status())
                .isEqualTo(204);
        assertThat(door.as("iv-clerk")
                        .post("/api/v1/payment-runs", Map.of("invoices", List.of(id)))
                        .status())
                .isEqualTo(403);

        var number = newRun(List.of(id, other), 201).path("number").asText();
        assertThat(proposal(id).isMissingNode()).isTrue();
        newRun(List.of(id), 409);
        pay(id, Map.of(), 409);
        ok(door.as("iv-money").delete("/api/v1/payment-runs/" + number + "/invoices/" + other));
        var path = "/api/v1/payment-runs/" + number;
        assertThat(door.as("iv-money").get(path + "/file").status()).isEqualTo(409);

        var released = ok(door.as("iv-money").post(path + "/release", Map.of()));
        assertThat(released.path("transfers").get(0).path("amount").asText()).isEqualTo("176.40");
        assertThat(door.as("iv-money").post(path + "/release", Map.of()).status())
                .isEqualTo(409);
        var file = door.as("iv-money").get(path + "/file").text();
        assertThat(file).contains("<EndToEndId>" + number + "-1</EndToEndId>").contains("176.40");
        assertThat(door.as("iv-money").get(path + "/file").text()).isEqualTo(file);
        assertThat(read("iv-money", path).path("downloads").asInt()).isEqualTo(2);
        newRun(List.of(id), 409);

        ok(door.as("iv-money").post(path + "/transfers/1/failure", Map.of("reason", "Account closed")));
        assertThat(status(id)).isEqualTo("SCHEDULED");
        assertThat(twice("/api/v1/payment-runs", Map.of("invoices", List.of(id, other))))
                .containsExactly(201, 409);
        var listed = read("iv-money", "/api/v1/payment-runs").path("content").get(0);
        assertThat(listed.path("sums")).hasSize(1);
        assertThat(listed.path("sums").get(0).path("currency").asText()).isEqualTo("EUR");
        assertThat(listed.path("sums").get(0).path("transfers").asInt()).isEqualTo(1);
        var again = listed.path("number").asText();
        var second = "/api/v1/payment-runs/" + again;
        assertThat(twice(second + "/release", Map.of())).containsExactly(200, 409);
        var report = notification(again, "196.00");
        assertThat(bank(notification(again, "196.01").replace("NTF-", "NTX-"))
                        .path("entries")
                        .get(0)
                        .path("result")
                        .asText())
                .isEqualTo("AMOUNT_DIFFERS");
        assertThat(bank(report).path("entries").get(0).path("result").asText()).isEqualTo("BOOKED");
        assertThat(bank(report).path("known").asInt()).isEqualTo(1);
        assertThat(bank(report.replace("NTF-", "NTS-"))
                        .path("entries")
                        .get(0)
                        .path("result")
                        .asText())
                .isEqualTo("KNOWN");
        assertThat(bank(report.replace("NTF-", "NTT-").replace(">B<", ">C<"))
                        .path("entries")
                        .get(0)
                        .path("result")
                        .asText())
                .isEqualTo("TO_CLARIFY");
        assertThat(bank(notification("PAY-1999-000001", "1.00"))
                        .path("entries")
                        .get(0)
                        .path("result")
                        .asText())
                .isEqualTo("UNKNOWN");
        var unknown = read("iv-money", "/api/v1/bank-entries?open=true").path("content");
        assertThat(unknown).hasSizeGreaterThanOrEqualTo(2);
        for (var one : unknown) {
            var note = Map.of("note", "Not ours");
            ok(door.as("iv-money").post("/api/v1/bank-entries/" + one.path("id").asText() + "/settlement", note));
        }
        assertThat(read("iv-money", second).path("status").asText()).isEqualTo("DONE");
        assertThat(door.as("iv-money")
                        .post(second + "/transfers/1/confirmation", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(status(other)).isEqualTo("PAID");
        assertThat(read("iv-money", "/api/v1/invoices/" + id + "/payment")
                        .path("discountTaken")
                        .asText())
                .isEqualTo("3.60");
        jobs.runDue(order);
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("status")
                        .asText())
                .isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("R16, R21: a run takes a supplier's credit note off; who captured an invoice releases no run with it")
    void aRunSetsCreditNotesOff() {
        var supplier = supplierWithTerms("NET0");
        var order = order(supplier, "EUR", line("Set off " + run, "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var first = capture(supplier, "SET-1", order, item("1", "3", "50.00", "150.00"), "150.00");
        jobs.runDue(first);
        var body = body(supplier, "SET-2", order, List.of(itemMap("1", "1", "50.00", "50.00")), "50.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "SET-1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(credit);
        approvePayment(first);
        approvePayment(credit);
        newRun(List.of(), 422);
        assertThat(newRun(List.of(credit), 422).path("type").asText()).contains("no-invoice-to-pay");
        var hold = "/api/v1/invoices/" + credit + "/payment-hold";
        door.as("iv-money").post(hold, Map.of("reason", "Disputed")).expect(204);
        var alone = newRun(List.of(first), 201);
        assertThat(alone.path("transfers").get(0).path("amount").asText()).isEqualTo("150.00");
        ok(door.as("iv-money")
                .post("/api/v1/payment-runs/" + alone.path("number").asText() + "/cancellation", Map.of()));
        assertThat(door.as("iv-money").delete(hold).status()).isEqualTo(204);
        var number = newRun(List.of(first), 201).path("number").asText();
        var path = "/api/v1/payment-runs/" + number;
        people.add("iv-both", "iv-boss", Group.FINANCE_OFFICER, Group.RECEIVER);
        jdbc.update("update invoices set captured_by = 'iv-both' where id = ?", first);
        assertThat(door.as("iv-both").post(path + "/release", Map.of()).status())
                .isEqualTo(403);
        jdbc.update("update suppliers set status = 'BLOCKED' where number = ?", supplier);
        assertThat(door.as("iv-money").post(path + "/release", Map.of()).status())
                .isEqualTo(409);
        jdbc.update("update suppliers set status = 'APPROVED' where number = ?", supplier);
        var sent = ok(door.as("iv-money").post(path + "/release", Map.of()));
        assertThat(sent.path("transfers").get(0).path("amount").asText()).isEqualTo("100.00");
        assertThat(sent.path("transfers").get(0).path("items")).hasSize(2);
        jdbc.update("update invoices set status = 'IN_EXCEPTION' where id = ?", credit);
        ok(door.as("iv-money").post(path + "/transfers/1/confirmation", Map.of()));
        assertThat(status(first)).isEqualTo("PAID");
        jdbc.update("update invoices set status = 'SCHEDULED' where id = ?", credit);
        var freed = ok(door.as("iv-money").post(path + "/transfers/1/failure", Map.of("reason", "Wrong")));
        assertThat(freed.path("transfers").get(0).path("items"))
                .extracting(item -> item.path("state").asText())
                .containsExactlyInAnyOrder("PAID", "FAILED");
        pay(credit, Map.of(), 200);
        assertThat(status(credit)).isEqualTo("PAID");
    }

    @Test
    @DisplayName("R21: a payment sent back is clarified and asked for again, or the invoice is rejected")
    void aPaymentSentBackIsClarified() {
        var id = approved("B-1");
        answerApproval(id, "iv-money", "return", "Is the due date right?");
        var clarify = open(id, "userTask_clarifyPayment").get(0);
        assertThat(complete(clarify, "iv-clerk", "resubmit", null)).isEqualTo(422);
        assertThat(complete(clarify, "iv-clerk", "resubmit", "It is")).isEqualTo(204);
        jobs.runDue(id);
        answerApproval(id, "iv-money", "return", "Are you sure?");
        assertThat(complete(open(id, "userTask_clarifyPayment").get(0), "iv-clerk", "reject", "No"))
                .isEqualTo(204);
        assertThat(status(id)).isEqualTo("REJECTED");
        assertThat(hasEnded(id)).isTrue();
        var order = invoice(id).path("purchaseOrder").asText();
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("invoicingStatus")
                        .asText())
                .isEqualTo("NOT_INVOICED");
    }

    @Test
    @DisplayName("R16: a rejected payment takes the invoice off its order again")
    void aRejectedPaymentTakesTheInvoiceOffItsOrder() {
        var id = approved("R-1");
        answerApproval(id, "iv-money", "reject", "Fraud");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("REJECTED");
        assertThat(hasEnded(id)).isTrue();
        var order = invoice(id).path("purchaseOrder").asText();
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("lines")
                        .get(0)
                        .path("invoiced")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    @DisplayName("R16: a credit note lowers what is invoiced and is settled like a payment the other way")
    void aCreditNoteIsSettled() {
        var supplier = supplier("Credit", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "CR-1", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Broken", "lines", List.of(Map.of("line", 1, "quantity", "1")))));
        var body = body(supplier, "CR-2", order, List.of(itemMap("1", "1", "50.00", "50.00")), "50.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "CR-1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        jobs.runDue(credit);
        assertThat(status(credit)).isEqualTo("APPROVED");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("3");
        approvePayment(credit);
        pay(credit, Map.of(), 200);
        assertThat(status(credit)).isEqualTo("PAID");
    }

    @Test
    @DisplayName(
            "R21, R25: a payment that came back is taken back with a reason; the invoice is to be paid again and its"
                    + " closed order open")
    void aPaymentThatCameBackIsTakenBack() {
        var id = scheduled("TB-1");
        var order = invoice(id).path("purchaseOrder").asText();
        pay(id, Map.of("amount", "80.00"), 200);
        pay(id, Map.of(), 200);
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
        assertThat(hasEnded(order)).isTrue();
        assertThat(hasEnded(id)).isTrue();

        var second = "/api/v1/invoices/" + id + "/payments/2/reversal";
        assertThat(door.as("iv-money").post(second, Map.of("reason", " ")).status())
                .isEqualTo(422);
        for (var person : List.of("iv-clerk", "iv-buyer", "iv-dock")) {
            assertThat(door.as(person).post(second, Map.of("reason", "Mine")).status())
                    .isEqualTo(403);
        }
        var taken = door.as("iv-money")
                .post(second, Map.of("reason", "Account closed"))
                .expect(201)
                .json();
        assertThat(taken.path("paid").asText()).isEqualTo("80.00");
        assertThat(taken.path("payments").get(1).path("reversalReason").asText())
                .isEqualTo("Account closed");
        assertThat(status(id)).isEqualTo("SCHEDULED");
        assertThat(orderStatus(order)).containsExactly("RECEIVED", "INVOICED", "PARTIALLY_PAID");
        assertThat(hasEnded(order)).isFalse();
        assertThat(hasEnded(id)).isFalse();
        assertThat(door.as("iv-money").post(second, Map.of("reason", "Again")).status())
                .isEqualTo(409);
        assertThat(read("iv-admin", "/api/v1/audit/" + id).path("entries").findValuesAsText("event"))
                .contains("invoice.payment-taken-back");

        pay(id, Map.of("amount", "120.01"), 422);
        pay(id, Map.of(), 200);
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
        assertThat(hasEnded(order)).isTrue();
        assertThat(hasEnded(id)).isTrue();
    }

    @Test
    @DisplayName("R16, R21: goods that went back while an invoice was paid stop it once its payment is taken back")
    void whatIsTakenBackIsComparedAgain() {
        var id = scheduled("TB-2");
        var order = invoice(id).path("purchaseOrder").asText();
        pay(id, Map.of(), 200);
        giveBack(order, "1");
        assertThat(status(id)).isEqualTo("PAID");

        door.as("iv-money")
                .post(
                        "/api/v1/invoices/" + id + "/payments/1/reversal",
                        Map.of("reason", "Booked on the wrong invoice"))
                .expect(201);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(types(id)).contains("QUANTITY_NOT_RECEIVED");
    }

    @Test
    @DisplayName(
            "R21: a transfer that the bank returns (camt.054) is taken back as a whole, once, and no run pays it again"
                    + " before somebody lets it; a status report or another amount takes nothing back")
    void aReturnedTransferIsTakenBack() {
        var supplier = supplierWithTerms("2/10 NET30");
        var order = order(supplier, "EUR", line("Returned " + run, "10", "EA", "20.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "RTRN-1", order, item("1", "10", "20.00", "200.00"), "200.00");
        jobs.runDue(id);
        approvePayment(id);
        var number = newRun(List.of(id), 201).path("number").asText();
        var path = "/api/v1/payment-runs/" + number;
        ok(door.as("iv-money").post(path + "/release", Map.of()));
        assertThat(result(bank(notification(number, "196.00")))).isEqualTo("BOOKED");
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
        assertThat(door.as("iv-money")
                        .post("/api/v1/invoices/" + id + "/payments/1/reversal", Map.of("reason", "One of many"))
                        .status())
                .isEqualTo(409);

        assertThat(result(bank(returned(number, "196.01", "X")))).isEqualTo("AMOUNT_DIFFERS");
        assertThat(result(bank(returned(number, "196.00", "Y").replace("BOOK", "PDNG"))))
                .isEqualTo("UNDER_WAY");
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(result(bank(returned(number, "196.00", "Z")))).isEqualTo("RETURNED");
        assertThat(bank(returned(number, "196.00", "Z")).path("known").asInt()).isEqualTo(1);
        assertThat(status(id)).isEqualTo("SCHEDULED");
        var paid = read("iv-money", "/api/v1/invoices/" + id + "/payment");
        assertThat(paid.path("open").asText()).isEqualTo("200.00");
        assertThat(new BigDecimal(paid.path("discountTaken").asText())).isZero();
        assertThat(orderStatus(order)).containsExactly("RECEIVED", "INVOICED", "UNPAID");
        assertThat(read("iv-money", path)
                        .path("transfers")
                        .get(0)
                        .path("items")
                        .get(0)
                        .path("remark")
                        .asText())
                .contains("AC04");
        assertThat(door.as("iv-money")
                        .post(path + "/transfers/1/reversal", Map.of("reason", "Twice"))
                        .status())
                .isEqualTo(409);

        assertThat(proposal(id).path("held").asText()).isEqualTo("RETURNED");
        assertThat(proposal(id).path("heldBecause").asText()).contains("AC04");
        assertThat(newRun(List.of(id), 409).path("detail").asText()).contains("came back", "AC04");
        var clerk = new Browser(door.base());
        clerk.signIn("iv-money");
        assertThat(clerk.open("/invoices/" + id).body()).contains("because what was paid came back", "AC04");
        door.as("iv-money").delete("/api/v1/invoices/" + id + "/payment-hold").expect(204);

        var again = newRun(List.of(id), 201).path("number").asText();
        var second = "/api/v1/payment-runs/" + again;
        ok(door.as("iv-money").post(second + "/release", Map.of()));
        ok(door.as("iv-money").post(second + "/transfers/1/confirmation", Map.of()));
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(door.as("iv-clerk")
                        .post(second + "/transfers/1/reversal", Map.of("reason", "Not I"))
                        .status())
                .isEqualTo(403);
        var back = door.as("iv-money")
                .post(second + "/transfers/1/reversal", Map.of("reason", "Confirmed by mistake", "hold", false))
                .expect(201)
                .json();
        assertThat(back.path("transfers").get(0).path("state").asText()).isEqualTo("RETURNED");
        assertThat(proposal(id).path("held").isNull()).isTrue();
        assertThat(status(id)).isEqualTo("SCHEDULED");
    }

    @Test
    @DisplayName("R25: whoever settles an entry of the bank that fits nothing leaves a trace")
    void settlingAnUnknownEntryIsOnRecord() {
        var entry =
                bank(notification("PAY-1998-" + run, "7.00")).path("entries").get(0);
        assertThat(entry.path("result").asText()).isEqualTo("UNKNOWN");
        var id = entry.path("id").asText();
        ok(door.as("iv-money").post("/api/v1/bank-entries/" + id + "/settlement", Map.of("note", "Rent")));

        var trail = read("iv-admin", "/api/v1/audit/bank-entry:" + id.substring(0, 48));
        assertThat(trail.path("entries").findValuesAsText("event")).containsExactly("payment-run.entry-settled");
        assertThat(trail.toString()).contains("Rent", "7.00");
    }

    @Test
    @DisplayName(
            "R12: a part that is paid in time takes no discount with it; the last part does, when all came in time")
    void aPartEarnsNoDiscount() {
        var supplier = supplierWithTerms("2/10 NET30");
        var order = order(supplier, "EUR", line("Early part " + run, "10", "EA", "20.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "PART-1", order, item("1", "10", "20.00", "200.00"), "200.00");
        jobs.runDue(id);
        approvePayment(id);

        pay(id, Map.of("amount", "1.00", "discount", "4.00"), 422);
        pay(id, Map.of("amount", "100.00", "discount", "2.00"), 422);
        pay(id, Map.of("amount", "100.00"), 200);
        var part = read("iv-money", "/api/v1/invoices/" + id + "/payment");
        assertThat(new BigDecimal(part.path("discountTaken").asText())).isZero();
        pay(id, Map.of("amount", "96.00"), 200);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(read("iv-money", "/api/v1/invoices/" + id + "/payment")
                        .path("discountTaken")
                        .asText())
                .isEqualTo("4.00");

        var early = takenBack(id, 1);
        assertThat(early.path("open").asText()).isEqualTo("104.00");
        assertThat(new BigDecimal(early.path("discountTaken").asText())).isZero();
        assertThat(early.path("payments").get(1).path("discountLost").asText()).isEqualTo("4.00");
        pay(id, Map.of("amount", "100.00"), 200);
        assertThat(status(id)).as("earned again by paying again in time").isEqualTo("PAID");
        var last = takenBack(id, 2);
        assertThat(last.path("open").asText()).isEqualTo("100.00");
        assertThat(new BigDecimal(last.path("discountTaken").asText())).isZero();
    }

    private JsonNode takenBack(String id, int number) {
        return door.as("iv-money")
                .post("/api/v1/invoices/" + id + "/payments/" + number + "/reversal", Map.of("reason", "Came back"))
                .expect(201)
                .json();
    }

    @Test
    @DisplayName(
            "R27: what is set off by a form, or with an ETag, from before somebody else set something off is refused")
    void aStaleSetOffIsRefused() throws IOException {
        var supplier = supplier("Stale set-off " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "STALE-1", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        giveBack(order, "1");
        var body = body(supplier, "STALE-2", order, List.of(itemMap("1", "1", "50.00", "50.00")), "50.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "STALE-1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        for (var one : List.of(credit, id)) {
            jobs.runDue(one);
            approvePayment(one);
        }
        var finance = new Browser(door.base());
        finance.signIn("iv-money");
        var seen = Pattern.compile("name=\"seen\" value=\"([0-9./]+)\"")
                .matcher(finance.open("/invoices/" + id).body());
        assertThat(seen.find()).isTrue();
        var tag = door.as("iv-money").get(allocations(id)).header("ETag");
        var form = List.of(Map.entry("source", credit), Map.entry("amount", "20.00"), Map.entry("seen", seen.group(1)));

        assertThat(finance.sendForm("/invoices/" + id + "/set-offs", form).statusCode())
                .isEqualTo(302);
        assertThat(finance.sendForm("/invoices/" + id + "/set-offs", form).statusCode())
                .as("the second click")
                .isEqualTo(409);
        assertThat(door.as("iv-money")
                        .post(allocations(id), Map.of("source", credit, "amount", "20.00"), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(offers(id).get(0).path("open").asText()).isEqualTo("30.00");
    }

    @Test
    @DisplayName("R16, R21: a credit note is set off with invoices part by part, exactly, and undone with a reason")
    void aCreditNoteIsSetOffByHand() {
        var supplier = supplier("Set off by hand " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var first = capture(supplier, "SO-1", order, item("1", "1", "50.00", "50.00"), "50.00");
        jobs.runDue(first);
        var other = capture(supplier, "SO-2", order, item("1", "3", "50.00", "150.00"), "150.00");
        jobs.runDue(other);
        giveBack(order, "2");
        var body = body(supplier, "SO-3", order, List.of(itemMap("1", "2", "50.00", "100.00")), "100.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "SO-2");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(credit);
        for (var id : List.of(first, other)) {
            jobs.runDue(id);
            approvePayment(id);
        }
        assertThat(setOff(first, credit, "50.00").status()).isEqualTo(409);
        approvePayment(credit);
        assertThat(offers(first).get(0).path("source").asText()).isEqualTo(credit);
        assertThat(offers(first).get(0).path("proposed").asText()).isEqualTo("50.00");
        assertThat(setOff(first, credit, "50.01").status()).isEqualTo(422);
        assertThat(setOff(first, other, "1.00").status()).isEqualTo(422);
        assertThat(door.as("iv-clerk")
                        .post(allocations(first), Map.of("source", credit))
                        .status())
                .isEqualTo(403);

        setOff(first, credit, null).expect(201);
        assertThat(status(first)).isEqualTo("PAID");
        assertThat(hasEnded(first)).isTrue();
        assertThat(setOff(other, credit, "50.01").status()).isEqualTo(422);
        setOff(other, credit, "20.00").expect(201);
        setOff(other, credit, "30.00").expect(201);
        assertThat(status(credit)).isEqualTo("PAID");
        assertThat(invoice(other).path("paid").asText()).isEqualTo("50.00");
        assertThat(offers(other)).isEmpty();

        var undo = allocations(other) + "/2/reversal";
        assertThat(door.as("iv-money").post(undo, Map.of()).status()).isEqualTo(422);
        door.as("iv-money").post(undo, Map.of("reason", "The wrong one")).expect(201);
        assertThat(door.as("iv-money").post(undo, Map.of("reason", "Once more")).status())
                .isEqualTo(409);
        assertThat(status(credit)).isEqualTo("SCHEDULED");
        assertThat(invoice(other).path("paid").asText()).isEqualTo("20.00");
        pay(other, Map.of(), 200);
        assertThat(invoice(other).path("paid").asText()).isEqualTo("150.00");
        assertThat(door.as("iv-money")
                        .post(allocations(other) + "/1/reversal", Map.of("reason", "After all"))
                        .status())
                .isEqualTo(201);
        assertThat(status(other)).isEqualTo("SCHEDULED");
        setOff(other, credit, "20.00").expect(201);
        pay(credit, Map.of(), 200);
        assertThat(List.of(status(first), status(other), status(credit))).containsOnly("PAID");
    }

    @Test
    @DisplayName(
            "R21: a prepayment is approved and paid like any other, and used by the invoice that counts it as prepaid")
    void aPrepaymentIsUsedByItsInvoice() {
        var supplier = supplierWithTerms("NET0");
        var order = order(supplier, "EUR", line("Machine", "1", "EA", "900.00", "19", null));
        var early = prepayment(supplier, "AZ-1", order, "357.00");
        jobs.runDue(early);
        assertThat(types(early)).isEmpty();
        assertThat(status(early)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("0");
        assertThat(orderStatus(order)).endsWith("NOT_INVOICED", "UNPAID");
        var tooMuch = prepayment(supplier, "AZ-2", order, "714.01");
        jobs.runDue(tooMuch);
        assertThat(types(tooMuch)).containsExactly("AMOUNT_OVER_ORDER");
        assertThat(exception(tooMuch, "AMOUNT_OVER_ORDER").path("amount").asText())
                .isEqualTo("0.01");
        approvePayment(early);
        var number = newRun(List.of(early), 201).path("number").asText();
        ok(door.as("iv-money").post("/api/v1/payment-runs/" + number + "/release", Map.of()));
        ok(door.as("iv-money").post("/api/v1/payment-runs/" + number + "/transfers/1/confirmation", Map.of()));
        assertThat(status(early)).isEqualTo("PAID");
        assertThat(orderStatus(order)).endsWith("NOT_INVOICED", "PARTIALLY_PAID");
        assertThat(door.as("iv-buyer")
                        .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No more"))
                        .status())
                .isEqualTo(409);

        receive(order, "1");
        var body = body(supplier, "SR-1", order, List.of(taxed("1", "1", "900.00", "19")), "713.99");
        body.putAll(Map.of("netTotal", "900.00", "taxTotal", "171.00", "grossTotal", "1071.00", "prepaid", "357.01"));
        var wrong = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(wrong);
        assertThat(types(wrong)).containsExactly("TOTAL_MISMATCH");
        assertThat(exception(wrong, "TOTAL_MISMATCH").path("amount").asText()).isEqualTo("0.01");
        resolve(wrong, "TOTAL_MISMATCH", "iv-clerk", "reject", "They prepaid themselves a cent", 204);
        jobs.runDue(wrong);
        body.put("number", "SR-2");
        body.put("prepaid", "357.00");
        body.put("payable", "714.00");
        var id = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        approvePayment(id);
        pay(id, Map.of(), 200);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(orderStatus(order)).containsExactly("RECEIVED", "INVOICED", "PARTIALLY_PAID");

        assertThat(offers(id).get(0).path("source").asText()).isEqualTo(early);
        assertThat(setOff(id, early, "357.01").status()).isEqualTo(422);
        setOff(id, early, null).expect(201);
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
        var reversal = "/api/v1/payment-runs/" + number + "/transfers/1/reversal";
        assertThat(door.as("iv-money")
                        .post(reversal, Map.of("reason", "It is used"))
                        .status())
                .isEqualTo(409);
        assertThat(result(bank(returned(number, "357.00", "P" + run)))).isEqualTo("TO_CLARIFY");
        door.as("iv-money")
                .post(allocations(id) + "/1/reversal", Map.of("reason", "The bank returned it"))
                .expect(201);
        assertThat(orderStatus(order)).containsExactly("RECEIVED", "INVOICED", "PARTIALLY_PAID");
        door.as("iv-money").post(reversal, Map.of("reason", "It came back")).expect(201);
        assertThat(status(early)).isEqualTo("SCHEDULED");
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
    }

    @Test
    @DisplayName(
            "A prepayment settles an invoice that does not count it itself, which no run pays before, and one over 0.00 that is"
                    + " prepaid in full")
    void aPrepaymentSettlesWhatIsNotCounted() {
        var supplier = supplier("Prepaid in full " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        var early = prepayment(supplier, "AZ-5", order, "200.00");
        jobs.runDue(early);
        approvePayment(early);
        pay(early, Map.of("paidAt", "2026-03-01"), 200);
        receive(order, "4");
        var id = capture(supplier, "SR-5", order, item("1", "2", "50.00", "100.00"), "100.00");
        jobs.runDue(id);
        approvePayment(id);
        assertThat(proposal(id).toString()).contains("PREPAYMENT_OPEN");
        newRun(List.of(id), 409);
        setOff(id, early, "40.00").expect(201);
        assertThat(status(id)).isEqualTo("SCHEDULED");
        assertThat(proposal(id).toString()).contains(id).doesNotContain("PREPAYMENT_OPEN");
        setOff(id, early, null).expect(201);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(hasEnded(id)).isTrue();

        var body = body(supplier, "SR-6", order, List.of(itemMap("1", "2", "50.00", "100.00")), "0.00");
        body.putAll(Map.of("netTotal", "100.00", "grossTotal", "100.00", "taxTotal", "0.00", "prepaid", "100.00"));
        var all = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(all);
        assertThat(status(all)).isEqualTo("APPROVED");
        approvePayment(all);
        setOff(all, early, null).expect(201);
        assertThat(status(all)).isEqualTo("PAID");
        assertThat(hasEnded(all)).isTrue();
        assertThat(orderStatus(order)).containsExactly("CLOSED", "INVOICED", "PAID");
        door.as("iv-money")
                .post(allocations(all) + "/1/reversal", Map.of("reason", "Another invoice"))
                .expect(201);
        assertThat(status(all)).isEqualTo("SCHEDULED");
        assertThat(orderStatus(order)).containsExactly("RECEIVED", "INVOICED", "PARTIALLY_PAID");
    }

    private String prepayment(String supplier, String number, String order, String amount) {
        var body =
                body(supplier, number, order, List.of(Map.of("description", "To begin with", "quantity", "1")), amount);
        body.keySet().removeAll(List.of("netTotal", "taxTotal", "grossTotal"));
        body.put("type", "PREPAYMENT");
        body.put("lines", List.of(Map.of("description", "To begin with", "quantity", "1", "unitPrice", amount)));
        return ok(door.as("iv-clerk").post("/api/v1/invoices", body)).path("id").asText();
    }

    private static Map<String, String> taxed(String line, String quantity, String price, String rate) {
        var item = new HashMap<>(itemMap(line, quantity, price, price));
        item.put("taxRate", rate);
        return item;
    }

    private static String allocations(String id) {
        return "/api/v1/invoices/" + id + "/allocations";
    }

    private TestDoor.Answer setOff(String id, String source, String amount) {
        return door.as("iv-money")
                .post(
                        allocations(id),
                        amount == null ? Map.of("source", source) : Map.of("source", source, "amount", amount));
    }

    private JsonNode offers(String id) {
        return read("iv-money", allocations(id)).path("proposals");
    }

    private List<String> orderStatus(String order) {
        jobs.runDue(order);
        var found = read("iv-buyer", "/api/v1/purchase-orders/" + order);
        return List.of(
                found.path("status").asText(),
                found.path("invoicingStatus").asText(),
                found.path("paymentStatus").asText());
    }

    private static String result(JsonNode reading) {
        return reading.path("entries").get(0).path("result").asText();
    }

    /** The same transfer, given back by the bank of the payee. */
    private static String returned(String run, String amount, String booking) {
        return notification(run, amount)
                .replace("NTF-", "RET-" + booking + "-")
                .replace("DBIT", "CRDT")
                .replace(">B<", ">" + booking + "<")
                .replace("</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    }

    /** Two clicks at once; what they are answered, the lower first. */
    private List<Integer> twice(String path, Map<String, ?> body) {
        var one = CompletableFuture.supplyAsync(
                () -> door.as("iv-money").post(path, body).status());
        var other = CompletableFuture.supplyAsync(
                () -> door.as("iv-money").post(path, body).status());
        return Stream.of(one.join(), other.join()).sorted().toList();
    }

    private JsonNode bank(String xml) {
        return ok(door.as("iv-money")
                .send(
                        "POST",
                        "/api/v1/bank-messages",
                        BodyPublishers.ofString(xml),
                        "Content-Type",
                        "application/xml"));
    }

    private static String notification(String run, String amount) {
        return "<Document"
                + " xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>NTF-"
                + run + "</MsgId></GrpHdr><Ntfctn><Ntry><Amt Ccy=\"EUR\">" + amount
                + "</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>B</AcctSvcrRef><NtryDtls><TxDtls><Refs>"
                + "<EndToEndId>" + run + "-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Ntfctn>"
                + "</BkToCstmrDbtCdtNtfctn></Document>";
    }

    private JsonNode proposal(String id) {
        for (var one : read("iv-money", "/api/v1/payment-proposals?size=100").path("content")) {
            if (one.path("invoice").asText().equals(id)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode newRun(List<String> ids, int status) {
        return door.as("iv-money")
                .post("/api/v1/payment-runs", Map.of("invoices", ids))
                .expect(status)
                .json();
    }
}
