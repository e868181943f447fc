package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.microsoft.playwright.Page;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.regex.Pattern;
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
    void aSupplierAccepts(Browsing browser) throws MessagingException, IOException {
        var order = orders.dispatched();

        var page = browser.open(link());
        assertThat(page.locator("h1").textContent()).contains(order);
        browser.screenshot("order");
        assertThat(browser.fitsOnAPhone()).isTrue();
        assertThat(orders.status(order)).as("after a mere look").isEqualTo("DISPATCHED");

        page.fill("#accept-reference", "AB-4711");
        page.locator("form:has(input[value=ACCEPTED]) button").click();
        page.waitForLoadState();
        browser.screenshot("accepted");

        assertThat(orders.status(order)).isEqualTo("ACKNOWLEDGED");
        assertThat(page.locator("form").count()).isZero();
    }

    @Test
    @DisplayName("A supplier declines with a reason")
    void aSupplierDeclines(Browsing browser) throws MessagingException, IOException {
        var order = orders.dispatched();

        Page page = browser.open(link());
        page.locator("details:has(input[value=DECLINED]) summary").click();
        page.fill("#decline-note", "Sold out until June \uD83D\uDE1E");
        browser.screenshot("declining");
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

    private String link() throws MessagingException, IOException {
        var mails = mailbox.to(orders.address());
        assertThat(mails).hasSize(1);
        var found = LINK.matcher(text(mails.get(0)));
        assertThat(found.find())
                .as("a link in " + GreenMailUtil.getBody(mails.get(0)))
                .isTrue();
        return found.group(1);
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain") && part.getFileName() == null) {
            return part.getContent().toString();
        }
        var text = new StringBuilder();
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                text.append(text(parts.getBodyPart(i)));
            }
        }
        return text.toString();
    }
}
