package org.countersign.workflow.operations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is stuck, in the real Cockpit: seen on its dashboard, put right on a page of its own. */
@BrowserTest
class OperationsDayIT extends StuckDocuments {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    private static final Duration LATE = Duration.ofDays(4);
    private static final String SUMMARY = "/camunda/api/cockpit/plugin/countersign-stuck/summary";

    @Test
    @DisplayName(
            "Operations see in Cockpit what failed and try it again, give a late task a new time and have others asked, one by"
                    + " one and in bulk, on a phone too, with a reason; nobody else does")
    void whatFailedIsTriedAgain(Browsing browsing) {
        var orders = List.of(failed(), failed(), failed());
        var invoices = List.of(late(), late(), late());

        browsing.signIn("st-ops");
        var page = browsing.open(COCKPIT + "dashboard");
        page.locator(".cs-stuck-tallies").waitFor(patient());
        browsing.screenshot("1-the-dashboard");
        page.locator(".cs-stuck h3 a").click();
        page.locator(".cs-stuck-page").waitFor(patient());
        browsing.keep("2-the-page");
        page.locator(".cs-stuck-filter select").first().selectOption("incident");
        row(page, orders.get(0)).waitFor(patient());
        assertThat(row(page, orders.get(0))).containsText("Prepare order documents");
        browsing.screenshot("3-what-failed");

        mended(orders);
        row(page, orders.get(0)).locator(".cs-stuck-buttons button").first().click();
        because(browsing, page, "4-why");
        assertThat(row(page, orders.get(0))).hasCount(0);

        orders.subList(1, 3)
                .forEach(order ->
                        row(page, order).locator("input[type=checkbox]").check());
        browsing.keep("5-chosen");
        page.locator(".cs-stuck-bulk button").first().click();
        because(browsing, page, "6-why-in-bulk");
        assertThat(row(page, orders.get(2))).hasCount(0);
        browsing.screenshot("7-put-right");

        for (var order : orders) {
            jobs.runDue(order);
            assertThat(door.as("st-audit").get("/api/v1/audit/" + order).text())
                    .contains("stuck.retry", "The supplier is back", "st-ops");
            assertThat(door.as("st-buyer")
                            .get("/api/v1/purchase-orders/" + order)
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("DISPATCHED");
        }
        lateTasks(browsing, invoices);
        theHeatMap(browsing);
        nobodyElse(browsing);
    }

    private String late() {
        var invoice = invoiceInException();
        tasks.setDueDate(task(invoice).getId(), Date.from(clock.instant().minus(LATE)));
        return invoice;
    }

    private void lateTasks(Browsing browsing, List<String> invoices) {
        browsing.open("/");
        var page = browsing.open(COCKPIT + "stuck?condition=task-overdue");
        row(page, invoices.get(2)).waitFor(patient());
        row(page, invoices.get(0))
                .locator("button", new Locator.LocatorOptions().setHasText("New due time"))
                .click();
        page.locator(".cs-stuck-dialog input[type=datetime-local]").fill("2026-04-01T12:00");
        because(browsing, page, "8-a-new-time");
        assertThat(row(page, invoices.get(0))).hasCount(0);
        assertThat(task(invoices.get(0)).getDueDate()).hasYear(2026).hasMonth(4).hasDayOfMonth(1);

        browsing.width(390);
        invoices.subList(1, 3)
                .forEach(invoice ->
                        row(page, invoice).locator("input[type=checkbox]").check());
        assertThat(page.locator(".cs-stuck-bulk")).hasText("2 chosenNew due timeAsk somebody elseRemind");
        page.locator(".cs-stuck-bulk button", new Page.LocatorOptions().setHasText("Ask somebody else"))
                .click();
        page.locator(".cs-stuck-dialog input[type=text]").fill("st-clerk");
        because(browsing, page, "9-somebody-else-on-a-phone");
        assertThat(page.locator(".cs-stuck-message")).containsText("2 put right");
        assertThat(row(page, invoices.get(1))).containsText("st-clerk");
        browsing.screenshot("10-somebody-else-has-them");
        invoices.subList(1, 3)
                .forEach(invoice -> assertThat(task(invoice).getAssignee()).isEqualTo("st-clerk"));
        browsing.width(1400);
    }

    private static void theHeatMap(Browsing browsing) {
        var map = browsing.open("/models/supplier-invoice/times?measure=standing");
        var standing = map.locator("#times tr[data-element=userTask_resolveException]");
        assertThat(standing.locator("td").first()).not().hasText("0");
        assertThat(map.locator("#times-canvas .heat-badge").first()).isVisible();
        assertThat(map.locator("#times-canvas svg [data-element-id=userTask_resolveException]")
                        .first())
                .isVisible();
        browsing.screenshot("11-where-time-goes");
    }

    private Task task(String invoice) {
        return tasks.createTaskQuery().processInstanceBusinessKey(invoice).singleResult();
    }

    private void nobodyElse(Browsing browsing) {
        door.as("st-buyer").get("/api/v1/stuck").expect(403);
        browsing.expectErrors();
        browsing.signInAs("st-buyer");
        assertThat(browsing.page()
                        .evaluate("path => fetch(path).then(answer => answer.status)", SUMMARY)
                        .toString())
                .isEqualTo("403");
    }

    /** An order whose first step fails as often as it is tried, for its supplier is not there. */
    private String failed() {
        var order = created();
        jdbc.update("update purchase_orders set supplier = concat('gone-', supplier) where number = ?", order);
        var job = jobs(order);
        for (var left = 20;
                left > 0
                        && management
                                        .createJobQuery()
                                        .jobId(job)
                                        .noRetriesLeft()
                                        .count()
                                == 0;
                left--) {
            try {
                management.executeJob(job);
            } catch (RuntimeException expected) {
                assertThat(expected).isNotNull();
            }
        }
        assertThat(stuck(order, "incident")).isPresent();
        return order;
    }

    private String jobs(String order) {
        return management
                .createJobQuery()
                .processInstanceId(process("purchase-order", order).getId())
                .singleResult()
                .getId();
    }

    private void mended(List<String> orders) {
        orders.forEach(order -> jdbc.update(
                "update purchase_orders set supplier = replace(supplier, 'gone-', '') where number = ?", order));
    }

    private static void because(Browsing browsing, Page page, String picture) {
        page.locator(".cs-stuck-dialog textarea").fill("The supplier is back");
        browsing.keep(picture);
        page.locator(".cs-stuck-dialog button[type=submit]").click();
        assertThat(page.locator(".cs-stuck-dialog")).hasCount(0);
    }

    private static Locator row(Page page, String order) {
        return page.locator(".cs-stuck-list tbody tr", new Page.LocatorOptions().setHasText(order));
    }

    private static Locator.WaitForOptions patient() {
        return new Locator.WaitForOptions().setTimeout(60_000);
    }
}
