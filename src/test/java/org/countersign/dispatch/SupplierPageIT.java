package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.support.Mailbox;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class SupplierPageIT {

    private static final Pattern LINK = Pattern.compile("http://\\S+?(/supplier/orders/[A-Za-z0-9_-]+)");

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private Mailbox mailbox;

    private DispatchedOrders orders;

    @BeforeEach
    void supplier() {
        orders = new DispatchedOrders(people, door, jobs);
    }

    @Test
    @DisplayName("A supplier follows the link of the mail, without an account, and accepts with one button")
    void aSupplierAccepts(Browsing browser) {
        var order = orders.dispatched();

        var page = browser.open(link());
        assertThat(page.locator("h1").textContent()).contains(order);
        browser.screenshot("order");
        assertThat(browser.fitsOnAPhone()).isTrue();
        assertThat(orders.status(order)).as("after a mere look").isEqualTo("DISPATCHED");

        assertThat(Accessibility.violations(page)).isEmpty();

        page.fill("#accept-reference", "AB-4711");
        page.locator("form:has(input[value=ACCEPTED]) button").click();
        page.waitForLoadState();
        browser.screenshot("accepted");

        assertThat(orders.status(order)).isEqualTo("ACKNOWLEDGED");
        assertThat(page.locator("input[value=ACCEPTED]").count()).isZero();
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    @DisplayName(
            "R11: a supplier proposes another date and price in German, and is told at the field what cannot be taken")
    void aSupplierProposes(Browsing browser) {
        var order = orders.dispatched();

        var page = browser.open(link() + "?lang=de");
        page.locator("#propose summary").click();
        browser.screenshot("proposing");
        assertThat(Accessibility.violations(page)).isEmpty();
        browser.expectErrors();
        page.locator("#propose button").click();
        page.waitForLoadState();
        assertThat(page.locator("[role=alert]").textContent()).contains("Nichts weicht von unserer Bestellung ab");
        browser.screenshot("nothing-proposed");
        assertThat(Accessibility.violations(page)).isEmpty();

        page.fill("#propose-date-1", "2026-04-20");
        page.fill("#propose-price-1", "4.5");
        page.fill("#propose-note", "Streik im Hafen");
        page.locator("#propose button").click();
        page.waitForLoadState();
        browser.screenshot("proposed");

        assertThat(page.content())
                .contains("Position 1: Lieferung am 20. April 2026, Einzelpreis 4,50", "Streik im Hafen");
        assertThat(browser.fitsOnAPhone()).isTrue();
        assertThat(orders.status(order)).isEqualTo("DISPATCHED");
    }

    @Test
    @DisplayName("A supplier writes to us, and in another tab meets an order that was cancelled meanwhile")
    void aSupplierWrites(Browsing browser) {
        var order = orders.dispatched();

        var page = browser.open(link());
        page.locator("#message summary").click();
        page.fill("#message-text", "May we deliver on a Saturday?");
        page.locator("#message button").click();
        page.waitForLoadState();
        browser.screenshot("message-sent");
        assertThat(page.locator("[role=status]").textContent()).contains("your message is with us");
        assertThat(Accessibility.violations(page)).isEmpty();

        door.as("di-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No need"))
                .expect(201);
        browser.expectErrors();
        page.locator("form:has(input[value=ACCEPTED]) button").click();
        page.waitForLoadState();
        browser.screenshot("cancelled");

        assertThat(page.content()).contains("This order was cancelled", "May we deliver on a Saturday?");
        assertThat(browser.fitsOnAPhone()).isTrue();
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    @DisplayName("A link that was cut off says what to do")
    void aForgedLink(Browsing browser) {
        browser.expectErrors();
        var page = browser.open("/supplier/orders/AAAA");
        browser.screenshot("forged");

        assertThat(page.locator("h1").textContent()).isEqualTo("This link does not work");
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    @DisplayName("A supplier declines with a reason")
    void aSupplierDeclines(Browsing browser) {
        var order = orders.dispatched();

        Page page = browser.open(link());
        page.locator("details:has(input[value=DECLINED]) summary").click();
        page.fill("#decline-note", "Sold out until June \uD83D\uDE1E");
        browser.screenshot("declining");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator("form:has(input[value=DECLINED]) button").click();
        page.waitForLoadState();
        browser.screenshot("declined");

        assertThat(page.content()).contains("Sold out until June \uD83D\uDE1E");
        assertThat(door.as("di-buyer")
                        .get("/api/v1/purchase-orders/" + order)
                        .json()
                        .path("acknowledgement")
                        .path("response")
                        .asText())
                .isEqualTo("DECLINED");
    }

    private String link() {
        var mails = mailbox.to(orders.address());
        assertThat(mails).hasSize(1);
        var found = LINK.matcher(Mailbox.textOf(mails.get(0)));
        assertThat(found.find()).as("a link in " + Mailbox.textOf(mails.get(0))).isTrue();
        return found.group(1);
    }
}
