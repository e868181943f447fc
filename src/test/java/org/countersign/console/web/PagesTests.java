package org.countersign.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@CountersignTest
class PagesTests {

    private static final Pattern PLACE = Pattern.compile("<a href=\"(/[^\"]*)\"[^>]*>\\s*<i class=\"bi bi-");

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private ResourceUrlProvider files;

    @Test
    @DisplayName("Only what lies where files lie is looked for as a file, and no link of a page besides")
    void linksAreNotLookedForAsFiles() {
        assertThat(files.getHandlerMap().keySet()).contains("/assets/**").noneMatch(path -> path.startsWith("/*"));
        var page = door.anonymous().get("/sign-in").text();
        assertThat(page)
                .containsPattern("/assets/countersign-[0-9a-f]{32}\\.css")
                .contains("/webjars/bootstrap/");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The navigation leads each role only where it may go")
    void everyPlaceOfTheNavigationOpens(Group group) {
        var browser = signedIn("pages-" + group.id(), group);
        var home = browser.open("/").body();
        var places = PLACE.matcher(home)
                .results()
                .map((MatchResult place) -> place.group(1))
                .filter(path -> !path.startsWith("/camunda"))
                .toList();
        assertThat(places).contains("/", "/requisitions", "/purchase-orders");
        for (var place : places) {
            assertThat(browser.get(place)).as(place).isEqualTo(200);
        }
        var seesWhatIsStuck =
                EnumSet.of(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR).contains(group);
        assertThat(home.contains("/camunda/app/cockpit/default/#/stuck")).isEqualTo(seesWhatIsStuck);
    }

    @Test
    @DisplayName("Figures are for who buys, pays or reads everything")
    void figuresAreNotForEverybody() {
        assertThat(signedIn("pages-figures-buyer", Group.PURCHASING_AGENT).get("/figures"))
                .isEqualTo(200);
        assertThat(signedIn("pages-figures-auditor", Group.AUDITOR).get("/figures"))
                .isEqualTo(200);
        var refused = signedIn("pages-figures-requester", Group.REQUESTER).open("/figures");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("This is not for you")
                .contains("Reference")
                .doesNotContain("Exception");
    }

    @Test
    void aPageThatIsNotThereSaysWhatToDoInTheReadersLanguage() {
        var browser = signedIn("pages-missing", Group.REQUESTER);
        var english = browser.open("/purchase-orders/PO-1999-000001");
        assertThat(english.statusCode()).isEqualTo(404);
        assertThat(english.body()).contains("There is nothing here");
        browser.get("/language?to=de");
        var german = browser.open("/purchase-orders/PO-1999-000001");
        assertThat(german.body()).contains("Hier ist nichts").contains("<html lang=\"de\"");
    }

    @Test
    void theLanguageIsThatOfTheProfileUntilAnotherIsChosen() {
        var browser = signedIn("pages-language", Group.REQUESTER);
        assertThat(browser.open("/").body()).contains("Purchase orders").doesNotContain("Bestellungen");
        assertThat(browser.open("/language?to=de").statusCode()).isEqualTo(302);
        assertThat(browser.open("/").body()).contains("Bestellungen");
        browser.get("/language?to=tlh");
        assertThat(browser.open("/").body()).contains("Bestellungen");
        browser.get("/language?to=en");
        assertThat(browser.open("/").body()).contains("Purchase orders");
    }

    @ParameterizedTest
    @CsvSource({
        "/mails/0a1b/resend, /mails/0a1b",
        "/requisitions/REQ-2026-000001/withdrawal, /requisitions/REQ-2026-000001",
        "/requisitions/templates/7/removal, /requisitions/templates",
        "/receiving/PO-2026-000001/photos, /receiving/PO-2026-000001",
        "/invoices/new/file, /invoices/new",
        "/purchase-orders/PO-2026-000001/return, /purchase-orders/PO-2026-000001/return",
        "/purchase-orders?q=17&page=2, /purchase-orders?q=17&page=2",
        "/no/such/page, /"
    })
    @DisplayName("Who chooses a language on the answer to a form gets back to the page of that form")
    void theLanguageLeadsBackToAPageThatCanBeRead(String from, String to) {
        var browser = signedIn("pages-language-back", Group.REQUESTER);
        assertThat(browser.open("/language?to=en", from).headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location.replaceFirst("^https?://[^/]+", "")).isEqualTo(to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PO-1999-000001", "nonsense", "<script>alert(1)</script>", "../../etc", "%25"})
    void aNumberThatNobodyKnowsIsSaidToBeUnknown(String number) {
        var browser = signedIn("pages-go", Group.REQUESTER);
        var answer = browser.open("/go?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        assertThat(browser.open("/").body()).contains("There is no document").doesNotContain("<script>alert");
    }

    @Test
    void aNumberLeadsToItsDocumentWhateverTheCase() {
        var browser = signedIn("pages-number", Group.REQUESTER);
        people.add("pages-admin", Group.ADMINISTRATOR);
        door.as("pages-admin")
                .post("/api/v1/cost-centers", "{\"code\":\"CC-PAGES\",\"name\":\"Pages\"}")
                .expect(201);
        var wanted = door.as("pages-number")
                .post(
                        "/api/v1/requisitions",
                        "{\"title\":\"Chairs\",\"costCenter\":\"CC-PAGES\",\"lines\":[{\"description\":\"Chair\","
                                + "\"quantity\":\"1\",\"unitPrice\":\"10\"}]}")
                .expect(201)
                .json()
                .get("number")
                .asText();
        assertThat(browser.open("/go?number=" + wanted.toLowerCase(Locale.ROOT))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/requisitions/" + wanted));
        var parts = wanted.split("-");
        var count = String.valueOf(Integer.parseInt(parts[2]));
        assertThat(browser.open("/go?number=REQ-" + parts[1] + "-" + count)
                        .headers()
                        .firstValue("Location"))
                .as("without leading zeros")
                .hasValueSatisfying(to -> assertThat(to).endsWith("/requisitions/" + wanted));
        var byCount = browser.open("/go?number=" + count);
        assertThat(byCount.body() + byCount.headers().firstValue("Location"))
                .as("by its count")
                .contains("/requisitions/" + wanted);
    }

    @Test
    @DisplayName("An invoice of two hundred lines is one form, and each of its fields one part of it")
    void aLongFormArrivesWhole() {
        var browser = signedIn("pages-clerk", Group.ACCOUNTS_PAYABLE);
        var fields = new LinkedHashMap<String, String>();
        fields.put("do", "check");
        for (int line = 0; line < 200; line++) {
            for (var field : List.of("description", "quantity", "unit", "unitPrice", "netAmount", "taxRate")) {
                fields.put("lines[" + line + "]." + field, "");
            }
            fields.put("lines[" + line + "].description", "Line number " + line);
        }
        var answer = browser.sendParts("/invoices/new", fields);
        assertThat(answer.statusCode()).isIn(200, 422);
        assertThat(answer.body()).contains("Line number 0", "Line number 199");
    }

    private Browser signedIn(String user, Group... groups) {
        people.add(user, groups);
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser;
    }
}
