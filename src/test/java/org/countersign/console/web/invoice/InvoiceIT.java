package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.camunda.bpm.engine.TaskService;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.invoicing.HybridPdf;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

@BrowserTest
class InvoiceIT {

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private WebApplicationContext server;

    private InvoiceDesk desk;

    @BeforeEach
    void desk() {
        desk = new InvoiceDesk(people, door, jobs, tasks, server);
    }

    @Test
    @DisplayName(
            "A clerk finds the order, types a paper invoice, sees at once what does not add up, and that it matches")
    void aClerkCapturesAPaperInvoice(Browsing browser) {
        var order = desk.order();
        desk.receive(order, "90", "4");
        browser.signIn("ip-clerk");

        var page = browser.open("/invoices/new");
        assertAccessible(page);
        page.fill("#q", order.toLowerCase(Locale.ROOT));
        page.locator("#choices a.choice").first().waitFor();
        browser.screenshot("new");
        assertThat(browser.fitsOnAPhone()).isTrue();
        page.locator("#choices a.choice").first().click();
        page.locator("#capture").waitFor();
        assertAccessible(page);

        page.fill("#number", desk.unique("PAPER"));
        page.fill("#issueDate", "2026-03-01");
        page.fill("#netTotal", "290");
        page.fill("#taxTotal", "55.10");
        page.fill("#grossTotal", "354.10");
        page.locator("#live .verdict-wait").first().waitFor();
        assertThat(page.locator("#live").textContent()).contains("9.00 EUR apart");
        browser.screenshot("form-apart");
        page.fill("#grossTotal", "345.10");
        page.fill("#payable", "345.10");
        page.waitForCondition(() -> page.locator("#live .verdict-good").count() == 4);
        page.fill("[id='lines[0].unitPrice']", "1.05");
        page.waitForCondition(() -> page.locator("#line-net-0").textContent().contains("4.50 EUR dearer"));
        page.fill("[id='lines[0].unitPrice']", "1.00");
        page.waitForCondition(() -> page.locator("#live .verdict-good").count() == 4);
        page.locator("#scan").setInputFiles(new FilePayload("scan.png", "image/png", picture()));
        assertAccessible(page);
        browser.screenshot("form");
        assertThat(browser.fitsOnAPhone()).isTrue();
        page.click("#capture button[value=capture]");
        page.waitForURL(url -> url.contains("/invoices/INV-"));
        browser.screenshot("captured");

        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        desk.compare(id);
        page.locator("text=Agrees; its payment has to be approved").waitFor();
        assertThat(page.locator(".compare .verdict-good").count()).isGreaterThanOrEqualTo(2);
        assertAccessible(page);
        browser.screenshot("matched");
        assertThat(browser.fitsOnAPhone()).isTrue();
    }

    @Test
    @DisplayName(
            "A price difference is seen at its line, with sentence and tolerance, and finance pays what was approved")
    void aPriceDifferenceIsSeenAndAnInvoiceIsPaid(Browsing browser) {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var dear = desk.invoice(order, desk.unique("DEAR"), "1.20");
        var clean = desk.invoice(order, desk.unique("CLEAN"), "1.00");
        desk.answer(clean, "ip-money", "approve", null);

        browser.signIn("ip-buyer");
        var page = browser.open("/invoices?supplier=" + desk.supplier());
        page.locator("#list table").waitFor();
        assertAccessible(page);
        browser.screenshot("list");
        assertThat(browser.fitsOnAPhone()).isTrue();
        page.selectOption("#show", "mine");
        page.waitForURL(url -> url.contains("show=mine"));
        page.click("text=" + desk.unique("DEAR"));
        page.locator(".compare").waitFor();
        assertThat(page.locator(".compare tbody").first().textContent())
                .contains("20.00 EUR dearer than ordered", "2 % and at most 50.00 EUR", "Differs");
        assertThat(page.locator(".next a").getAttribute("href")).isEqualTo("/tasks?document=" + dear);
        assertAccessible(page);
        browser.screenshot("difference");
        assertThat(browser.fitsOnAPhone()).isTrue();

        page.context().clearCookies();
        browser.signIn("ip-money");
        browser.open("/invoices/" + clean);
        page.fill("#reference", "SEPA 4711");
        assertAccessible(page);
        browser.screenshot("paying");
        page.click("form[action$='/payment'] button[type=submit]");
        page.locator(".alert-success").waitFor();
        assertThat(page.locator(".next").textContent()).contains("Paid in full");
    }

    @Test
    @DisplayName(
            "R20, R21: the clerk's day: a PDF with an e-invoice in it is captured, what differs is seen and answered on its"
                    + " page, and finance pays it")
    void aClerksDay(Browsing browser) throws IOException {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var number = desk.unique("DAY");
        browser.signIn("ip-clerk");
        browser.width(1400);
        var page = browser.open("/invoices/new");
        page.locator("#file").setInputFiles(new FilePayload("invoice.pdf", "application/pdf", chairs(order, number)));
        page.click("form[action$='/invoices/new/file'] button[type=submit]");
        page.waitForURL(url -> url.contains("/invoices/INV-"));
        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        desk.compare(id);

        page.context().clearCookies();
        browser.signIn("ip-buyer");
        browser.open("/invoices/" + id);
        page.locator(".differences li.open").waitFor();
        assertThat(page.locator(".differences li.open").textContent()).contains("20.00 EUR");
        assertThat(page.locator("object.paper").count()).isOne();
        browser.keep("clerks-day-difference");
        page.click(".differences li.open details > summary:has-text('Answer here')");
        page.check(".answer-here input[value=accept]");
        page.fill(".answer-here textarea", "The better chairs, as agreed on the phone");
        page.click(".answer-here button[type=submit]");
        page.locator(".alert-success").waitFor();
        desk.compare(id);
        desk.answer(id, "ip-money", "approve", null);

        page.context().clearCookies();
        browser.signIn("ip-money");
        browser.open("/invoices/" + id);
        page.fill("#reference", "SEPA 4712");
        page.click("form[action$='/payment'] button[type=submit]");
        page.locator(".alert-success").waitFor();
        assertThat(page.locator(".next").textContent()).contains("Paid in full");
        page.click("#payment details > summary:has-text('Take back')");
        browser.keep("clerks-day-paid");
    }

    /** Four chairs, each 5.00 dearer than ordered, as Factur-X. */
    private byte[] chairs(String order, String number) throws IOException {
        var xml = Files.readString(Path.of("src/test/resources/invoices/cii-book.xml"))
                .replace("987654</ram:ID>", number + "</ram:ID>")
                .replace("ORDER-NUMBER", order)
                .replace("books@example.net", "sales@example.net")
                .replace("Wie man Rechnungen prüft", "Chairs")
                .replace("unitCode=\"XPP\">1.0000", "unitCode=\"EA\">4")
                .replace("11.7800", "55.00")
                .replace("11.78", "220.00")
                .replace("7.00</ram:RateApplicablePercent>", "19.00</ram:RateApplicablePercent>")
                .replace("0.82", "41.80")
                .replace("12.60", "261.80");
        return HybridPdf.of("factur-x.xml", xml.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private static void assertAccessible(Page page) {
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    /** One white pixel. */
    private static byte[] picture() {
        return Base64.getDecoder()
                .decode(
                        ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==")
                                .getBytes(StandardCharsets.US_ASCII));
    }
}
