package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.countersign.invoicing.HybridPdf;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CountersignTest
class InvoiceProcessTests extends PurchaseToPay {

    @Test
    @DisplayName("R18: an invoice in CII is captured and matched; as PDF and as UBL it is the same once more")
    void oneInvoiceInThreeForms() throws IOException {
        var taxId = "DE6" + String.format("%08d", RUNS.incrementAndGet());
        var supplier = supplier("Three forms " + run, taxId);
        var order = order(supplier, "EUR", line("A book on invoices", "1", "XPP", "11.78", "7", null));
        receive(order, "1");
        var cii = example("cii-book.xml").replace("DE987654321", taxId).replace("ORDER-NUMBER", order);
        var first = captureXml(cii);
        jobs.runDue(first);
        assertThat(status(first)).isEqualTo("APPROVED");
        assertThat(invoice(first).path("findings")).isEmpty();
        assertThat(invoice(first).path("references").path("customization").asText())
                .isEqualTo("urn:cen.eu:en16931:2017");
        assertThat(invoice(first).path("lines").path(0).path("taxCategory").asText())
                .isEqualTo("S");
        var pdf = HybridPdf.of("factur-x.xml", cii.getBytes(StandardCharsets.UTF_8))
                .bytes();
        var sent = sendPdf(pdf);
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().path("status").asText()).isEqualTo("DUPLICATE");
        assertThat(invoice(sent.json().path("id").asText()).path("mediaType").asText())
                .isEqualTo("application/pdf");
        var ubl = example("ubl21-book.xml").replace("DE987654321", taxId).replace("ORDER-NUMBER", order);
        var misnamed =
                sendPdf(ubl.getBytes(StandardCharsets.UTF_8)).json().path("id").asText();
        assertThat(status(misnamed)).isEqualTo("DUPLICATE");
        assertThat(invoice(misnamed).path("mediaType").asText())
                .as("XML is XML, whatever its sender calls it")
                .isEqualTo("application/xml");
    }

    @Test
    @DisplayName(
            "R20: an e-invoice that breaks rules which it claims is captured and waits with accounts payable, told in"
                    + " words")
    void brokenRulesWaitWithAPerson() throws IOException {
        var taxId = "DE5" + String.format("%08d", RUNS.incrementAndGet());
        var supplier = supplier("Breaks rules " + run, taxId);
        var order = order(supplier, "EUR", line("A book on invoices", "1", "XPP", "11.78", "7", null));
        receive(order, "1");
        var xml = example("cii-book.xml")
                .replace("DE987654321", taxId)
                .replace("ORDER-NUMBER", order)
                .replaceFirst("<ram:CountryID>DE</ram:CountryID>", "");
        var id = sendPdf(HybridPdf.of("factur-x.xml", xml.getBytes(StandardCharsets.UTF_8))
                        .bytes())
                .json()
                .path("id")
                .asText();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(invoice(id).path("findings").findValuesAsText("rule")).containsExactly("BR-09");
        var exception = invoice(id).path("match").path("exceptions").path(0);
        assertThat(exception.path("type").asText()).isEqualTo("INVALID_DOCUMENT");
        assertThat(exception.path("explanation").asText())
                .contains("the country in the seller’s address is missing (BR-09)");
        resolve(id, "INVALID_DOCUMENT", "iv-clerk", "accept", "The figures are right", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "R20: 100 kg invoiced and 90 received stop the invoice; the missing 10 kg clear the quantity, the tax is a"
                    + " clerk's")
    void theBeeswaxIsStoppedUntilTheRestArrives() throws IOException {
        var supplier = supplier("Honeycomb Trading", "1753004455");
        var order = order(supplier, "GBP", line("Beeswax", "100", "KGM", "1.00", "17.5", null));
        receive(order, "90");
        beeswax(order, example("ubl20-beeswax.xml").replace("ORDER-NUMBER", order));
    }

    @Test
    @DisplayName("The documents that others wrote run through: the beeswax of OASIS and the book of XRechnung")
    void whatOthersWroteRunsThrough() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "no documents of others are at hand");
        var consortial = supplier("Consortial", "175.269.2355");
        var wax = order(consortial, "GBP", line("Acme beeswax", "100", "KGM", "1.00", "17.5", null));
        receive(wax, "90");
        beeswax(
                wax,
                Files.readString(SHARED.resolve("oasis-ubl/UBL-Invoice-2.0-Example.xml"))
                        .replace("AEG012345", wax));

        var seller = supplier("[Seller name]", "DE123456789");
        var book = order(seller, "EUR", line("Denk doch", "1", "XPP", "11.78", "7", null));
        receive(book, "1");
        var id = captureXml(Files.readString(SHARED.resolve("xrechnung/01.02a-INVOICE_ubl.xml"))
                .replace("Dummywert", book));
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        approvePayment(id);
        pay(id, Map.of("paidAt", "2026-03-02", "amount", "12.60"), 200);
        jobs.runDue(book);
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + book)
                        .path("status")
                        .asText())
                .isEqualTo("CLOSED");
    }

    @Test
    void theOriginalIsKeptByteForByte() throws IOException {
        var taxId = taxId();
        var supplier = supplier("Bücher Beispiel", taxId);
        var order = order(supplier, "EUR", line("A book", "1", "XPP", "11.78", "7", null));
        var xml = book(taxId).replace("ORDER-NUMBER", order);
        var id = captureXml(xml);
        assertThat(door.as("iv-clerk")
                        .get("/api/v1/invoices/" + id + "/original")
                        .text())
                .isEqualTo(xml);

        var json = "{ \"supplier\":\"" + supplier + "\", \"number\" : \"X-1\",\"purchaseOrder\":\"" + order
                + "\",\"lines\":[{\"quantity\":1,\"unitPrice\":\"11.78\"}],\"payable\": 11.780}";
        var posted = ok(door.as("iv-clerk").post("/api/v1/invoices", json))
                .path("id")
                .asText();
        assertThat(door.as("iv-clerk")
                        .get("/api/v1/invoices/" + posted + "/original")
                        .text())
                .isEqualTo(json);
        assertThat(door.as("iv-anna").get("/api/v1/invoices/" + posted).status())
                .isEqualTo(200);
        people.add("iv-stranger", "iv-boss");
        assertThat(door.as("iv-stranger").get("/api/v1/invoices/" + posted).status())
                .isEqualTo(404);
        assertThat(door.as("iv-stranger").get("/api/v1/invoices").status()).isEqualTo(403);
        assertThat(read("iv-clerk", "/api/v1/invoices?purchaseOrder=" + order)
                        .path("totalElements")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anInvoiceWaitsWhereNothingHasArrived() {
        var supplier = supplier("Waiting", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        var id = capture(supplier, "W-1", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("AWAITING_RECEIPT");
        assertThat(open(id, null)).isEmpty();

        receive(order, "4");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("Services are matched two-way: the matched invoice is the receipt")
    void servicesAreReceivedByTheirInvoice() {
        var supplier = supplier("Consulting", null);
        var order = order(supplier, "EUR", line("Advice", "10", "HUR", "9.00", "0", "services"));
        var id = capture(supplier, "C-1", order, item("1", "10", "9.00", "90.00"), "90.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(invoice(id).path("match").path("mode").asText()).isEqualTo("TWO_WAY");
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("status")
                        .asText())
                .isEqualTo("RECEIVED");
    }

    @Test
    @DisplayName("R18: the same number again is a duplicate until somebody with the right overrides it with a reason")
    void theSameNumberIsADuplicate() {
        var supplier = supplier("Twice", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var first = capture(supplier, "INV-007", order, item("1", "2", "50.00", "100.00"), "100.00");
        jobs.runDue(first);
        var second = capture(supplier, "inv 7", order, item("1", "2", "50.00", "100.00"), "100.00");
        assertThat(status(second)).isEqualTo("DUPLICATE");
        jobs.runDue(second);
        assertThat(status(second)).isEqualTo("DUPLICATE");
        assertThat(types(second)).containsExactly("DUPLICATE_INVOICE");
        assertThat(exception(second, "DUPLICATE_INVOICE").path("explanation").asText())
                .contains(first);

        resolve(second, "DUPLICATE_INVOICE", "iv-clerk", "accept", null, 422);
        resolve(second, "DUPLICATE_INVOICE", "iv-clerk", "accept", "They used it twice, asked by phone", 204);
        jobs.runDue(second);
        assertThat(status(second)).isEqualTo("APPROVED");
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("invoicingStatus")
                        .asText())
                .isEqualTo("INVOICED");
    }

    @Test
    @DisplayName("R18: of two documents with one number at the same moment, one is the duplicate and none is lost")
    void oneOfTwoAtTheSameMomentIsTheDuplicate() {
        var supplier = supplier("Race", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        var both = List.of("RACE-1", "race 01").parallelStream()
                .map(number -> capture(supplier, number, order, item("1", "1", "50.00", "50.00"), "50.00"))
                .map(this::status)
                .toList();
        assertThat(both).containsExactlyInAnyOrder("CAPTURED", "DUPLICATE");
    }

    @Test
    @DisplayName(
            "R20: only the handler answers, what cannot be accepted says what to do, and a rejection ends everything")
    void handlersAnswerAndNobodyElse() {
        var supplier = supplier("Mixed", null);
        var order = order(
                supplier,
                "EUR",
                line("Chairs", "4", "EA", "50.00", "0", null),
                line("Tables", "1", "EA", "90.00", "0", null),
                line("Tables", "1", "EA", "90.00", "0", null));
        receive(order, "4");
        var id = capture(
                supplier,
                "M-1",
                order,
                List.<Map<String, String>>of(
                        itemMap("1", "4", "60.00", "240.00"),
                        Map.of("description", "Tables", "quantity", "1", "unitPrice", "90.00", "netAmount", "90.00")),
                "330.00");
        jobs.runDue(id);
        assertThat(types(id)).containsExactlyInAnyOrder("PRICE_VARIANCE", "UNMATCHED_LINE");
        assertThat(exception(id, "PRICE_VARIANCE").path("amount").asText()).isEqualTo("40.00");

        var task = task(id, "PRICE_VARIANCE");
        assertThat(complete(task, "iv-clerk", "accept", "Fine")).isIn(403, 404);
        assertThat(complete(task, "iv-buyer", "nonsense", null)).isEqualTo(422);
        assertThat(complete(task, "iv-buyer", null, null)).isEqualTo(422);
        resolve(id, "UNMATCHED_LINE", "iv-buyer", "accept", "Fine", 422);
        resolve(id, "PRICE_VARIANCE", "iv-buyer", "recheck", null, 204);
        resolve(id, "UNMATCHED_LINE", "iv-buyer", "recheck", null, 204);
        jobs.runDue(id);
        assertThat(open(id, "userTask_resolveException")).hasSize(2);
        resolve(id, "PRICE_VARIANCE", "iv-buyer", "accept", "Agreed by phone", 204);
        resolve(id, "UNMATCHED_LINE", "iv-buyer", "reject", "They shall say which table", 204);
        assertThat(status(id)).isEqualTo("REJECTED");
        jobs.runDue(id);
        assertThat(hasEnded(id)).isTrue();
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("invoicingStatus")
                        .asText())
                .isEqualTo("NOT_INVOICED");
    }

    @Test
    @DisplayName("What was accepted stays accepted when a receipt has the invoice compared again")
    void whatWasAcceptedStaysAccepted() {
        var supplier = supplier("Stays", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "3");
        var id = capture(supplier, "ST-1", order, item("1", "4", "60.00", "240.00"), "240.00");
        jobs.runDue(id);
        resolve(id, "PRICE_VARIANCE", "iv-buyer", "accept", "Agreed by phone", 204);
        receive(order, "1");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(exception(id, "PRICE_VARIANCE").path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(exception(id, "QUANTITY_NOT_RECEIVED").path("state").asText())
                .isEqualTo("RESOLVED");
    }

    @Test
    @DisplayName("R20: what goes beyond the order is for the approvers of its last level")
    void beyondTheOrderIsForItsApprovers() {
        var supplier = supplier("Freight", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = captureWithCharge(supplier, "F-1", order, "30.00", "230.00");
        jobs.runDue(id);
        assertThat(types(id)).containsExactly("AMOUNT_OVER_ORDER");
        assertThat(exception(id, "AMOUNT_OVER_ORDER").path("handler").asText()).isEqualTo("approvers");

        answerApproval(id, "iv-boss", "return", "Was freight agreed?");
        jobs.runDue(id);
        resolve(id, "AMOUNT_OVER_ORDER", "iv-clerk", "accept", "Yes", 422);
        resolve(id, "AMOUNT_OVER_ORDER", "iv-clerk", "recheck", "It was, see the order letter", 204);
        jobs.runDue(id);
        answerApproval(id, "iv-boss", "approve", "Then fine");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(exception(id, "AMOUNT_OVER_ORDER").path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(open(id, "userTask_approve")).hasSize(1);
        pay(id, Map.of(), 409);

        var refused = captureWithCharge(
                supplier,
                "F-2",
                order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null)),
                "30.00",
                "230.00");
        receive(invoice(refused).path("purchaseOrder").asText(), "4");
        jobs.runDue(refused);
        answerApproval(refused, "iv-boss", "reject", "Never agreed");
        jobs.runDue(refused);
        assertThat(status(refused)).isEqualTo("REJECTED");
        assertThat(hasEnded(refused)).isTrue();
    }

    @Test
    @DisplayName("R21: a new bank account is judged by a finance officer who did not capture the invoice")
    void aNewAccountIsJudgedByAnother() {
        people.add("iv-both", "iv-boss", Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER);
        var supplier = supplier("Account", null, "DE02100500000024290661");
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var body = body(supplier, "A-1", order, List.of(itemMap("1", "4", "50.00", "200.00")), "200.00");
        body.put("iban", "DE79000000001234567890");
        var id =
                ok(door.as("iv-both").post("/api/v1/invoices", body)).path("id").asText();
        jobs.runDue(id);
        assertThat(exception(id, "BANK_ACCOUNT_CHANGED").path("handler").asText())
                .isEqualTo("finance-officer");
        resolve(id, "BANK_ACCOUNT_CHANGED", "iv-both", "accept", "I know them", 403);
        resolve(id, "BANK_ACCOUNT_CHANGED", "iv-money", "accept", "Rang them on the number we know", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R21: a new account in the supplier master clears nothing; only a finance officer does, who captured"
            + " nothing")
    void theMasterAloneClearsNoAccount() {
        var old = "DE02100500000024290661";
        var changed = "DE79000000001234567890";
        var supplier = supplier("Account moved", null, old);
        var order = order(supplier, "EUR", line("Chairs", "9", "EA", "50.00", "0", null));
        receive(order, "3");
        var id = captureTo(changed, supplier, "AM-1", order, "4");
        jobs.runDue(id);
        assertThat(types(id)).containsExactlyInAnyOrder("BANK_ACCOUNT_CHANGED", "QUANTITY_NOT_RECEIVED");

        var master = new HashMap<String, Object>(
                Map.of("name", "Account moved", "email", "sales@example.net", "currency", "EUR", "status", "APPROVED"));
        master.put("iban", null);
        ok(door.as("iv-buyer").put("/api/v1/suppliers/" + supplier, master));
        master.put("iban", changed);
        ok(door.as("iv-buyer").put("/api/v1/suppliers/" + supplier, master));
        receive(order, "6");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(exception(id, "BANK_ACCOUNT_CHANGED").path("state").asText()).isEqualTo("OPEN");
        assertThat(exception(id, "QUANTITY_NOT_RECEIVED").path("state").asText())
                .isEqualTo("RESOLVED");
        var next = captureTo(changed, supplier, "AM-2", order, "1");
        jobs.runDue(next);
        assertThat(types(next)).containsExactly("BANK_ACCOUNT_CHANGED");

        resolve(id, "BANK_ACCOUNT_CHANGED", "iv-buyer", "accept", "It is in the master", 403);
        resolve(id, "BANK_ACCOUNT_CHANGED", "iv-money", "accept", "Rang them on the number we know", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        resolve(next, "BANK_ACCOUNT_CHANGED", "iv-money", "recheck", null, 204);
        jobs.runDue(next);
        assertThat(exception(next, "BANK_ACCOUNT_CHANGED").path("state").asText())
                .isEqualTo("OPEN");
        var later = captureTo(changed, supplier, "AM-3", order, "1");
        jobs.runDue(later);
        assertThat(status(later)).isEqualTo("APPROVED");
        var back = captureTo(old, supplier, "AM-4", order, "1");
        jobs.runDue(back);
        assertThat(types(back)).containsExactly("BANK_ACCOUNT_CHANGED");
    }

    @Test
    @DisplayName("R18: the same paper is a duplicate, whether its sender was known when it came first or only later")
    void aSenderKnownLaterIsStillTheSame() throws IOException {
        var taxId = taxId();
        var xml = book(taxId).replace("Bücher Beispiel", "Nobody knows " + run).replace("ORDER-NUMBER", "NONE-" + run);
        assertThat(xml).contains(taxId);
        var first = captureXml(xml);
        assertThat(status(first)).isEqualTo("CAPTURED");
        var supplier = supplier("Known since then " + run, taxId.replace("DE7", "DE 7-"));
        var second = captureXml(xml);
        assertThat(invoice(second).path("supplier").asText()).isEqualTo(supplier);
        assertThat(status(second)).isEqualTo("DUPLICATE");
        var number = invoice(first).path("number").asText();
        var typed = ok(door.as("iv-clerk")
                        .post(
                                "/api/v1/invoices",
                                body(supplier, number, "NONE", List.of(itemMap("1", "1", "11.78", "11.78")), "12.60")))
                .path("id")
                .asText();
        assertThat(status(typed)).isEqualTo("DUPLICATE");
        assertThat(exception(typed, "DUPLICATE_INVOICE").path("explanation").asText())
                .contains(first);
    }

    @Test
    @DisplayName("R18: a paper taken for the order's supplier is the same once its sender is known; branches of one tax"
            + " number are not")
    void aPaperTakenForAnotherIsTheSameLater() throws IOException {
        var taxId = taxId();
        var ordered = supplier("Ordered from " + run, null);
        var order = order(ordered, "EUR", line("A book", "1", "XPP", "11.78", "7", null));
        var xml = book(taxId)
                .replace("Bücher Beispiel", "Not in the master " + run)
                .replace("ORDER-NUMBER", order);
        var first = captureXml(xml);
        assertThat(invoice(first).path("supplier").asText()).isEqualTo(ordered);
        var sender = supplier("In the master now " + run, taxId);
        var second = captureXml(xml);
        assertThat(invoice(second).path("supplier").asText()).isEqualTo(sender);
        assertThat(status(second)).isEqualTo("DUPLICATE");

        var branch = supplier("A branch of it " + run, taxId);
        var own = body(branch, "BR-1", "NONE", List.of(itemMap("1", "1", "1.00", "1.00")), "1.00");
        assertThat(status(ok(door.as("iv-clerk").post("/api/v1/invoices", own))
                        .path("id")
                        .asText()))
                .isEqualTo("CAPTURED");
        own.put("supplier", sender);
        assertThat(status(ok(door.as("iv-clerk").post("/api/v1/invoices", own))
                        .path("id")
                        .asText()))
                .isEqualTo("CAPTURED");
        assertThat(status(ok(door.as("iv-clerk").post("/api/v1/invoices", own))
                        .path("id")
                        .asText()))
                .isEqualTo("DUPLICATE");
    }

    @Test
    @DisplayName(
            "R16, R21: goods that go back stop an approved payment until a person accepts it, and it is approved again")
    void goodsThatGoBackStopAnApprovedPayment() {
        var id = approved("GB-1");
        var order = invoice(id).path("purchaseOrder").asText();
        giveBack(order, "3");
        assertThat(open(id, null)).isEmpty();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(invoiced(order)).isEqualTo("0");
        var found = exception(id, "QUANTITY_NOT_RECEIVED");
        assertThat(found.path("amount").asText()).isEqualTo("150.00");
        assertThat(found.path("explanation").asText())
                .isEqualTo(
                        "Invoiced 4 EA, but only 1 EA are still here, as 3 EA went back: 3 EA (150.00 EUR) too many.");
        assertThat(open(id, "userTask_approve")).isEmpty();
        resolve(id, "QUANTITY_NOT_RECEIVED", "iv-dock", "accept", "They credit the three next month", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("4");
        approvePayment(id);
        pay(id, Map.of(), 200);
        assertThat(status(id)).isEqualTo("PAID");
        assertThat(hasEnded(id)).isTrue();
        giveBack(order, "1");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("PAID");

        // All four went back and are paid: a credit is expected, on the order and in the list, until its note matches.
        var owed = creditOwed(order);
        assertThat(owed.path("quantity").asText()).isEqualTo("4");
        assertThat(owed.path("netAmount").asText()).isEqualTo("200.00");
        assertThat(owed.path("goodsReturn").asText()).startsWith("RT-");
        assertThat(door.as("iv-anna").get("/api/v1/expected-credits").status()).isEqualTo(403);
        var part = body(
                invoice(id).path("supplier").asText(),
                "GB-1-C",
                order,
                List.of(itemMap("1", "3", "50.00", "150.00")),
                "150.00");
        part.put("type", "CREDIT_NOTE");
        part.put("precedingInvoice", "GB-1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", part))
                .path("id")
                .asText();
        jobs.runDue(credit);
        assertThat(status(credit)).isEqualTo("APPROVED");
        assertThat(creditOwed(order).path("quantity").asText()).isEqualTo("1");
        part.put("number", "GB-1-D");
        part.put("lines", List.of(itemMap("1", "1", "50.00", "50.00")));
        for (var total : List.of("netTotal", "grossTotal", "payable")) {
            part.put(total, "50.00");
        }
        jobs.runDue(ok(door.as("iv-clerk").post("/api/v1/invoices", part))
                .path("id")
                .asText());
        assertThat(creditOwed(order).isMissingNode()).isTrue();
    }

    private JsonNode creditOwed(String order) {
        for (var credit :
                ok(door.as("iv-clerk").get("/api/v1/expected-credits?size=200")).path("content")) {
            if (order.equals(credit.path("purchaseOrder").asText())) {
                return credit;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    @DisplayName(
            "R16, R21: goods that go back stop a scheduled payment, of which a part may be paid, and no other invoice")
    void goodsThatGoBackStopAScheduledPayment() {
        var supplier = supplier("Back", null);
        var order = order(
                supplier,
                "EUR",
                line("Chairs", "4", "EA", "50.00", "0", null),
                line("Tables", "1", "EA", "90.00", "0", null));
        receive(order, "4");
        var first = capture(supplier, "GB-2", order, item("1", "2", "50.00", "100.00"), "100.00");
        jobs.runDue(first);
        var second = capture(supplier, "GB-3", order, item("1", "2", "50.00", "100.00"), "100.00");
        jobs.runDue(second);
        approvePayment(first);
        approvePayment(second);
        pay(second, Map.of("amount", "30.00"), 200);

        giveBack(order, "1");
        pay(second, Map.of(), 409);
        jobs.runDue(second);
        jobs.runDue(first);
        assertThat(status(first)).isEqualTo("SCHEDULED");
        assertThat(status(second)).isEqualTo("IN_EXCEPTION");
        assertThat(invoice(second).path("paid").asText()).isEqualTo("30.00");
        resolve(second, "QUANTITY_NOT_RECEIVED", "iv-dock", "reject", "Too much", 409);

        var body = body(supplier, "GB-4", order, List.of(itemMap("1", "1", "50.00", "50.00")), "50.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "GB-3");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(credit);
        assertThat(status(credit)).isEqualTo("APPROVED");
        jobs.runDue(second);
        assertThat(status(second)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("3");
        pay(second, Map.of(), 409);
        assertThat(complete(open(second, "userTask_approve").get(0), "iv-money", "reject", "Too late"))
                .as("a part is paid")
                .isEqualTo(409);
        answerApproval(second, "iv-money", "return", "Why is a part paid?");
        assertThat(complete(open(second, "userTask_clarifyPayment").get(0), "iv-clerk", "reject", "No idea"))
                .isEqualTo(409);
        assertThat(complete(
                        open(second, "userTask_clarifyPayment").get(0), "iv-clerk", "resubmit", "Before the return"))
                .isEqualTo(204);
        jobs.runDue(second);
        approvePayment(second);
        pay(second, Map.of(), 200);
        assertThat(status(second)).isEqualTo("PAID");
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("paymentStatus")
                        .asText())
                .isEqualTo("PARTIALLY_PAID");
    }

    @Test
    @DisplayName(
            "R16: goods that go back leave the services of the same invoice received, and a refusal ends that alone")
    void goodsThatGoBackLeaveServicesReceived() {
        var supplier = supplier("Both", null);
        var order = order(
                supplier,
                "EUR",
                line("Chairs", "4", "EA", "5.00", "0", null),
                line("Advice", "10", "HUR", "4.00", "0", "services"));
        receive(order, "4");
        var id = capture(
                supplier,
                "BO-1",
                order,
                List.of(itemMap("1", "4", "5.00", "20.00"), itemMap("2", "10", "4.00", "40.00")),
                "60.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(quantities(order, 2)).containsExactly("10", "0", "0", "10");

        giveBack(order, "1");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(quantities(order, 2))
                .as("received, returned, open, invoiced")
                .containsExactly("10", "0", "0", "0");
        resolve(id, "QUANTITY_NOT_RECEIVED", "iv-dock", "accept", "They credit it next month", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(quantities(order, 2)).containsExactly("10", "0", "0", "10");

        giveBack(order, "1");
        jobs.runDue(id);
        resolve(id, "QUANTITY_NOT_RECEIVED", "iv-dock", "reject", "Enough", 204);
        assertThat(quantities(order, 1)).containsExactly("4", "2", "2", "0");
        assertThat(quantities(order, 2)).containsExactly("0", "0", "10", "0");
    }

    @Test
    @DisplayName("R16: what somebody booked as received stays when a service's invoice is refused")
    void aRefusedInvoiceLeavesWhatWasBooked() {
        var supplier = supplier("Booked", null);
        var order = order(supplier, "EUR", line("Advice", "10", "HUR", "9.00", "0", "services"));
        receive(order, "6");
        var id = capture(supplier, "BK-1", order, item("1", "10", "9.00", "90.00"), "90.00");
        jobs.runDue(id);
        assertThat(quantities(order, 1)).containsExactly("10", "0", "0", "10");
        answerApproval(id, "iv-money", "reject", "Fraud");
        jobs.runDue(id);
        assertThat(quantities(order, 1)).containsExactly("6", "0", "4", "0");
    }

    @Test
    @DisplayName("R16, R21: a credit note that is refused stops the payment of the goods that it was for")
    void aRefusedCreditStopsThePayment() {
        var supplier = supplier("Credit refused", null);
        var order = order(supplier, "EUR", line("Chairs", "10", "EA", "9.00", "0", null));
        receive(order, "10");
        var id = capture(supplier, "RC-1", order, item("1", "10", "9.00", "90.00"), "90.00");
        jobs.runDue(id);
        giveBack(order, "10");
        jobs.runDue(id);
        var body = body(supplier, "RC-2", order, List.of(itemMap("1", "10", "9.00", "90.00")), "90.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "RC-1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDueOf(credit, id);
        approvePayment(id);
        assertThat(status(id)).isEqualTo("SCHEDULED");

        answerApproval(credit, "iv-money", "reject", "They never agreed to it");
        jobs.runDueOf(credit, id);
        assertThat(status(credit)).isEqualTo("REJECTED");
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        pay(id, Map.of(), 409);
    }

    @Test
    @DisplayName("R17, R21: while a stopped invoice is partly paid, its order keeps that, and is neither cancelled nor"
            + " repriced")
    void whatIsPartlyPaidKeepsItsOrder() {
        var id = approved("PK-1");
        var order = invoice(id).path("purchaseOrder").asText();
        approvePayment(id);
        pay(id, Map.of("amount", "30.00"), 200);
        giveBack(order, "4");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .path("paymentStatus")
                        .asText())
                .isEqualTo("PARTIALLY_PAID");
        var cancelled = door.as("iv-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "All went back"));
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(409);
        assertThat(cancelled.text()).contains("paid-forbids-cancellation");
        var repriced = door.as("iv-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders",
                        Map.of("reason", "Cheaper", "lines", List.of(Map.of("line", 1, "unitPrice", "1.00"))));
        assertThat(repriced.status()).as(repriced.text()).isEqualTo(409);
        assertThat(repriced.text()).contains("paid-keeps-prices");
    }

    @Test
    @DisplayName("R16, R21: what was accepted before the rest arrived does not cover the return of the rest")
    void anOldAcceptanceDoesNotCoverAReturn() {
        var supplier = supplier("Accepted before", null);
        var order = order(supplier, "EUR", line("Chairs", "10", "EA", "9.00", "0", null));
        receive(order, "8");
        var id = capture(supplier, "AB-1", order, item("1", "10", "9.00", "90.00"), "90.00");
        jobs.runDue(id);
        resolve(id, "QUANTITY_NOT_RECEIVED", "iv-dock", "accept", "Two are on their way", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        receive(order, "2");
        giveBack(order, "2");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(exception(id, "QUANTITY_NOT_RECEIVED").path("state").asText())
                .isEqualTo("OPEN");
        assertThat(exception(id, "QUANTITY_NOT_RECEIVED").path("explanation").asText())
                .contains("2 EA went back");
    }

    @Test
    @DisplayName("R16: of two returns before anything is compared again, the second stops no invoice that is covered")
    void aSecondReturnCountsWhatIsStoppedAlready() {
        var supplier = supplier("Back twice", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "20.00", "0", null));
        receive(order, "4");
        var first = capture(supplier, "BT-1", order, item("1", "2", "20.00", "40.00"), "40.00");
        jobs.runDue(first);
        var second = capture(supplier, "BT-2", order, item("1", "2", "20.00", "40.00"), "40.00");
        jobs.runDue(second);
        approvePayment(first);
        giveBack(order, "1");
        giveBack(order, "1");
        assertThat(status(first)).isEqualTo("SCHEDULED");
        jobs.runDueOf(second, first);
        assertThat(status(first)).isEqualTo("SCHEDULED");
        assertThat(exception(second, "QUANTITY_NOT_RECEIVED").path("amount").asText())
                .isEqualTo("40.00");
        giveBack(order, "1");
        jobs.runDueOf(second, first);
        assertThat(status(first)).isEqualTo("IN_EXCEPTION");
    }

    @Test
    @DisplayName("R21: goods that go back do not undo a rejection that is still to be carried out")
    void aReturnLeavesARejectedPaymentRejected() {
        var id = approved("RR-1");
        assertThat(complete(open(id, "userTask_approve").get(0), "iv-money", "reject", "Fraud"))
                .isEqualTo(204);
        assertThat(status(id)).isEqualTo("APPROVED");
        var order = invoice(id).path("purchaseOrder").asText();
        giveBack(order, "1");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("REJECTED");
        assertThat(hasEnded(id)).isTrue();
        assertThat(invoiced(order)).isEqualTo("0");
    }

    @Test
    @DisplayName("R21: goods that go back stop an invoice whose process began with a model without that event, too")
    void anOlderProcessGoesOnBeforeTheMatch() {
        var id = approved("GB-5");
        approvePayment(id);
        assertThat(jdbc.update(
                        "delete from ACT_RU_EVENT_SUBSCR where EVENT_NAME_ = 'supplier-invoice.goods-returned'"
                                + " and PROC_INST_ID_ = ?",
                        history.createHistoricProcessInstanceQuery()
                                .processDefinitionKey("supplier-invoice")
                                .processInstanceBusinessKey(id)
                                .singleResult()
                                .getId()))
                .isEqualTo(1);
        giveBack(invoice(id).path("purchaseOrder").asText(), "1");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        assertThat(open(id, "userTask_resolveException")).hasSize(1);
        pay(id, Map.of(), 409);
    }

    @Test
    @DisplayName("R16, R21: a reversed receipt stops an approved payment that needs it; what is paid keeps its receipt")
    void aReversedReceiptStopsAnApprovedPayment() {
        var supplier = supplier("Reversed", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "5.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "RV-1", order, item("1", "4", "5.00", "20.00"), "20.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");

        assertThat(reverse(order, 0).status()).isEqualTo(201);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("AWAITING_RECEIPT");
        assertThat(open(id, "userTask_approve")).isEmpty();

        receive(order, "4");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        approvePayment(id);
        pay(id, Map.of(), 200);
        var refused = reverse(order, 1);
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("reversal-of-paid");
        assertThat(quantities(order, 1)).containsExactly("4", "0", "0", "4");
    }

    @Test
    @DisplayName(
            "R13: inspected goods are paid as far as they passed; an invoice waits until then, and what failed is owed")
    void inspectedGoodsArePaidAsFarAsTheyPassed() {
        var supplier = supplier("Inspected", null);
        var order = order(supplier, "EUR", line("Valves", "10", "EA", "5.00", "0", "inspected"));
        receive(order, "10");
        var id = capture(supplier, "IN-1", order, item("1", "8", "5.00", "40.00"), "40.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("AWAITING_RECEIPT");
        var receipt = read("iv-buyer", "/api/v1/purchase-orders/" + order)
                .at("/receipts/0/number")
                .asText();
        var path = "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/inspection";
        assertThat(open(receipt, "userTask_inspectGoods")).hasSize(1);
        assertThat(door.as("iv-buyer")
                        .post(path, Map.of("lines", List.of(Map.of("line", 1))))
                        .status())
                .isEqualTo(403);
        assertThat(door.as("iv-dock")
                        .post(path, Map.of("lines", List.of(Map.of("line", 1, "failed", "2"))))
                        .status())
                .as("no reason")
                .isEqualTo(422);
        var found = door.as("iv-dock")
                .post(path, Map.of("lines", List.of(Map.of("line", 1, "failed", "2", "reason", "Rusty"))));
        assertThat(found.status()).as(found.text()).isEqualTo(201);
        assertThat(open(receipt, "userTask_inspectGoods")).isEmpty();
        assertThat(quantities(order, 1)).containsExactly("10", "0", "2", "0");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(door.as("iv-dock")
                        .post(path, Map.of("lines", List.of(Map.of("line", 1))))
                        .status())
                .isEqualTo(409);

        receive(order, "2");
        var second = read("iv-buyer", "/api/v1/purchase-orders/" + order)
                .at("/receipts/1/number")
                .asText();
        var task = open(second, "userTask_inspectGoods").get(0);
        assertThat(door.as("iv-dock")
                        .post(
                                "/engine-rest/task/" + task.getId() + "/complete",
                                Map.of(
                                        "variables",
                                        Map.of(
                                                "decision", Map.of("value", "done"),
                                                "inspectedLine", Map.of("value", "1"),
                                                "failed", Map.of("value", "3"),
                                                "reason", Map.of("value", "Too many"))))
                        .status())
                .isEqualTo(409);
        assertThat(door.as("iv-dock")
                        .post(
                                "/engine-rest/task/" + task.getId() + "/complete",
                                Map.of(
                                        "variables",
                                        Map.of(
                                                "decision", Map.of("value", "done"),
                                                "inspectedLine", Map.of("value", "all"),
                                                "comment", Map.of("value", "Seen by two"))))
                        .status())
                .isEqualTo(204);
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order + "/timeline")
                        .toString())
                .contains("Seen by two");
        assertThat(open(second, "userTask_inspectGoods")).isEmpty();
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order)
                        .at("/lines/0/uninspected")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    @DisplayName("R17: late goods that a person keeps count for the invoice that waits for them")
    void lateGoodsThatAreKeptSettleTheirInvoice() {
        var supplier = supplier("Late", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "5.00", "0", null));
        receive(order, "3");
        ok(door.as("iv-buyer").post("/api/v1/purchase-orders/" + order + "/closure", Map.of("reason", "Enough")));
        var id = capture(supplier, "LK-1", order, item("1", "4", "5.00", "20.00"), "20.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        var late = door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("lines", List.of(Map.of("line", 1, "quantity", "1"))));
        assertThat(late.status()).isEqualTo(202);
        var task = open(late.json().path("number").asText(), "userTask_handleLateReceipt");
        assertThat(complete(task.get(0), "iv-buyer", "keep", "We need it")).isEqualTo(204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R20: two orders of one invoice that differ alike are settled one by one")
    void twoOrdersOfOneInvoiceDifferEach() {
        var supplier = supplier("Consolidated", null);
        var one = unsent("iv-anna", supplier, "EUR", line("Chairs", "1", "EA", "50.00", "0", null));
        var two = unsent("iv-anna", supplier, "EUR", line("Tables", "1", "EA", "90.00", "0", null));
        var second = new HashMap<String, String>(itemMap("1", "1", "90.00", "90.00"));
        second.put("purchaseOrder", two);
        var id = capture(supplier, "CO-1", one, List.of(itemMap("1", "1", "50.00", "50.00"), second), "140.00");
        jobs.runDue(id);
        assertThat(notOpen(id)).isEqualTo(Map.of(one, "OPEN", two, "OPEN"));
        jobs.runDue(one);
        receive(one, "1");
        jobs.runDue(id);
        assertThat(notOpen(id)).isEqualTo(Map.of(one, "RESOLVED", two, "OPEN"));
        jobs.runDue(two);
        receive(two, "1");
        jobs.runDue(id);
        assertThat(notOpen(id)).isEqualTo(Map.of(one, "RESOLVED", two, "RESOLVED"));
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R04, R20: beyond several orders, each one's approvers are asked, else its requester's manager, and no"
            + " requester")
    void beyondSeveralOrdersEachIsAsked() {
        people.add("iv-chief", Group.APPROVER);
        people.add("iv-bert", "iv-chief");
        var supplier = supplier("Beyond both", null);
        var one = order(supplier, "EUR", line("Chairs", "1", "EA", "50.00", "0", null));
        var two = unsent("iv-bert", supplier, "EUR", line("Tables", "1", "EA", "40.00", "0", null));
        jobs.runDue(two);
        receive(one, "1");
        receive(two, "1");
        var lines = new ArrayList<Map<String, String>>();
        for (var order : List.of(one, two)) {
            var price = order.equals(one) ? "50.00" : "40.00";
            var billed = new HashMap<String, String>(itemMap("1", "1", price, price));
            billed.put("purchaseOrder", order);
            lines.add(billed);
            lines.add(Map.of(
                    "purchaseOrder",
                    order,
                    "description",
                    "Postage",
                    "quantity",
                    "1",
                    "unitPrice",
                    "5.00",
                    "netAmount",
                    "5.00"));
        }
        var id = capture(supplier, "BB-1", one, lines, "100.00");
        jobs.runDue(id);
        assertThat(types(id)).contains("AMOUNT_OVER_ORDER", "UNMATCHED_LINE");
        open(id, "userTask_resolveException")
                .forEach(task ->
                        assertThat(complete(task, "iv-buyer", "recheck", null)).isEqualTo(204));
        jobs.runDue(id);
        assertThat(open(id, "userTask_approve"))
                .extracting(Task::getAssignee)
                .containsExactlyInAnyOrder("iv-boss", "iv-chief");
    }

    @Test
    @DisplayName("R13, R16: a price credit lowers the amount, and what it credited cannot be invoiced again")
    void aPriceCreditDoesNotFreeTheQuantity() {
        var supplier = supplier("Price credit", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "PC-1", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        var body = body(supplier, "PC-2", order, List.of(itemMap("1", "4", "0.50", "2.00")), "2.00");
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", "pc 1");
        var credit = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(credit);
        assertThat(status(credit)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("4");
        var again = capture(supplier, "PC-3", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(again);
        assertThat(types(again)).contains("QUANTITY_NOT_ORDERED");
        body.put("number", "PC-4");
        body.put("lines", List.of(Map.of("orderLine", "1", "netAmount", "2.00")));
        var unnumbered = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(unnumbered);
        assertThat(status(unnumbered)).isEqualTo("APPROVED");
        assertThat(invoiced(order)).isEqualTo("4");

        var stranger = supplier("Price credit of another", null);
        var theirs = order(stranger, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(theirs, "4");
        jobs.runDue(capture(stranger, "PC-9", theirs, item("1", "4", "50.00", "200.00"), "200.00"));
        body.put("number", "PC-5");
        body.put("precedingInvoice", "PC-9");
        body.put("lines", List.of(itemMap("1", "4", "0.50", "2.00")));
        var another = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(another);
        assertThat(exception(another, "PRICE_VARIANCE").path("explanation").asText())
                .contains("corrects invoice PC-9, but no invoice of this supplier");
    }

    @Test
    @DisplayName(
            "R16: a corrected invoice (384) below zero takes back what was invoiced, and the goods may be invoiced anew")
    void aCorrectionBelowZeroTakesBack() {
        var supplier = supplier("Correction", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        jobs.runDue(capture(supplier, "CB-1", order, item("1", "4", "50.00", "200.00"), "200.00"));
        var back = body(supplier, "CB-2", order, List.of(itemMap("1", "-4", "50.00", "-200.00")), "-200.00");
        back.put("precedingInvoice", "CB-1");
        var correction = ok(door.as("iv-clerk").post("/api/v1/invoices", back))
                .path("id")
                .asText();
        jobs.runDue(correction);
        assertThat(types(correction)).isEmpty();
        assertThat(status(correction)).isEqualTo("APPROVED");
        assertThat(new BigDecimal(invoiced(order))).isZero();
        var anew = capture(supplier, "CB-3", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(anew);
        assertThat(status(anew)).isEqualTo("APPROVED");
        assertThat(new BigDecimal(invoiced(order))).isEqualByComparingTo("4");
    }

    @Test
    @DisplayName("R20: a line that may mean two of the order is paired by a person, kept, audited, and matched again")
    void anUnclearLineIsPairedByAPerson() {
        var supplier = supplier("Unclear", null);
        var order = order(
                supplier,
                "EUR",
                line("Tables", "1", "EA", "90.00", "0", null),
                line("Tables", "1", "EA", "90.00", "0", null));
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "DN",
                                "lines",
                                List.of(Map.of("line", 1, "quantity", "1"), Map.of("line", 2, "quantity", "1")))));
        var id = capture(
                supplier,
                "PL-1",
                order,
                Map.of("description", "Tables", "quantity", "1", "unitPrice", "90.00", "netAmount", "90.00"),
                "90.00");
        jobs.runDue(id);
        assertThat(types(id)).containsExactly("UNMATCHED_LINE");
        var compared = invoice(id).path("match").path("lines").path(0);
        assertThat(compared.path("candidates")).hasSize(2);
        assertThat(compared.path("candidates").path(1).path("orderLine").asInt())
                .isEqualTo(2);
        assertThat(compared.path("candidates").path(1).path("why").asText()).isEqualTo("DESCRIPTION");
        assertThat(compared.path("candidates").path(1).path("open").asText()).isEqualTo("1.00");

        var path = "/api/v1/invoices/" + id + "/lines/1/pairing";
        assertThat(door.as("iv-money").post(path, Map.of("orderLine", 2)).status())
                .isEqualTo(403);
        assertThat(door.as("iv-anna").post(path, Map.of("orderLine", 2)).status())
                .isEqualTo(403);
        var wrong = door.as("iv-clerk")
                .post(
                        "/api/v1/invoices/" + id + "/pairings",
                        Map.of("lines", List.of(Map.of("position", 1, "orderLine", 2), Map.of("position", 7))));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("lines[1].position", "lines[1].orderLine");
        assertThat(invoice(id)
                        .path("match")
                        .path("lines")
                        .path(0)
                        .path("pairedBy")
                        .isNull())
                .isTrue();

        ok(door.as("iv-buyer").post(path, Map.of("purchaseOrder", order, "orderLine", 2)));
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        compared = invoice(id).path("match").path("lines").path(0);
        assertThat(compared.path("orderLine").asInt()).isEqualTo(2);
        assertThat(compared.path("pairedBy").asText()).isEqualTo("iv-buyer");
        assertThat(new BigDecimal(quantities(order, 1).get(3))).isZero();
        assertThat(new BigDecimal(quantities(order, 2).get(3))).isEqualByComparingTo("1");
        assertThat(read("iv-admin", "/api/v1/audit/" + id).toString())
                .contains("invoice.lines-paired", "1 -> " + order + "/2");

        var matches = read("iv-clerk", "/api/v1/invoices/" + id + "/matches");
        assertThat(matches).hasSize(2);
        assertThat(matches.path(0).path("run").asInt()).isEqualTo(2);
        assertThat(matches.path(0).path("result").asText()).isEqualTo("MATCHED");
        var first = read("iv-clerk", "/api/v1/invoices/" + id + "/matches/1");
        assertThat(first.path("result").asText()).isEqualTo("IN_EXCEPTION");
        assertThat(first.path("lines").path(0).path("outcome").asText()).isEqualTo("UNMATCHED");
        assertThat(first.path("differences").path(0).path("explanation").asText())
                .contains("It is not clear which line");
        var paper = door.as("iv-clerk")
                .send(
                        "GET",
                        "/api/v1/invoices/" + id + "/matches/1",
                        BodyPublishers.noBody(),
                        "Accept",
                        "application/pdf");
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.text()).startsWith("%PDF-");
        assertThat(door.as("iv-clerk")
                        .get("/api/v1/invoices/" + id + "/matches/3")
                        .status())
                .isEqualTo(404);
        assertThat(door.as("iv-clerk").post(path, Map.of("orderLine", 1)).status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("What was accepted beside one line of an order is asked again beside another")
    void anAcceptanceEndsWithItsPairing() {
        var supplier = supplier("Paired anew", null);
        var order = order(
                supplier,
                "EUR",
                line("Desks", "1", "EA", "90.00", "0", null),
                line("Lamps", "1", "EA", "80.00", "0", null));
        receive(order, "1");
        var id = capture(
                supplier,
                "PA-1",
                order,
                List.of(itemMap("1", "1", "120.00", "120.00"), itemMap("2", "1", "80.00", "80.00")),
                "200.00");
        jobs.runDue(id);
        resolve(id, "PRICE_VARIANCE", "iv-buyer", "accept", "Agreed by phone", 204);
        jobs.runDue(id);
        assertThat(exception(id, "PRICE_VARIANCE").path("state").asText()).isEqualTo("ACCEPTED");
        ok(door.as("iv-clerk").post("/api/v1/invoices/" + id + "/lines/1/pairing", Map.of("orderLine", 2)));
        jobs.runDue(id);
        assertThat(exception(id, "PRICE_VARIANCE").path("state").asText()).isEqualTo("OPEN");
        assertThat(exception(id, "PRICE_VARIANCE").path("amount").asText()).isEqualTo("40.00");
    }

    @Test
    @DisplayName(
            "R20: a line that nobody ordered may be accepted by purchasing, and counts when the order's total is reached")
    void whatNobodyOrderedMayBeAccepted() {
        var supplier = supplier("Postage", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(
                supplier,
                "UL-1",
                order,
                List.<Map<String, String>>of(
                        itemMap("1", "3", "50.00", "150.00"),
                        Map.of("description", "Postage", "quantity", "1", "unitPrice", "5.00", "netAmount", "5.00")),
                "155.00");
        jobs.runDue(id);
        assertThat(types(id)).containsExactly("UNMATCHED_LINE");
        resolve(id, "UNMATCHED_LINE", "iv-clerk", "accept", "Fine", 403);
        resolve(id, "UNMATCHED_LINE", "iv-buyer", "accept", "We asked for a parcel", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        var rest = capture(supplier, "UL-2", order, item("1", "1", "50.00", "50.00"), "50.00");
        jobs.runDue(rest);
        assertThat(exception(rest, "AMOUNT_OVER_ORDER").path("amount").asText()).isEqualTo("5.00");
    }

    @Test
    void whatIsMissingOrUnreadableIsRefusedAtTheDoor() {
        var faulty = door.as("iv-clerk").post("/api/v1/invoices", Map.of("lines", List.of(Map.of("quantity", "1"))));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.json().path("fields").findValuesAsText("field"))
                .contains("supplier", "number", "currency", "payable", "lines[0].unitPrice");
        assertThat(door.as("iv-buyer").post("/api/v1/invoices", Map.of()).status())
                .isEqualTo(403);
        assertThat(sendXml("<a>").status()).isEqualTo(422);
        assertThat(sendXml("<Order/>").status()).isEqualTo(415);
        assertThat(door.as("iv-clerk")
                        .send(
                                "POST",
                                "/api/v1/invoices",
                                BodyPublishers.ofString("%PDF-1.7"),
                                "Content-Type",
                                "application/pdf")
                        .status())
                .isEqualTo(422);
    }

    private TestDoor.Answer sendPdf(byte[] pdf) {
        return door.as("iv-clerk")
                .send("POST", "/api/v1/invoices", BodyPublishers.ofByteArray(pdf), "Content-Type", "application/pdf");
    }

    private void beeswax(String order, String xml) {
        var id = captureXml(xml);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        var quantity = exception(id, "QUANTITY_NOT_RECEIVED");
        assertThat(quantity.path("amount").asText()).isEqualTo("10.00");
        assertThat(quantity.path("handler").asText()).isEqualTo("receiver");
        assertThat(quantity.path("line").asText()).isEqualTo("A");
        assertThat(quantity.path("explanation").asText())
                .isEqualTo("Invoiced 100 KGM, but only 90 KGM were accepted: 10 KGM (10.00 GBP) too many.");
        var tax = exception(id, "TAX_VARIANCE");
        assertThat(tax.path("amount").asText()).isEqualTo("1.75");
        assertThat(tax.path("handler").asText()).isEqualTo("accounts-payable");
        assertThat(types(id)).containsExactlyInAnyOrder("QUANTITY_NOT_RECEIVED", "TAX_VARIANCE");
        assertThat(open(id, "userTask_resolveException")).hasSize(2);

        receive(order, "10");
        assertThat(open(id, "userTask_resolveException")).isEmpty();
        jobs.runDue(id);
        assertThat(exception(id, "QUANTITY_NOT_RECEIVED").path("state").asText())
                .isEqualTo("RESOLVED");
        assertThat(exception(id, "TAX_VARIANCE").path("state").asText()).isEqualTo("OPEN");
        assertThat(mailbox.to("iv-clerk@example.org"))
                .filteredOn(mail -> subjectOf(mail).contains(id))
                .as("asked once, though it was compared twice")
                .hasSize(1);
        resolve(id, "TAX_VARIANCE", "iv-clerk", "accept", "1.75 is not worth a letter", 204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(invoice(id).path("payable").asText()).isEqualTo("107.50");
        assertThat(invoice(id).path("taxTotal").asText()).isEqualTo("17.50");
    }

    private String captureTo(String iban, String supplier, String number, String order, String quantity) {
        var net = new BigDecimal(quantity).multiply(new BigDecimal("50.00")).toPlainString();
        var body = body(supplier, number, order, List.of(itemMap("1", quantity, "50.00", net)), net);
        body.put("iban", iban);
        return ok(door.as("iv-clerk").post("/api/v1/invoices", body)).path("id").asText();
    }

    private Map<String, String> notOpen(String id) {
        var states = new HashMap<String, String>();
        invoice(id).path("match").path("exceptions").forEach(found -> {
            if (found.path("type").asText().equals("ORDER_NOT_OPEN")) {
                states.put(
                        found.path("purchaseOrder").asText(),
                        found.path("state").asText());
            }
        });
        return states;
    }

    /** Received, returned, open and invoiced of a line. */
    private List<String> quantities(String order, int line) {
        var found = read("iv-buyer", "/api/v1/purchase-orders/" + order)
                .path("lines")
                .get(line - 1);
        return List.of(
                found.path("received").asText(),
                found.path("returned").asText(),
                found.path("open").asText(),
                found.path("invoiced").asText());
    }

    private TestDoor.Answer reverse(String order, int receipt) {
        var number = read("iv-buyer", "/api/v1/purchase-orders/" + order)
                .path("receipts")
                .get(receipt)
                .path("number")
                .asText();
        return door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts/" + number + "/reversal",
                        Map.of("reason", "The wrong order"));
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String captureWithCharge(String supplier, String number, String order, String charge, String payable) {
        var body = body(supplier, number, order, List.of(itemMap("1", "4", "50.00", "200.00")), payable);
        body.put("charges", charge);
        return ok(door.as("iv-clerk").post("/api/v1/invoices", body)).path("id").asText();
    }
}
