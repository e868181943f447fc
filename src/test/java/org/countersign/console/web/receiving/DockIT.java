package org.countersign.console.web.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.receiving.PhotoExamples;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The dock in a browser: a scanner, which types and presses Enter, gloves, and a camera. */
@BrowserTest
class DockIT {

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    private Purchases purchases;

    @BeforeEach
    void purchases() {
        purchases = new Purchases(people, door, jobs);
    }

    @Test
    @DisplayName("A delivery is found by scan, booked with a photo of the damage, and the next scan may come")
    void aDeliveryIsReceivedByScan(Browsing browsing) {
        var item = "WX-IT-" + purchases.run();
        var label = "LABEL/" + purchases.run();
        door.as("dock-buyer")
                .post("/api/v1/items", Map.of("number", item, "name", "Beeswax", "supplierItem", label))
                .expect(201);
        var order = purchases.ordered(
                "Supplies for the candle workshop",
                purchases.line("Wicks, cotton, on a roll", "3", "2026-03-02"),
                purchases.line("Beeswax, yellow, in pellets", "10", "2026-02-27", "item", item, "unit", "KGM"));
        browsing.expectErrors();
        browsing.signIn("dock-receiver");
        var page = browsing.open("/receiving");
        assertThat(focused(page)).isEqualTo("code");
        assertClean(page, browsing);
        browsing.screenshot("dock");

        scan(page, "nothing like it");
        assertThat(page.textContent("#found")).contains("Nothing is expected for “nothing like it”");
        assertThat(focused(page)).isEqualTo("code");
        assertClean(page, browsing);

        scan(page, label);
        page.waitForURL("**/receiving/" + order + "?line=2#line-2");
        assertClean(page, browsing);
        page.click("#line-1 [data-all]");
        page.fill("#arrived-2", "11");
        page.setInputFiles("#camera", new FilePayload("huge.jpg", "image/jpeg", new byte[10 * 1024 * 1024 + 1]));
        page.waitForSelector("#waiting-photos .problem");
        assertThat(page.textContent("#waiting-photos .problem")).contains("huge.jpg is too large");
        page.setInputFiles("#camera", new FilePayload("damage.jpg", "image/jpeg", PhotoExamples.tellingJpeg(6)));
        page.waitForSelector("#waiting-photos img");
        page.click(".dock-book button");
        assertThat(page.textContent(".alert-danger")).contains("11 would be kept of 10");
        assertThat(page.inputValue("#arrived-1")).isEqualTo("3");
        assertThat(page.locator("#waiting-photos img").count()).isOne();
        browsing.screenshot("too-much");

        page.fill("#arrived-2", "10");
        page.click("#line-2 summary");
        page.fill("#rejected-2", "1");
        page.click(".dock-book button");
        assertThat(page.textContent("[id='problem-reason.2']")).isNotBlank();
        page.fill("#reason-2", "Wet");
        assertClean(page, browsing);
        page.click(".dock-book button");
        page.waitForURL("**/receiving?booked=*");
        assertThat(page.textContent("#booked")).contains("Booked", "1 kg rejected (Wet)", "Still open", "1 kg");
        assertThat(focused(page)).isEqualTo("code");
        assertClean(page, browsing);
        browsing.screenshot("booked");

        scan(page, String.valueOf(Integer.parseInt(order.substring(8))));
        page.waitForURL("**/receiving/" + order);
        assertThat(page.locator(".dock-photos img").count()).isOne();
        page.click("#everything");
        page.waitForURL("**/receiving?booked=*");
        assertThat(page.textContent("#booked")).contains("Nothing is open any more");
        assertThat(door.as("dock-buyer")
                        .get("/api/v1/purchase-orders/" + order)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("RECEIVED");
    }

    @Test
    void everyTargetIsLargeEnoughForGloves(Browsing browsing) {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", "2026-03-02"));
        browsing.signIn("dock-receiver");
        var page = browsing.open("/receiving/" + order);
        page.setViewportSize(390, 844);
        var small = page.evaluate("""
                [...document.querySelectorAll("#delivery button, #delivery summary, #delivery input:not([type=hidden]):not(#camera)")]
                  .filter((one) => one.getClientRects().length && !one.classList.contains("visually-hidden"))
                  .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)
                """);
        assertThat((List<?>) small).isEmpty();
    }

    private static void scan(Page page, String code) {
        page.keyboard().type(code);
        page.keyboard().press("Enter");
        page.waitForLoadState();
    }

    private static Object focused(Page page) {
        return page.evaluate("document.activeElement.id");
    }

    private static void assertClean(Page page, Browsing browsing) {
        assertThat(browsing.fitsOnAPhone()).as("fits on a phone: " + page.url()).isTrue();
        assertThat(Accessibility.violations(page)).isEmpty();
    }
}
