package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.TaskService;
import org.countersign.invoicing.HybridPdf;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class InvoicePageTests {

    private static final byte[] PDF = "%PDF-1.7\n%a scan".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    WebApplicationContext server;

    @Autowired
    JdbcTemplate jdbc;

    private InvoiceDesk desk;

    @BeforeEach
    void desk() {
        desk = new InvoiceDesk(people, door, jobs, tasks, server);
    }

    // ---- the list

    @Test
    @DisplayName("The list is for those who deal with invoices and those who read everything, and for nobody else")
    void theListIsNotForEverybody() throws Exception {
        desk.open("ip-clerk", "/invoices", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/invoices/new")));
        for (var reader : new Object[][] {
            {"ip-money", Group.FINANCE_OFFICER},
            {"ip-buyer", Group.PURCHASING_AGENT},
            {"ip-dock", Group.RECEIVER},
            {"ip-cfo", Group.CFO},
            {"ip-auditor", Group.AUDITOR},
            {"ip-admin", Group.ADMINISTRATOR},
            {"ip-ops", Group.OPERATIONS}
        }) {
            desk.open((String) reader[0], "/invoices", (Group) reader[1])
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("\"/invoices/new\""))));
            desk.open((String) reader[0], "/invoices.csv", (Group) reader[1]).andExpect(status().isOk());
            desk.open((String) reader[0], "/invoices/new", (Group) reader[1]).andExpect(status().isForbidden());
        }
        for (var other : new Object[][] {
            {"ip-anna", Group.REQUESTER}, {"ip-boss", Group.APPROVER}, {"ip-analyst", Group.PROCESS_ANALYST}
        }) {
            desk.open((String) other[0], "/invoices", (Group) other[1]).andExpect(status().isForbidden());
            desk.open((String) other[0], "/invoices.csv", (Group) other[1]).andExpect(status().isForbidden());
            desk.open((String) other[0], "/invoices/new", (Group) other[1]).andExpect(status().isForbidden());
        }
    }

    @Test
    void anEmptyListSaysWhatToDo() throws Exception {
        desk.open("ip-clerk", "/invoices?q=no-such-number-anywhere", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nothing fits")));
    }

    @Test
    void aListIsSearchedFilteredAndSorted() throws Exception {
        var order = desk.order();
        var number = desk.unique("RE-4711");
        var id = desk.invoice(order, number, "1.00");
        for (var query : new String[] {
            "q=" + number,
            "q=" + number.toLowerCase(Locale.ROOT).replace("-", " "),
            "q=4711&supplier=" + desk.supplier(),
            "q=wachs &supplier=" + desk.supplier(),
            "q=" + id,
            "q=" + order,
            "supplier=" + desk.supplier(),
            "supplier=" + desk.supplier() + "&status=AWAITING_RECEIPT",
            "supplier=" + desk.supplier() + "&type=INVOICE&sort=payable,desc",
            "supplier=" + desk.supplier() + "&dueFrom=2026-03-31&dueTo=2026-03-31",
        }) {
            desk.open("ip-clerk", "/invoices?" + query, Group.ACCOUNTS_PAYABLE)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("/invoices/" + id)))
                    .andExpect(content().string(containsString("357.00 EUR")));
        }
        for (var query : new String[] {
            "supplier=" + desk.supplier() + "&status=PAID",
            "supplier=" + desk.supplier() + "&type=CREDIT_NOTE",
            "supplier=" + desk.supplier() + "&dueFrom=2026-04-01",
            "supplier=" + desk.supplier() + "&show=overdue",
            "supplier=" + desk.supplier() + "&show=mine",
        }) {
            desk.open("ip-clerk", "/invoices?" + query, Group.ACCOUNTS_PAYABLE)
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("/invoices/" + id))));
        }
        desk.open("ip-clerk", "/invoices?sort=secret", Group.ACCOUNTS_PAYABLE).andExpect(status().isBadRequest());
        desk.open("ip-clerk", "/invoices?status=LOST", Group.ACCOUNTS_PAYABLE).andExpect(status().isBadRequest());
    }

    @Test
    @DisplayName("A difference waits for its handlers alone, and a scheduled payment for finance")
    void mineIsWhatWaitsForMe() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var dear = desk.invoice(order, desk.unique("DEAR"), "1.20");
        var mine = "/invoices?show=mine&supplier=" + desk.supplier();
        desk.open("ip-buyer", mine, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("/invoices/" + dear)));
        desk.open("ip-clerk", mine, Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(not(containsString("/invoices/" + dear))));
        var clean = desk.invoice(order, desk.unique("CLEAN"), "1.00");
        desk.open("ip-money", mine, Group.FINANCE_OFFICER)
                .andExpect(content().string(containsString("/invoices/" + clean)));
    }

    @Test
    @DisplayName("A file has the columns of the list, with the same filters, and no text that a spreadsheet would run")
    void theListIsAFileToo() throws Exception {
        var order = desk.order();
        var id = desk.invoice(order, "=1+" + desk.unique("2"), "1.00");
        var csv = text(desk.open("ip-auditor", "/invoices.csv?supplier=" + desk.supplier(), Group.AUDITOR)
                .andExpect(header().string("Content-Disposition", startsWith("attachment"))));
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains(id, "'=1+", "Awaiting receipt", order, "357.00", "2026-03-31");
    }

    // ---- one invoice

    @Test
    @DisplayName("R13: a price difference is shown at its line, with the sentence and the tolerance that applied")
    void aPriceDifferenceShowsItsTolerance() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("PRICE"), "1.20");
        var page = text(
                desk.open("ip-buyer", "/invoices/" + id, Group.PURCHASING_AGENT).andExpect(status().isOk()));
        assertThat(page)
                .contains("20.00 EUR dearer than ordered")
                .contains("Tolerated are 2 % and at most 50.00 EUR over all invoices of the line.")
                .contains("Price differs")
                .contains("To be answered by: Purchasing agents")
                .contains("/tasks?document=" + id)
                .contains("1 of 2 lines differ")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        var table = page.indexOf("class=\"table compare\"");
        assertThat(page.indexOf("tone-wait\">", table)).isLessThan(page.indexOf("Chairs", table));
        assertThat(text(desk.open("ip-clerk", "/invoices/" + id, Group.ACCOUNTS_PAYABLE)))
                .as("somebody else's difference")
                .contains("Price differs")
                .doesNotContain("/tasks?document=");
    }

    @Test
    @DisplayName("Who deals with invoices and who asked for the goods sees one; to others there is none")
    void anInvoiceIsNotForStrangers() throws Exception {
        var order = desk.order();
        var id = desk.invoice(order, desk.unique("SEEN"), "1.00");
        for (var reader : new Object[][] {
            {"ip-clerk", Group.ACCOUNTS_PAYABLE},
            {"ip-money", Group.FINANCE_OFFICER},
            {"ip-buyer", Group.PURCHASING_AGENT},
            {"ip-dock", Group.RECEIVER},
            {"ip-cfo", Group.CFO},
            {"ip-auditor", Group.AUDITOR},
            {"ip-ops", Group.OPERATIONS},
            {"ip-anna", Group.REQUESTER}
        }) {
            desk.open((String) reader[0], "/invoices/" + id, (Group) reader[1]).andExpect(status().isOk());
            desk.open((String) reader[0], "/invoices/" + id + "/document", (Group) reader[1])
                    .andExpect(status().isOk())
                    .andExpect(header().string("Content-Disposition", startsWith("attachment")))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        }
        for (var path : new String[] {"", "/document"}) {
            desk.open("ip-other", "/invoices/" + id + path, Group.REQUESTER).andExpect(status().isNotFound());
            desk.open("ip-analyst", "/invoices/" + id + path, Group.PROCESS_ANALYST)
                    .andExpect(status().isNotFound());
        }
        desk.send("ip-other", Group.REQUESTER, "/invoices/" + id + "/payment", "seen", "0")
                .andExpect(status().isNotFound());
        desk.open("ip-clerk", "/invoices/INV-1999-000001", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isNotFound());
        assertThat(text(desk.open("ip-dock", "/invoices/" + id, Group.RECEIVER)))
                .contains("Waiting for the goods", "/receiving/" + order);
    }

    @Test
    @DisplayName("A difference is explained in the reader’s language; one of which only the words were kept, in both")
    void aDifferenceIsExplainedInGerman() throws Exception {
        var order = desk.order();
        desk.receive(order, "90", "4");
        var id = desk.invoice(order, desk.unique("DE"), "1.00");
        var page = "/invoices/" + id;
        assertThat(text(desk.openInGerman("ip-clerk", page, Group.ACCOUNTS_PAYABLE)))
                .contains("Berechnet sind 100 kg, angenommen wurden aber nur 90 kg: 10 kg (10,00 EUR) zu viel.")
                .doesNotContain("were accepted");
        assertThat(text(desk.open("ip-clerk", page, Group.ACCOUNTS_PAYABLE)))
                .contains("Invoiced 100 KGM, but only 90 KGM were accepted: 10 KGM (10.00 EUR) too many.");

        assertThat(jdbc.update("update invoice_exceptions set explanation_facts = null where invoice = ?", id))
                .isOne();
        assertThat(text(desk.openInGerman("ip-clerk", page, Group.ACCOUNTS_PAYABLE)))
                .contains("Es ist mehr berechnet als angenommen wurde, im Wert von 10,00 EUR.", "were accepted");
    }

    @Test
    @DisplayName(
            "R21: a scheduled invoice is paid on its page, in parts, by finance and by nobody who had a part in it")
    void aPaymentIsRecorded() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("PAY"), "1.00");
        var pay = "/invoices/" + id + "/payment";
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "0", "amount", "1.00")
                .andExpect(status().isConflict());
        desk.answer(id, "ip-money", "approve", null);
        assertThat(desk.status(id)).isEqualTo("SCHEDULED");

        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, pay, "seen", "0", "amount", "1.00")
                .andExpect(status().isForbidden());
        desk.send("ip-auditor", Group.AUDITOR, pay, "seen", "0", "amount", "1.00")
                .andExpect(status().isForbidden());
        assertThat(text(desk.open("ip-money", "/invoices/" + id, Group.FINANCE_OFFICER)))
                .contains("Record this payment", "value=\"349.86\"", "2 % off (7.14 EUR)");
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "0", "amount", "lots", "reference", "SEPA <1>")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("This is no amount.")))
                .andExpect(content().string(containsString("SEPA &lt;1&gt;")));
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "0", "amount", "400")
                .andExpect(status().isUnprocessableEntity());
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "0", "amount", "100", "paidAt", "2026-12-31")
                .andExpect(status().isUnprocessableEntity());

        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "0", "amount", "100,50", "paidAt", "2026-03-01")
                .andExpect(status().is3xxRedirection());
        assertThat(text(desk.open("ip-money", "/invoices/" + id, Group.FINANCE_OFFICER)))
                .contains("Partly paid", "100.50 EUR of 357.00 EUR", "value=\"249.36\"");
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "1", "amount", "")
                .andExpect(status().is3xxRedirection());
        assertThat(desk.status(id)).isEqualTo("PAID");
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "seen", "2", "amount", "")
                .andExpect(status().isConflict());
    }

    @Test
    @DisplayName(
            "R21: finance sees what is to be paid and why, puts it into a run, and releases that once; others do not")
    void whatIsToBePaidGoesIntoARun() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        door.as("ip-buyer")
                .put(
                        "/api/v1/suppliers/" + desk.supplier(),
                        Map.of(
                                "name", "Wachs",
                                "currency", "EUR",
                                "paymentTerms", "2/10 NET30",
                                "iban", "FR1420041010050500013M02606",
                                "status", "APPROVED"))
                .expect(200);
        var id = desk.invoice(order, desk.unique("RUNS"), "1.00");
        desk.answer(id, "ip-money", "approve", null);
        desk.open("ip-clerk", "/payments", Group.ACCOUNTS_PAYABLE).andExpect(status().isForbidden());
        assertThat(text(desk.open("ip-auditor", "/payments", Group.AUDITOR)))
                .doesNotContain("Put the chosen ones into a run");
        assertThat(text(desk.open("ip-money", "/payments?size=100", Group.FINANCE_OFFICER)))
                .contains("money costs 8 %", "Taken.", "349.86 EUR", "of 357.00 EUR", "value=\"" + id + "\"");
        assertThat(text(desk.openInGerman("ip-money", "/payments", Group.FINANCE_OFFICER)))
                .contains("Geld kostet 8 %", "Wird gezogen.");
        desk.send("ip-money", Group.FINANCE_OFFICER, "/payment-runs", "scope", "chosen")
                .andExpect(status().isUnprocessableEntity());
        desk.send("ip-money", Group.FINANCE_OFFICER, "/invoices/" + id + "/payment-hold", "reason", "Is it <ours>?")
                .andExpect(redirectedUrl("/invoices/" + id));
        assertThat(text(desk.open("ip-money", "/payments", Group.FINANCE_OFFICER)))
                .contains("Held: Is it &lt;ours&gt;?");
        desk.send("ip-money", Group.FINANCE_OFFICER, "/payment-runs", "scope", "chosen", "invoice", id)
                .andExpect(status().isConflict());
        desk.send("ip-money", Group.FINANCE_OFFICER, "/invoices/" + id + "/payment-hold/removal")
                .andExpect(status().is3xxRedirection());

        var run = desk.send("ip-money", Group.FINANCE_OFFICER, "/payment-runs", "scope", "chosen", "invoice", id)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(text(desk.open("ip-money", "/invoices/" + id, Group.FINANCE_OFFICER)))
                .contains("In payment run")
                .doesNotContain("Record this payment");
        assertThat(text(desk.open("ip-money", run, Group.FINANCE_OFFICER)))
                .contains("Release", "Give up", "349.86 EUR");
        desk.send("ip-money", Group.FINANCE_OFFICER, run + "/release").andExpect(redirectedUrl(run));
        desk.send("ip-money", Group.FINANCE_OFFICER, run + "/release").andExpect(status().isConflict());
        desk.send("ip-money", Group.FINANCE_OFFICER, run + "/file")
                .andExpect(content().string(containsString("pain.001.001.09")));
        assertThat(text(desk.openInGerman("ip-money", run, Group.FINANCE_OFFICER)))
                .contains("Downloads: 1, zuletzt von", "Was die Bank getan hat");
        desk.open("ip-money", run + ".csv", Group.FINANCE_OFFICER)
                .andExpect(content().string(containsString("349.86")));
        assertThat(text(desk.open("ip-money", "/payment-runs", Group.FINANCE_OFFICER)))
                .contains(run, "349.86 EUR");
        desk.send("ip-money", Group.FINANCE_OFFICER, run + "/transfers/1/confirmation", "reference", "B-7")
                .andExpect(redirectedUrl(run));
        assertThat(desk.status(id)).isEqualTo("PAID");
        assertThat(text(desk.open("ip-money", "/bank-entries", Group.FINANCE_OFFICER)))
                .contains("What the bank says");
        desk.open("ip-clerk", "/bank-entries", Group.ACCOUNTS_PAYABLE).andExpect(status().isForbidden());
    }

    @Test
    @DisplayName(
            "R21: what is said about a payment beside the answers stands on the page of the invoice, for all who see it")
    void whatIsSaidAboutAPayment() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("SAID"), "1.00");
        var page = "/invoices/" + id;
        assertThat(text(desk.open("ip-money", page, Group.FINANCE_OFFICER))).doesNotContain("Said about it");
        var approval = "/api/v1/approvals/" + desk.task(id);
        door.as("ip-money")
                .post(approval + "/question", Map.of("text", "Is this the <second> one?"))
                .expect(201);

        assertThat(text(desk.open("ip-auditor", page, Group.AUDITOR)))
                .contains(
                        "Said about it",
                        "ip-money Example asked ip-clerk Example a question",
                        "Is this the &lt;second&gt; one?",
                        "Not answered yet")
                .doesNotContain("/questions/", "/removal");
        var asked = text(desk.open("ip-clerk", page, Group.ACCOUNTS_PAYABLE));
        var question = asked.replaceAll("(?s).*/questions/([^\"?]+).*", "$1");
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/questions/" + question, "answer", "No, the first")
                .andExpect(status().is3xxRedirection());
        assertThat(text(desk.openInGerman("ip-money", page, Group.FINANCE_OFFICER)))
                .contains("Dazu gesagt", "No, the first", "Antwort von ip-clerk Example")
                .doesNotContain("Noch nicht beantwortet");

        door.as("ip-money")
                .post(
                        approval + "/delegation",
                        Map.of("to", "ip-cfo", "mode", "ADVISE", "comment", "What do you think?"))
                .expect(201);
        assertThat(text(desk.open("ip-cfo", page, Group.CFO)))
                .contains("ip-money Example asked ip-cfo Example for advice", "What do you think?");
        var handed = text(desk.open("ip-money", page, Group.FINANCE_OFFICER));
        var removal = handed.replaceAll("(?s).*action=\"([^\"]+/removal)\".*", "$1");
        assertThat(removal).startsWith(page + "/remarks/");
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, removal).andExpect(status().isForbidden());
        desk.send("ip-other", Group.REQUESTER, removal).andExpect(status().isNotFound());
        desk.send("ip-money", Group.FINANCE_OFFICER, removal).andExpect(redirectedUrl(page));
        desk.send("ip-money", Group.FINANCE_OFFICER, removal)
                .andExpect(redirectedUrl(page))
                .andExpect(flash().attributeExists("refused"));
        desk.send("ip-money", Group.FINANCE_OFFICER, page + "/remarks/none/removal")
                .andExpect(status().isNotFound());
        assertThat(text(desk.open("ip-money", page, Group.FINANCE_OFFICER))).doesNotContain("/removal");
    }

    @Test
    @DisplayName("A form of a payment that comes twice books nothing the second time, and says so")
    void aPaymentThatIsSentTwiceIsBookedOnce() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("TWICE"), "1.00");
        var pay = "/invoices/" + id + "/payment";
        desk.answer(id, "ip-money", "approve", null);
        assertThat(text(desk.open("ip-money", "/invoices/" + id, Group.FINANCE_OFFICER)))
                .contains("name=\"seen\" value=\"0\"");
        var part = new String[] {"amount", "100.00", "reference", "SEPA-7", "seen", "0"};
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, part).andExpect(status().is3xxRedirection());
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, part)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Nothing was recorded now.")))
                .andExpect(content().string(containsString("SEPA-7")))
                .andExpect(content().string(containsString("name=\"seen\" value=\"0\"")));
        assertThat(desk.read(id).path("paid").asText()).isEqualTo("100.00");

        var rest = new String[] {"amount", "", "seen", "1"};
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, rest).andExpect(status().is3xxRedirection());
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, rest)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Nothing was recorded now.")));
        desk.send("ip-money", Group.FINANCE_OFFICER, pay, "amount", "1.00").andExpect(status().isBadRequest());
        assertThat(desk.status(id)).isEqualTo("PAID");
    }

    // ---- capturing

    @Test
    @DisplayName("A paper invoice is typed beside its order, checked, kept with its scan, and matched")
    void aPaperInvoiceIsCaptured() throws Exception {
        var order = desk.order();
        desk.receive(order, "90", "4");
        var start = text(
                desk.open("ip-clerk", "/invoices/new?q=" + order.toLowerCase(Locale.ROOT), Group.ACCOUNTS_PAYABLE));
        assertThat(start).contains("/invoices/new?order=" + order);
        var form = text(desk.open("ip-clerk", "/invoices/new?order=" + order, Group.ACCOUNTS_PAYABLE));
        assertThat(form)
                .contains("Beeswax &lt;yellow&gt;")
                .contains("name=\"lines[0].quantity\"")
                .contains("value=\"90\"")
                .contains("Ordered 100 kg, here 90 kg, invoiced before 0 kg; price 1.00")
                .contains("290.00 EUR");

        var fields = typed(order, "PAPER", "90", "290.00");
        var captured = desk.sendFile("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", "scan", PDF, fields)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var id = String.valueOf(captured).substring("/invoices/".length());
        desk.compare(id);
        assertThat(desk.status(id)).isEqualTo("APPROVED");
        desk.open("ip-clerk", "/invoices/" + id + "/document", Group.ACCOUNTS_PAYABLE)
                .andExpect(content().contentType("application/pdf"))
                .andExpect(content().bytes(PDF))
                .andExpect(header().string("Content-Disposition", startsWith("inline")));
        assertThat(text(desk.open("ip-clerk", "/invoices/" + id, Group.ACCOUNTS_PAYABLE)))
                .contains("<object", "All 2 lines agree", "The scan");
    }

    @Test
    void theSumsAreCheckedWhileOneTypes() throws Exception {
        var order = desk.order();
        var typed = typed(order, "SUMS", "100", "290.00");
        var live = text(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new/sums", typed)
                .andExpect(status().isOk()));
        assertThat(live)
                .contains("300.00 EUR", "-10.00 EUR apart", "hx-swap-oob=\"true\"", "line-net-0")
                .doesNotContain("<html");
        desk.send("ip-buyer", Group.PURCHASING_AGENT, "/invoices/new/sums", typed)
                .andExpect(status().isForbidden());
        assertThat(text(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", with(typed, "do", "check"))))
                .as("without a script")
                .contains("-10.00 EUR apart");
        assertThat(text(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", with(typed, "do", "line"))))
                .contains("lines[2].description");
    }

    @Test
    @DisplayName("What was typed without a scan is shown as figures entered by hand")
    void whatWasTypedIsShownAsFigures() throws Exception {
        var fields = typed(desk.order(), "BY-HAND-1", "90", "290.00");
        var invoice = String.valueOf(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", fields)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());

        assertThat(text(desk.open("ip-clerk", invoice, Group.ACCOUNTS_PAYABLE)))
                .contains("Entered by hand", "typed these figures", "Exactly as kept", "90 kg", "345.10 EUR")
                .doesNotContain("came as JSON");
    }

    @Test
    @DisplayName("A typed invoice needs the date on it, for that decides when it is to be paid")
    void aTypedInvoiceNeedsItsDate() throws Exception {
        var undated = typed(desk.order(), "UNDATED-1", "90", "290.00");
        undated[Arrays.asList(undated).indexOf("issueDate") + 1] = "";
        assertThat(text(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", undated)
                        .andExpect(status().isUnprocessableEntity())))
                .contains("problem-issueDate", "Enter the date on the invoice");
    }

    @Test
    @DisplayName("What is wrong with a typed invoice stands at its field, and nothing that was typed is lost")
    void wrongInputLosesNothing() throws Exception {
        var order = desk.order();
        var page = text(desk.sendFile(
                        "ip-clerk",
                        Group.ACCOUNTS_PAYABLE,
                        "/invoices/new",
                        "scan",
                        "<html>no scan</html>".getBytes(StandardCharsets.UTF_8),
                        typed(order, "WRONG", "ninety", "x-ray"))
                .andExpect(status().isUnprocessableEntity()));
        assertThat(page)
                .contains("id=\"problem-lines[0].quantity\"", "id=\"problem-netTotal\"", "id=\"problem-scan\"")
                .contains("value=\"ninety\"", "value=\"x-ray\"", "value=\"" + desk.unique("WRONG") + "\"");
        var empty = text(desk.send(
                        "ip-clerk",
                        Group.ACCOUNTS_PAYABLE,
                        "/invoices/new",
                        "order",
                        order,
                        "supplier",
                        desk.supplier(),
                        "lines[0].orderLine",
                        "1",
                        "lines[1].quantity",
                        "2")
                .andExpect(status().isUnprocessableEntity()));
        assertThat(empty)
                .as("messages stand at the line of the form, though the first line is left out")
                .contains("id=\"problem-number\"", "id=\"problem-payable\"", "id=\"problem-lines[1].unitPrice\"");
        desk.send("ip-buyer", Group.PURCHASING_AGENT, "/invoices/new", typed(order, "NOT-MINE", "1", "1"))
                .andExpect(status().isForbidden());
        desk.open("ip-clerk", "/invoices/new?order=PO-1999-000001", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("R18: the same number twice leads to the first one, and is kept only by whoever says so")
    void theSameNumberLeadsToTheFirst() throws Exception {
        var order = desk.order();
        var typed = typed(order, "TWICE-007", "90", "290.00");
        var first = String.valueOf(desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", typed)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", typed)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("href=\"" + first + "\"")))
                .andExpect(content().string(containsString("was received before")))
                .andExpect(content().string(containsString("evenIfKnown")))
                .andExpect(content().string(containsString("value=\"290.00\"")));
        var second = String.valueOf(
                desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", with(typed, "evenIfKnown", "true"))
                        .andExpect(status().is3xxRedirection())
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
        assertThat(desk.status(second.substring("/invoices/".length()))).isEqualTo("DUPLICATE");
    }

    @Test
    @DisplayName("An e-invoice is captured byte for byte; what is no e-invoice gets a sentence")
    void anEInvoiceIsCaptured() throws Exception {
        var order = desk.order();
        var xml = example()
                .replace("ORDER-NUMBER", order)
                .replace("<cbc:ID>987654</cbc:ID>", "<cbc:ID>" + desk.unique("B") + "</cbc:ID>")
                .getBytes(StandardCharsets.UTF_8);
        var first = String.valueOf(file(xml)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        desk.open("ip-clerk", first + "/document?download=true", Group.ACCOUNTS_PAYABLE)
                .andExpect(content().bytes(xml));
        assertThat(text(desk.open("ip-clerk", first, Group.ACCOUNTS_PAYABLE)))
                .contains("&lt;cbc:ID&gt;")
                .doesNotContain("<cbc:ID>");
        file(xml)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("href=\"" + first + "\"")));
        file(PDF)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("none that can be read safely")));
        file(HybridPdf.of("terms.txt", new byte[1]).bytes())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("no e-invoice")));
        var rebilled = new String(xml, StandardCharsets.UTF_8)
                .replaceFirst("<cbc:ID>B[^<]*</cbc:ID>", "<cbc:ID>" + desk.unique("C") + "</cbc:ID>")
                .replace(">0.82<", ">0.92<");
        var hybrid = HybridPdf.of("factur-x.xml", rebilled.getBytes(StandardCharsets.UTF_8))
                .bytes();
        var faulty = String.valueOf(file(hybrid)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        desk.compare(faulty.substring("/invoices/".length()));
        desk.open("ip-clerk", faulty + "/document?download=true", Group.ACCOUNTS_PAYABLE)
                .andExpect(content().bytes(hybrid));
        assertThat(text(desk.open("ip-clerk", faulty, Group.ACCOUNTS_PAYABLE)))
                .contains(
                        "Document faulty",
                        "the total with tax is not the total without tax plus the tax (BR-CO-15)",
                        "The rule that it breaks",
                        "a PDF that people read, with the XML in it");
        file("<Order/>".getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("no invoice in UBL 2.x")));
        file("<a>".getBytes(StandardCharsets.UTF_8)).andExpect(status().isUnprocessableEntity());
        file(new byte[0]).andExpect(status().isUnprocessableEntity());
        desk.sendFile("ip-money", Group.FINANCE_OFFICER, "/invoices/new/file", "file", xml)
                .andExpect(status().isForbidden());
    }

    @Test
    void whatOthersWroteIsCapturedAndShown() throws Exception {
        var file = Path.of("..", "shared", "data", "oasis-ubl", "UBL-Invoice-2.1-Example.xml");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no documents of others are at hand");
        var answer = file(Files.readString(file)
                        .replace("TOSL108", desk.unique("TOSL108"))
                        .getBytes(StandardCharsets.UTF_8))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var id = String.valueOf(answer).substring("/invoices/".length());
        desk.compare(id);
        assertThat(text(desk.open("ip-clerk", "/invoices/" + id, Group.ACCOUNTS_PAYABLE)
                        .andExpect(status().isOk())))
                .contains("Order unknown", "Sums and tax");
    }

    private ResultActions file(byte[] content) throws Exception {
        return desk.sendFile("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new/file", "file", content);
    }

    private String[] typed(String order, String number, String kilograms, String net) {
        return new String[] {
            "order", order,
            "supplier", desk.supplier(),
            "type", "INVOICE",
            "number", desk.unique(number),
            "issueDate", "2026-03-01",
            "currency", "EUR",
            "lines[0].orderLine", "1",
            "lines[0].description", "Beeswax",
            "lines[0].quantity", kilograms,
            "lines[0].unit", "KGM",
            "lines[0].unitPrice", "1.00",
            "lines[0].taxRate", "19",
            "lines[1].orderLine", "2",
            "lines[1].quantity", "4",
            "lines[1].unit", "EA",
            "lines[1].unitPrice", "50.00",
            "lines[1].taxRate", "19",
            "netTotal", net,
            "taxTotal", "55.10",
            "grossTotal", "345.10",
            "payable", "345.10"
        };
    }

    private static String[] with(String[] fields, String name, String value) {
        var more = Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = name;
        more[fields.length + 1] = value;
        return more;
    }

    private static String text(ResultActions page) throws Exception {
        return page.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static String example() throws IOException {
        try (var stream = InvoicePageTests.class.getResourceAsStream("/invoices/ubl21-book.xml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName(
            "R20: who answers to a line, or is in accounts payable, says on the page which line of the order it is")
    void aLineIsPairedOnThePage() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("RE-PAIR"), "1.20");
        desk.open("ip-clerk", "/invoices/" + id, Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"other-1\"")))
                .andExpect(content().string(not(containsString("name=\"other-2\""))))
                .andExpect(content().string(containsString(order + "/2")));
        desk.openInGerman("ip-buyer", "/invoices/" + id, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("Neben der falschen Position der Bestellung?")));
        desk.open("ip-money", "/invoices/" + id, Group.FINANCE_OFFICER)
                .andExpect(content().string(not(containsString("other-1"))));
        desk.send("ip-money", Group.FINANCE_OFFICER, "/invoices/" + id + "/pairing", "other-1", "2")
                .andExpect(status().isForbidden());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/" + id + "/pairing")
                .andExpect(status().isUnprocessableEntity());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/" + id + "/pairing", "other-1", order + "/9")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-other-1\"")))
                .andExpect(content().string(containsString("value=\"" + order + "/9\"")));
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/" + id + "/pairing", "other-1", "2")
                .andExpect(redirectedUrl("/invoices/" + id))
                .andExpect(flash().attribute("done", containsString("One line is paired")));
        desk.compare(id);
        assertThat(desk.read(id)
                        .path("match")
                        .path("lines")
                        .path(0)
                        .path("orderLine")
                        .asInt())
                .isEqualTo(2);
        desk.open("ip-clerk", "/invoices/" + id, Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString("Said before: " + order + "/2")))
                .andExpect(content().string(containsString("/invoices/" + id + "/matches/1")));
        desk.openInGerman("ip-auditor", "/invoices/" + id + "/matches/1", Group.AUDITOR)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ein früherer Vergleich, so wie er damals war")))
                .andExpect(content().string(containsString("Toleriert werden")));
        var paper = desk.openInGerman("ip-clerk", "/invoices/" + id + "/matches/1/document", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = Loader.loadPDF(paper)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Vergleich 1 der Rechnung", "Weicht ab", "Insgesamt berechnet 4", "Stimmt");
        }
        desk.open("ip-boss", "/invoices/" + id + "/matches/1", Group.APPROVER).andExpect(status().isNotFound());
    }
}
