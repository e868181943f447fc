package org.countersign.console.web.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class RequisitionEditorTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private JdbcTemplate jdbc;

    private RequisitionDesk desk;
    private String token;

    @BeforeEach
    void open() {
        desk = new RequisitionDesk(context, people, door, jobs);
        token = UUID.randomUUID().toString();
    }

    @Test
    void theFormOpensWithAnEmptyLineAndTheBaseCurrency() throws Exception {
        desk.get(desk.anna, "/requisitions/new")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"lines[0].description\""),
                                containsString("selected=\"selected\">EUR"))));
    }

    @Test
    void thoseWhoOnlyReadRaiseNothing() throws Exception {
        for (var reader : new String[] {desk.auditor, desk.ops}) {
            desk.get(reader, "/requisitions/new").andExpect(status().isForbidden());
            desk.post(reader, "/requisitions/new", desk.form(token, "save")).andExpect(status().isForbidden());
            desk.post(reader, "/requisitions/outlook", desk.form(token, "refresh"))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void aDraftIsSavedWithWhatWasTyped() throws Exception {
        var number = number(desk.post(
                        desk.anna,
                        "/requisitions/new",
                        desk.form(
                                token,
                                "save",
                                "lines[1].description",
                                "",
                                "lines[2].link",
                                "https://shop.example/desk/standing-desk-160",
                                "lines[2].quantity",
                                "1.5",
                                "lines[2].unitPrice",
                                "0.125"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        var written = desk.json(desk.anna, number);
        assertThat(written.path("status").asText()).isEqualTo("DRAFT");
        assertThat(written.path("costCenter").asText()).isEqualTo(desk.center);
        assertThat(written.path("total").asText()).isEqualTo("758.19");
        assertThat(written.path("lines")).hasSize(2);
        assertThat(written.path("lines").path(0).path("supplier").asText()).isEqualTo(desk.supplier);
        assertThat(written.path("lines").path(1).path("description").asText()).isEqualTo("Standing desk 160");
        assertThat(written.path("lines").path(1).path("link").asText())
                .isEqualTo("https://shop.example/desk/standing-desk-160");
    }

    @Test
    void aFaultyFormKeepsWhatWasTypedAndSaysWhatIsWrongAtEachField() throws Exception {
        desk.post(
                        desk.anna,
                        "/requisitions/new",
                        desk.form(
                                token,
                                "submit",
                                "title",
                                "",
                                "costCenter",
                                "Nowhere",
                                "lines[0].quantity",
                                "many",
                                "lines[0].supplier",
                                "Nobody at all",
                                "lines[1].description",
                                "Second",
                                "lines[1].link",
                                "http://shop.example/unsafe"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("7 fields need another look"),
                                containsString("id=\"problem-title\""),
                                containsString("There is no cost centre Nowhere."),
                                containsString("“many” is no number."),
                                containsString("There is no supplier Nobody at all"),
                                containsString("value=\"many\""),
                                containsString("value=\"Nobody at all\""),
                                containsString("id=\"problem-lines[1].quantity\""),
                                containsString("id=\"problem-lines[1].unitPrice\""),
                                containsString("id=\"problem-lines[1].link\""))));
        assertThat(desk.count("Chairs of " + desk.run)).isZero();
    }

    @Test
    void linesComeAndGoWithoutScriptsToo() throws Exception {
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "add"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"lines[1].description\"")));
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "duplicate-0"))
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "name=\"lines[1].unitPrice\" class=\"form-control num\" inputmode=\"decimal\" data-field=\"unitPrice\" maxlength=\"40\" value=\"189,50\"")));
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "remove-0", "lines[1].description", "Second"))
                .andExpect(content()
                        .string(allOf(containsString("value=\"Second\""), not(containsString("value=\"189,50\"")))));
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "remove-99")).andExpect(status().isOk());
    }

    @Test
    @DisplayName("A second click raises one requisition only, one after the other and at once")
    void aSecondClickRaisesOneRequisitionOnly() throws Exception {
        var form = desk.form(token, "save");
        var first = desk.post(desk.anna, "/requisitions/new", form)
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var second = desk.post(desk.anna, "/requisitions/new", form)
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(second).isEqualTo(first);
        assertThat(desk.count("Chairs of " + desk.run)).isEqualTo(1);

        var another = desk.form(UUID.randomUUID().toString(), "save", "title", "At once " + desk.run);
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> click = () -> desk.post(desk.anna, "/requisitions/new", another)
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
            var answers =
                    threads.invokeAll(Stream.generate(() -> click).limit(4).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.get(0).get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(desk.count("At once " + desk.run)).isEqualTo(1);
    }

    @Test
    void aFormThatComesAgainChangedChangesItsDraft() throws Exception {
        var number = number(desk.post(desk.anna, "/requisitions/new", desk.form(token, "save"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "submit", "lines[0].quantity", "1"))
                .andExpect(redirectedUrl("/requisitions/" + number));
        assertThat(desk.json(desk.anna, number).path("status").asText()).isEqualTo("IN_APPROVAL");
        assertThat(desk.json(desk.anna, number).path("total").asText()).isEqualTo("189.50");
    }

    @Test
    void anotherWindowsChangeIsNotOverwrittenUnseen() throws Exception {
        var number = desk.draft("Two windows", "10.00");
        var version = version(desk.get(desk.anna, "/requisitions/" + number + "/edit")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
        desk.post(
                        desk.anna,
                        "/requisitions/" + number + "/edit",
                        desk.form("", "save", "version", version, "title", "First window"))
                .andExpect(status().is3xxRedirection());
        var refused = desk.post(
                        desk.anna,
                        "/requisitions/" + number + "/edit",
                        desk.form("", "save", "version", version, "title", "Second window"))
                .andExpect(status().isConflict())
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"Second window\""),
                                containsString("it replaces the other change"))))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(desk.json(desk.anna, number).path("title").asText()).isEqualTo("First window");
        desk.post(
                        desk.anna,
                        "/requisitions/" + number + "/edit",
                        desk.form("", "save", "version", version(refused), "title", "Second window"))
                .andExpect(status().is3xxRedirection());
        assertThat(desk.json(desk.anna, number).path("title").asText()).isEqualTo("Second window");
    }

    @Test
    @DisplayName("R09: what is in approval cannot be opened or sent for changing")
    void whatIsInApprovalIsNotChanged() throws Exception {
        var number = desk.submitted("In approval", "500.00");
        desk.get(desk.anna, "/requisitions/" + number + "/edit").andExpect(redirectedUrl("/requisitions/" + number));
        desk.post(desk.anna, "/requisitions/" + number + "/edit", desk.form("", "save"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("value=\"Chairs of " + desk.run + "\"")));
    }

    @Test
    void nobodyElseOpensTheFormOfARequisition() throws Exception {
        var number = desk.draft("Private", "10.00");
        for (var other : new String[] {desk.stranger, desk.boss, desk.buyer, desk.admin, desk.auditor}) {
            desk.get(other, "/requisitions/" + number + "/edit").andExpect(status().isForbidden());
            desk.post(other, "/requisitions/" + number + "/edit", desk.form("", "save"))
                    .andExpect(status().isForbidden());
        }
        desk.get(desk.anna, "/requisitions/REQ-1999-000001/edit").andExpect(status().isNotFound());
    }

    @Test
    @DisplayName(
            "R02: the approvers shown before submitting are those that the submission freezes, and nothing is written")
    void theApproversShownBeforeAreThoseAskedLater() throws Exception {
        var before = jdbc.queryForObject("select count(*) from ACT_HI_DECINST", Long.class);
        var shown = desk.post(
                        desk.anna, "/requisitions/outlook", desk.form(token, "refresh", "lines[0].quantity", "10"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("1,895.00 EUR"),
                                containsString(desk.boss + " Example"),
                                containsString("From 100.00 the line manager approves"),
                                containsString(desk.owner + " Example"),
                                containsString("Owner of the cost centre"),
                                not(containsString("<html")))))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(shown).contains("<li>1,895.00</li>");
        assertThat(jdbc.queryForObject("select count(*) from ACT_HI_DECINST", Long.class))
                .isEqualTo(before);
        assertThat(desk.count("Chairs of " + desk.run)).isZero();

        var number =
                number(desk.post(desk.anna, "/requisitions/new", desk.form(token, "submit", "lines[0].quantity", "10"))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
        var frozen = desk.json(desk.anna, number).path("approvals");
        assertThat(frozen.findValuesAsText("assignee")).containsExactly(desk.boss, desk.owner);
        assertThat(frozen.findValuesAsText("reason"))
                .containsExactly(
                        "From 100.00 the line manager approves", "From 1,000.00 the owner of the cost centre approves");
    }

    @Test
    void aSmallAmountSaysThatNobodyIsAsked() throws Exception {
        desk.post(
                        desk.anna,
                        "/requisitions/outlook",
                        desk.form(token, "refresh", "lines[0].quantity", "1", "lines[0].unitPrice", "99.99"))
                .andExpect(content()
                        .string(allOf(
                                containsString("Nobody: it is approved by rule."),
                                containsString("Below 100.00: approved by rule"))));
    }

    @Test
    @DisplayName("R03: where nobody could be asked, the preview says so and why")
    void aMissingRateIsSaidBefore() throws Exception {
        desk.post(desk.anna, "/requisitions/outlook", desk.form(token, "refresh", "currency", "ISK"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("758 ISK"),
                                containsString("an administrator will have to look"),
                                containsString("There is no exchange rate for ISK"))));
    }

    @Test
    void whatCannotBeReadYetIsCountedAndNotRefused() throws Exception {
        desk.post(
                        desk.anna,
                        "/requisitions/outlook",
                        "lines[0].description",
                        "Half",
                        "lines[1].description",
                        "Whole",
                        "lines[1].quantity",
                        "2",
                        "lines[1].unitPrice",
                        "3")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("6.00 EUR"),
                                containsString("1 line is not complete yet"),
                                containsString("Name a cost centre"))));
        desk.post(desk.anna, "/requisitions/outlook").andExpect(status().isOk());
    }

    @Test
    void rowsOfASpreadsheetBecomeLinesAndUnreadableOnesStay() throws Exception {
        var rows = """
                Description\tQty\tUnit\tUnit price\tSupplier\tDate
                Desk lamp\t3\tpcs\t49,90\tPaper of %s\t24.12.2026
                Cable 3"\t10\tm\t1.20\t\t
                Broken\tmany\t\t\t\t
                %s\t5\t\t\t\t
                """.formatted(desk.run, desk.item);
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "paste", "paste", rows))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("3 rows became lines. 1 row could not be read"),
                                containsString("“many” is no quantity."),
                                containsString("Description\tQty\tUnit\tUnit price\tSupplier\tDate\nBroken\tmany"),
                                containsString("value=\"Desk lamp\""),
                                containsString("value=\"49.90\""),
                                containsString("value=\"2026-12-24\""),
                                containsString("value=\"Paper of " + desk.run + " (" + desk.supplier + ")\""),
                                containsString("value=\"Cable 3&quot;\""),
                                containsString("value=\"Chair of " + desk.run + "\""),
                                containsString("value=\"189.00\""))));
    }

    @Test
    void rowsWithoutAHeadAreReadInTheirOrder() throws Exception {
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "paste", "paste", "Lamp;2;12,5\n4;Chair;99\n"))
                .andExpect(content()
                        .string(allOf(
                                containsString("1 row became"),
                                containsString("value=\"Lamp\""),
                                containsString("value=\"12.50\""))));
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "paste", "paste", "4\tChair\t99\n2\tLamp\t5"))
                .andExpect(content()
                        .string(allOf(
                                containsString("2 rows became lines."),
                                containsString("value=\"Lamp\""),
                                containsString("value=\"5.00\""))));
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "paste", "paste", "   \n\n"))
                .andExpect(content().string(containsString("There were no rows.")));
    }

    @Test
    void rowsThatDoNotFitStay() throws Exception {
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "paste", "paste", "Pen\t1\t0.5\n".repeat(1001)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("999 rows became lines. 2 rows could not be read and stay below:"),
                                containsString("Pen\t1\t0.5\nPen\t1\t0.5</textarea>"),
                                containsString("name=\"lines[999].description\""),
                                not(containsString("name=\"lines[1000].description\"")))));
    }

    @Test
    void rowsThatWereNotReadAreNotLostWhenItIsSaved() throws Exception {
        desk.post(desk.anna, "/requisitions/new", desk.form(token, "save", "paste", "Lamp\t2\t12.5"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("These rows are no lines yet.")));
    }

    @Test
    void anEarlierOneIsCopiedIntoTheFormByWhoMaySeeIt() throws Exception {
        var number = desk.submitted("To be copied", "500.00");
        desk.get(desk.anna, "/requisitions/new", "copy", number)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("A copy of " + number),
                                containsString("value=\"To be copied\""),
                                containsString("value=\"500.00\""))));
        desk.get(desk.stranger, "/requisitions/new", "copy", number).andExpect(status().isForbidden());
        desk.post(desk.stranger, "/requisitions/new", desk.form(token, "save", "copiedFrom", number))
                .andExpect(status().isForbidden());
        var copy = number(desk.post(desk.anna, "/requisitions/new", desk.form(token, "save", "copiedFrom", number))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        assertThat(desk.json(desk.anna, copy).path("copiedFrom").asText()).isEqualTo(number);
        assertThat(desk.json(desk.anna, copy).path("approvals")).isEmpty();
    }

    @Test
    void itemsAreFoundWithSupplierAndLastPrice() throws Exception {
        desk.get(desk.anna, "/requisitions/item-search", "q", "chair of " + desk.run, "currency", "EUR")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("data-item=\"" + desk.item + "\""),
                                containsString("189.00 EUR · catalog price"),
                                containsString("data-unit-price=\"189.00\""),
                                containsString("Paper of " + desk.run))));
        desk.get(desk.anna, "/requisitions/item-search", "q", desk.item.substring(0, 4))
                .andExpect(status().isOk());
        desk.get(desk.anna, "/requisitions/item-search", "q", "chair of " + desk.run, "currency", "USD")
                .andExpect(content().string(not(containsString("data-unit-price"))));
        desk.get(desk.anna, "/requisitions/item-search", "q", "no such thing at all")
                .andExpect(content().string(not(containsString("<li"))));
        desk.get(desk.anna, "/requisitions/supplier-search", "q", "paper of " + desk.run)
                .andExpect(content().string(containsString("Paper of " + desk.run + " (" + desk.supplier + ")")));
        desk.get(desk.anna, "/requisitions/cost-center-search", "q", "tests of " + desk.run)
                .andExpect(content().string(containsString(desk.center)));
    }

    @Test
    void theLastPriceIsThatOfTheLastOrder() throws Exception {
        var number = number(desk.post(
                        desk.anna,
                        "/requisitions/new",
                        desk.form(
                                token,
                                "submit",
                                "lines[0].item",
                                desk.item,
                                "lines[0].quantity",
                                "1",
                                "lines[0].unitPrice",
                                "77.25"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        jobs.runDue(number);
        desk.get(desk.anna, "/requisitions/item-search", "q", "chair of " + desk.run, "currency", "EUR")
                .andExpect(content()
                        .string(allOf(
                                containsString("77.25 EUR · last ordered 2 Mar 2026"),
                                containsString("data-unit-price=\"77.25\""))));
    }

    @Test
    void aLinkNamesTheThingAndTheItemThatItMayMean() throws Exception {
        desk.get(desk.anna, "/requisitions/link", "url", "https://shop.example/comfortable-chair/" + desk.item)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("data-title=\"Comfortable chair\""),
                                containsString("Is it Chair of " + desk.run + "?"))));
        desk.get(desk.anna, "/requisitions/link", "url", "javascript:alert(1)")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-allowed=\"false\"")));
    }

    private static String number(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String version(String page) {
        var at = page.indexOf("name=\"version\" value=\"") + "name=\"version\" value=\"".length();
        return page.substring(at, page.indexOf('"', at));
    }
}
