package org.countersign.console.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class OrderPageIT {

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    private OrderPageExamples examples;

    @BeforeEach
    void examples() {
        examples = new OrderPageExamples(people, door, jobs);
    }

    @Test
    @DisplayName("A buyer finds an order in the list and sees where it stands, on a desk and on a phone")
    void aBuyerSeesWhereAnOrderStands(Browsing browser) {
        var order = examples.dispatched("Candles for the browser");
        examples.accepted(order, "2026-04-03");
        examples.received(order, "4");

        browser.signIn("op-buyer");
        var page = browser.open("/purchase-orders?supplier=" + examples.supplier());
        page.locator("#list table").waitFor();
        assertAccessible(page);
        browser.screenshot("list");
        assertThat(browser.fitsOnAPhone()).isTrue();
        page.fill("#q", "for the browser");
        page.waitForURL(url -> url.contains("q=for"));
        page.click("text=" + order);

        page.locator(".process-canvas .stands-here").first().waitFor();
        assertThat(marked(page, "stands-here")).containsExactly("userTask_receiveGoods");
        assertThat(marked(page, "way-taken"))
                .contains("flow_issued", "flow_prepared", "flow_dispatched", "flow_accepted", "flow_goodsReceived")
                .doesNotContain("flow_declined", "flow_closed");
        assertThat(marked(page, "was-reached"))
                .contains("event_orderIssued", "serviceTask_dispatchOrder", "event_orderAcknowledged");
        assertThat(page.locator(".process-steps [aria-current=step]").textContent())
                .contains("Receive goods");
        page.locator("[data-zoom=fit]").focus();
        page.keyboard().press("Enter");
        assertAccessible(page);
        browser.screenshot("order");
        assertThat(browser.fitsOnAPhone()).isTrue();

        page.locator(".process-tabs .active").focus();
        page.keyboard().press("ArrowLeft");
        page.waitForCondition(() -> marked(page, "was-reached").contains("event_approved")
                || marked(page, "was-reached").stream().anyMatch(node -> node.contains("pprov")));
        page.click(".bjs-powered-by");
        page.locator(".bjs-powered-by-lightbox").waitFor();
    }

    @Test
    @DisplayName("A buyer records the supplier’s answer; what is missing is said at its field")
    void aBuyerRecordsAnAnswer(Browsing browser) {
        browser.expectErrors();
        var order = examples.dispatched("Candles by telephone, in the browser");

        browser.signIn("op-buyer");
        var page = browser.open("/purchase-orders/" + order + "/answer");
        assertAccessible(page);
        page.check("#response-CHANGES_PROPOSED");
        browser.screenshot("answer");
        assertThat(browser.fitsOnAPhone()).isTrue();
        page.click("form.order-form button[type=submit]");
        page.locator(".alert-danger").waitFor();
        assertThat(page.locator("#problem-lines").count()).isEqualTo(1);
        assertThat(page.isChecked("#response-CHANGES_PROPOSED")).isTrue();
        assertAccessible(page);
        page.fill("#quantity-2", "3");
        page.click("form.order-form button[type=submit]");
        page.locator(".alert-success").waitFor();
        assertThat(page.locator(".order-next").textContent()).contains("proposes changes");
    }

    @SuppressWarnings("unchecked")
    private static List<String> marked(Page page, String css) {
        return (List<String>)
                page.locator(".process-canvas ." + css).evaluateAll("all => all.map(one => one.dataset.elementId)");
    }

    /** The mark of bpmn-js and its drawing are not ours to change. */
    private static void assertAccessible(Page page) {
        page.locator("main").waitFor(new Locator.WaitForOptions().setTimeout(10_000));
        assertThat(Accessibility.violations(page, ".process-canvas", "iframe")).isEmpty();
    }
}
