package org.countersign.console.web.requisition;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
import org.springframework.web.context.WebApplicationContext;

@BrowserTest
class RequisitionEditorIT {

    private static final String ROWS = "Description\\tQty\\tUnit\\tPrice\\n"
            + "Desk lamp\\t3\\tpcs\\t49,90\\nCable\\t10\\tm\\t1.20\\nBin\\t4\\t\\t12\\nMat\\t2\\t\\t18.5\\nClock\\t1\\t\\t25\\n";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    private RequisitionDesk desk;

    @BeforeEach
    void people() {
        desk = new RequisitionDesk(context, people, door, jobs);
    }

    @Test
    @DisplayName("A requisition of eight lines is raised by keyboard alone, and says before who will approve it")
    void aRequisitionIsRaisedByKeyboardAlone(Browsing browser) {
        browser.signIn(desk.anna);
        var page = browser.open("/requisitions/new");
        assertThat(Accessibility.violations(page)).isEmpty();
        var keys = page.keyboard();

        keys.type("Things for the new team");
        keys.press("Tab");
        keys.type(desk.center);
        assertThat(page.locator(".pick-options [role=option]").first()).containsText("Tests of " + desk.run);
        keys.press("ArrowDown");
        keys.press("Enter");
        assertThat(page.locator("#costCenter")).hasValue("Tests of " + desk.run + " (" + desk.center + ")");

        page.focus("#line-0-description");
        keys.type("chair of " + desk.run);
        assertThat(page.locator(".pick-options [role=option]").first()).containsText("189.00 EUR");
        assertThat(Accessibility.violations(page)).isEmpty();
        browser.screenshot("search");
        keys.press("ArrowDown");
        keys.press("Enter");
        assertThat(page.locator("#line-0-quantity")).isFocused();
        keys.type("4");
        keys.press("Enter");
        page.focus("#line-1-description");
        keys.type("Installation");
        keys.press("Tab");
        keys.type("2,5");
        keys.press("Tab");
        keys.press("Tab");
        keys.type("120");
        page.focus("#line-2-description");
        keys.press("Enter");
        assertThat(page.locator(".req-line")).hasCount(4);
        assertThat(page.locator("#line-3-description")).isFocused();

        paste(page, "https://shop.example/whiteboard-180-120/8812");
        assertThat(page.locator("#line-3-description")).hasValue("Whiteboard 180 120");
        assertThat(page.locator("#line-3-quantity")).isFocused();
        keys.type("1");
        page.focus("#line-3-unitPrice");
        keys.type("149.90");

        page.focus("#line-2-description");
        paste(page, ROWS);
        assertThat(page.locator("#paste-panel [role=status]")).containsText("5 rows became lines.");
        assertThat(page.locator(".req-line")).hasCount(8);

        assertThat(page.locator("#outlook .figure-big")).hasText("1,477.60 EUR");
        assertThat(page.locator(".req-levels > li")).hasCount(2);
        assertThat(page.locator(".req-levels")).containsText(desk.boss + " Example");
        assertThat(page.locator(".req-levels")).containsText("From 1,000.00 the owner of the cost centre approves");
        assertThat(Accessibility.violations(page)).isEmpty();
        browser.screenshot("editor");
        assertThat(browser.fitsOnAPhone()).isTrue();

        page.focus("button[value=save]");
        keys.press("Enter");
        page.waitForURL("**/requisitions/REQ-*");
        var number = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(page.locator(".alert-success")).containsText(number + " is saved.");
        assertThat(page.locator("a[rel='noopener noreferrer']"))
                .hasAttribute("href", "https://shop.example/whiteboard-180-120/8812");
        assertThat(Accessibility.violations(page)).isEmpty();

        page.locator(".actions button.btn-primary").focus();
        keys.press("Enter");
        assertThat(page.locator(".alert-success")).containsText(number + " is submitted.");
        jobs.runDue(number);
        page.reload();
        assertThat(page.locator(".req-next")).containsText("Waiting for " + desk.boss + " Example");
        browser.screenshot("page");
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(desk.json(desk.anna, number).path("total").asText()).isEqualTo("1477.60");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldOnADeskAndOnAPhone(Browsing browser) {
        browser.expectErrors();
        browser.signIn(desk.anna);
        var page = browser.open("/requisitions/new");
        page.setViewportSize(390, 844);
        page.fill("#line-0-description", "Chair");
        page.fill("#line-0-quantity", "many");
        assertThat(page.locator(".req-dock-add")).isVisible();
        page.locator(".req-dock-add").click();
        assertThat(page.locator("#line-3-description")).isFocused();
        page.click(".req-dock button[value=submit]");
        assertThat(page.locator("[role=alert]")).containsText("fields need another look");
        assertThat(page.locator("#line-0-quantity")).hasValue("many");
        assertThat(Accessibility.violations(page)).isEmpty();
        browser.screenshot("faulty");
    }

    @Test
    void theListAndTheTemplatesAreForEverybody(Browsing browser) {
        desk.draft("Paper of every month", "12.00");
        browser.signIn(desk.anna);
        var page = browser.open("/requisitions");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.fill("#q", "paper");
        page.waitForURL("**/requisitions?q=paper**");
        assertThat(page.locator("#list tbody tr")).hasCount(1);
        assertThat(browser.fitsOnAPhone()).isTrue();
        browser.screenshot("list");
        page.locator("#list .row-link").click();
        page.locator("summary", new Page.LocatorOptions().setHasText("Save as a template"))
                .click();
        page.fill("#name", "Every month");
        page.locator("form[action$='/template'] button").click();
        page.waitForLoadState();
        browser.open("/requisitions/templates");
        assertThat(page.locator("tbody")).containsText("Every month");
        assertThat(Accessibility.violations(page)).isEmpty();
        browser.screenshot("templates");
        browser.open("/requisitions/new");
        page.locator(".req-start summary").click();
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator("a[href*='template=']").click();
        assertThat(page.locator("#title")).hasValue("Paper of every month");
    }

    private static void paste(Page page, String text) {
        page.evaluate(
                "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
                        + " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
                        + " { clipboardData: data, bubbles: true, cancelable: true })); }",
                text.replace("\\t", "\t").replace("\\n", "\n"));
    }
}
