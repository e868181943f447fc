package org.countersign.console.web.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.mail.MailNotSent;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.Mailbox;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Suppliers, items and mails in a browser. */
@BrowserTest
class MastersIT {

    @Autowired
    TestPeople people;

    @Autowired
    TestJobs jobs;

    @Autowired
    Outbox outbox;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void people() {
        people.add("masters-buyer", Group.PURCHASING_AGENT);
        people.add("masters-ops", Group.OPERATIONS);
    }

    @Test
    void aSupplierIsAddedFoundAndBlocked(Browsing browsing) {
        browsing.expectErrors();
        browsing.signIn("masters-buyer");
        var page = browsing.open("/suppliers/new");
        page.fill("#name", "Kerzenwerk " + run);
        page.fill("#iban", "DE00 1234");
        page.click("main button.btn-primary");
        assertThat(page.textContent("#problem-iban")).isNotBlank();
        assertThat(page.inputValue("#name")).isEqualTo("Kerzenwerk " + run);
        assertClean(page, browsing);
        browsing.screenshot("supplier-form");
        page.fill("#iban", "DE89 3704 0044 0532 0130 00");
        page.click("main button.btn-primary");
        assertThat(page.textContent("h1")).isEqualTo("Kerzenwerk " + run);
        page.onDialog(Dialog::accept);
        page.click("button.btn-danger");
        page.waitForSelector(".alert-warning");
        assertClean(page, browsing);
        browsing.screenshot("supplier");

        page = browsing.open("/suppliers");
        page.fill("#q", run);
        page.waitForURL("**/suppliers?*" + run + "*");
        assertThat(page.locator("#list tbody tr").count()).isOne();
        assertClean(page, browsing);
        browsing.screenshot("suppliers");
        page.selectOption("#status", "PREFERRED");
        page.waitForSelector("#list .empty");
        assertClean(page, browsing);
    }

    @Test
    void anItemIsAddedAndChanged(Browsing browsing) {
        browsing.signIn("masters-buyer");
        var page = browsing.open("/items/new");
        page.fill("#number", "I-" + run);
        page.fill("#name", "Candle " + run);
        page.fill("#price", "1.25");
        assertClean(page, browsing);
        page.click("main button.btn-primary");
        assertThat(page.textContent("h1")).isEqualTo("Candle " + run);
        assertClean(page, browsing);
        browsing.screenshot("item");
        page = browsing.open("/items?q=" + run);
        assertThat(page.locator("#list tbody tr").count()).isOne();
        assertClean(page, browsing);
        browsing.screenshot("items");
    }

    @Test
    @DisplayName("R26: operations see what did not go out, and send it again once asked whether they mean it")
    void aFailedMailIsSentAgain(Browsing browsing) {
        var address = "masters-" + run + "@example.net";
        var document = new DocumentNumber("MASTERS-" + run);
        var id = new TransactionTemplate(transactions)
                .execute(status -> outbox.queue(new Message(
                        "note/" + run,
                        document,
                        List.of("no address at all"),
                        "News about " + document,
                        "text",
                        "<p>text</p>",
                        List.of())));
        try {
            jobs.runDue(document.value());
        } catch (MailNotSent expected) {
            // Nobody can send to no address at all.
        }
        browsing.signIn("masters-ops");
        var page = browsing.open("/mails");
        assertThat(page.textContent("main")).contains("News about " + document);
        assertClean(page, browsing);
        browsing.screenshot("mails");
        page = browsing.open("/mails/" + id);
        assertClean(page, browsing);
        browsing.screenshot("mail");
        jdbc.update("update mails set recipients = ? where id = ?", address, String.valueOf(id));
        page.reload();
        page.onDialog(dialog -> {
            assertThat(dialog.message()).contains(address);
            dialog.accept();
        });
        page.click("main form button");
        page.waitForSelector(".alert-success");
        jobs.runDue(document.value());
        assertThat(mailbox.to(address)).hasSize(1);
        page.reload();
        assertThat(page.textContent(".page-head .status")).isEqualTo("Sent");
    }

    private static void assertClean(Page page, Browsing browsing) {
        assertThat(browsing.fitsOnAPhone()).as("fits on a phone: " + page.url()).isTrue();
        assertThat(Accessibility.violations(page)).isEmpty();
    }
}
