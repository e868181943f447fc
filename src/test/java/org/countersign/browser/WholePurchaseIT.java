package org.countersign.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.shared.Group;
import org.countersign.support.Mailbox;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** One purchase from the request to the closed order, each step in the browser, by whoever has to do it. */
@BrowserTest
class WholePurchaseIT {

    private static final Pattern SUPPLIER_LINK = Pattern.compile("/supplier/orders/[A-Za-z0-9_-]+");
    private static final double PATIENCE = 60_000;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private Mailbox mailbox;

    @ParameterizedTest
    @ValueSource(ints = {1400, 390})
    @DisplayName(
            "R01: requester, manager, owner, supplier, receiver, clerk and finance each do their part, on a desk and on a phone")
    void everybodyDoesTheirPart(int width, Browsing browser) {
        organisation(width);
        browser.width(width);

        var requisition = raised(browser, width);
        approved(browser, requisition, "wp-boss");
        approved(browser, requisition, "wp-owner");
        var order = ordered(requisition);
        accepted(browser, width);
        received(browser, order);
        var invoice = captured(browser, order, width);
        released(browser, invoice);
        paid(browser, invoice);

        browser.signInAs("wp-buyer");
        var page = browser.open("/purchase-orders/" + order);
        assertThat(page.locator(".page-head .status").first()).hasText("Closed");
        page.locator(".process-canvas .was-reached").first().waitFor();
        browser.keep("order-closed");
        accessible(page);
        assertThat(door.as("wp-buyer")
                        .get("/api/v1/purchase-orders/" + order)
                        .json()
                        .path("paymentStatus")
                        .asText())
                .isEqualTo("PAID");
    }

    private String raised(Browsing browser, int width) {
        browser.signInAs("wp-anna");
        var page = browser.open("/requisitions/new");
        page.fill("#title", "Chairs for the meeting room");
        page.fill("#costCenter", "CC-WP");
        page.keyboard().press("Escape");
        page.fill("#neededBy", "2026-04-01");
        page.fill("#justification", "Ten people stand at each meeting.");
        page.fill("#line-0-description", "Oak chair");
        page.keyboard().press("Escape");
        page.fill("#line-0-quantity", "10");
        page.fill("#line-0-unitPrice", "120");
        page.fill("#line-0-supplier", supplier(width));
        page.keyboard().press("Escape");
        page.focus("#title");
        assertThat(page.locator("#outlook .figure-big")).hasText("1,200.00 EUR");
        assertThat(page.locator(".req-levels > li")).hasCount(2);
        browser.keep("requisition");
        accessible(page);
        page.locator("button[value=submit]:visible").last().click();
        page.waitForURL("**/requisitions/REQ-*");
        assertThat(page.locator(".alert-success")).isVisible();
        var number = page.url().substring(page.url().lastIndexOf('/') + 1);
        jobs.runDue(number);
        browser.open("/");
        assertThat(page.locator(".waiting").last()).containsText("Chairs for the meeting room");
        browser.keep("home-of-the-requester");
        accessible(page);
        return number;
    }

    private void approved(Browsing browser, String requisition, String approver) {
        browser.signInAs(approver);
        var page = browser.open("/");
        page.locator(".waiting a", new Page.LocatorOptions().setHasText(requisition))
                .first()
                .click();
        var form = page.locator(".fjs-form").first();
        form.waitFor(patient());
        assertThat(form).containsText("1,200.00 EUR");
        form.getByText("Approve", new Locator.GetByTextOptions().setExact(true)).click();
        form.locator("textarea").first().fill("Fine with me");
        browser.keep("approval-by-" + approver);
        page.locator(".form-actions .btn-primary").click();
        page.locator(".cs-told").waitFor(patient());
        jobs.runDue(requisition);
    }

    private String ordered(String requisition) {
        jobs.runDue(requisition);
        var order = door.as("wp-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .path(0)
                .asText();
        assertThat(order).startsWith("PO-");
        jobs.runDue(order);
        return order;
    }

    private void accepted(Browsing browser, int width) {
        browser.signOut();
        var mail = mailbox.to(supplier(width).toLowerCase(Locale.ROOT) + "@supplier.example");
        assertThat(mail).hasSize(1);
        var link = SUPPLIER_LINK.matcher(Mailbox.textOf(mail.get(0)));
        assertThat(link.find()).isTrue();
        var page = browser.open(link.group());
        page.fill("#accept-reference", "AB-4711");
        browser.keep("supplier");
        accessible(page);
        page.locator("form:has(input[value=ACCEPTED]) button").click();
        page.waitForLoadState();
        assertThat(page.locator("input[value=ACCEPTED]")).hasCount(0);
    }

    private void received(Browsing browser, String order) {
        browser.signInAs("wp-dock");
        var page = browser.open("/receiving");
        page.keyboard().type(order.toLowerCase(Locale.ROOT));
        page.keyboard().press("Enter");
        page.waitForURL("**/receiving/" + order);
        page.fill("#deliveryNote", "DN-1");
        browser.keep("receiving");
        accessible(page);
        page.click("#everything");
        assertThat(page.locator(".dock-good, .alert-success").first()).isVisible();
        jobs.runDue(order);
    }

    private String captured(Browsing browser, String order, int width) {
        browser.signInAs("wp-clerk");
        var page = browser.open("/invoices/new");
        page.fill("#q", order);
        page.locator("#choices a.choice").first().click();
        page.locator("#capture").waitFor();
        page.fill("#number", "RE-" + width);
        page.fill("#issueDate", "2026-03-02");
        page.fill("#netTotal", "1200");
        page.fill("#taxTotal", "0");
        page.fill("#grossTotal", "1200");
        page.fill("#payable", "1200");
        page.waitForCondition(() -> page.locator("#live .verdict-good").count() == 4);
        browser.keep("invoice-form");
        accessible(page);
        page.click("#capture button[value=capture]");
        page.waitForURL("**/invoices/INV-*");
        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        jobs.runDue(id);
        page.reload();
        assertThat(page.locator(".page-head .status").first()).hasText("Approved");
        browser.keep("invoice-matched");
        accessible(page);
        return id;
    }

    private void released(Browsing browser, String invoice) {
        browser.signInAs("wp-money");
        var page = browser.open("/tasks?document=" + invoice);
        var form = page.locator(".fjs-form").first();
        form.waitFor(patient());
        page.locator(".cs-take button").click();
        page.locator(".disabled-form").waitFor(patient().setState(WaitForSelectorState.DETACHED));
        form.getByText("Approve", new Locator.GetByTextOptions().setExact(true)).click();
        browser.keep("payment-approval");
        page.locator(".form-actions .btn-primary").click();
        page.locator(".cs-told").waitFor(patient());
        jobs.runDue(invoice);
    }

    private void paid(Browsing browser, String invoice) {
        var page = browser.open("/invoices/" + invoice);
        page.fill("#reference", "SEPA 4711");
        browser.keep("payment");
        accessible(page);
        page.click("form[action$='/payment'] button[type=submit]");
        assertThat(page.locator(".alert-success")).isVisible();
        jobs.runDue(invoice);
        jobs.runDue(door.as("wp-money")
                .get("/api/v1/invoices/" + invoice)
                .json()
                .path("purchaseOrder")
                .asText());
    }

    private void organisation(int width) {
        people.add("wp-owner", Group.APPROVER);
        people.add("wp-boss", "wp-owner", Group.APPROVER);
        people.add("wp-anna", "wp-boss", Group.REQUESTER);
        people.add("wp-dock", "wp-boss", Group.RECEIVER);
        people.add("wp-clerk", "wp-boss", Group.ACCOUNTS_PAYABLE);
        people.add("wp-money", "wp-boss", Group.FINANCE_OFFICER);
        people.add("wp-buyer", "wp-boss", Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
        people.name("wp-owner", "Dora", "Lindholm");
        people.name("wp-boss", "Marek", "Novak");
        people.name("wp-anna", "Anna", "Berg");
        people.name("wp-dock", "Owen", "Clarke");
        people.name("wp-clerk", "Petra", "Vogel");
        people.name("wp-money", "Femi", "Adeyemi");
        people.name("wp-buyer", "Bruno", "Keller");
        door.as("wp-buyer")
                .post("/api/v1/cost-centers", Map.of("code", "CC-WP", "name", "Meeting room", "owner", "wp-owner"));
        door.as("wp-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier(width),
                                "name",
                                "Oak & Sons",
                                "email",
                                supplier(width).toLowerCase(Locale.ROOT) + "@supplier.example",
                                "currency",
                                "EUR",
                                "paymentTerms",
                                "NET30",
                                "status",
                                "APPROVED"))
                .expect(201);
    }

    private static String supplier(int width) {
        return "S-WP-" + width;
    }

    /** The drawing of bpmn-js and the shown document are not ours to change. */
    private static void accessible(Page page) {
        assertThat(Accessibility.violations(page, ".process-canvas", "iframe")).isEmpty();
    }

    private static Locator.WaitForOptions patient() {
        return new Locator.WaitForOptions().setTimeout(PATIENCE);
    }
}
