package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.countersign.workflow.support.TaskView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Totals in other currencies: which rate is used, that it is frozen with the steps, and where it is said. */
@CountersignTest
class FrozenRateProcessTests {

    private static final String RATES = "/api/v1/exchange-rates";
    private static final Pattern LINK = Pattern.compile("/answers/[A-Za-z0-9_-]+");

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcTemplate jdbc;

    private final List<String> rates = new ArrayList<>();
    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("rate", door, jobs, people);
        people.add("rate-finance", "rate-head", Group.FINANCE_OFFICER);
        people.add("rate-sue", "rate-head", Group.APPROVER);
        rate("USD", "2026-03-01", "1.0843");
        rate("JPY", "2026-03-01", "161.25");
        rate("TND", "2026-03-01", "3.3333");
    }

    @AfterEach
    void asItWas() {
        rates.forEach(key -> jdbc.update(
                "delete from exchange_rates where currency = ? and rate_date = ?",
                key.substring(0, 3),
                java.sql.Date.valueOf(key.substring(4))));
        jdbc.update("delete from substitutions where person = 'rate-boss'");
        jdbc.update("update people set language = 'en' where user_id = 'rate-auditor'");
    }

    @ParameterizedTest(name = "{1} {0}")
    @DisplayName("R12: a threshold in base currency is reached exactly, to the last digit of any currency")
    @CsvSource(textBlock = """
        USD | 1084.30 | 1 line-manager, 2 cost-center-owner | 1000.00      | 1.0843
        USD | 1084.29 | 1 line-manager                      | 999.9907774601 | 1.0843
        JPY | 16125   | 1 line-manager                      | 100.00       | 161.25
        JPY | 16124   | 0 automatic                         | 99.9937984496 | 161.25
        TND | 333.330 | 1 line-manager                      | 100.00       | 3.3333
        TND | 333.329 | 0 automatic                         | 99.999699997 | 3.3333
        """, delimiter = '|')
    void aThresholdIsReachedExactly(String currency, String total, String roles, String base, String rate) {
        var number = submitted(currency, total);

        assertThat(roles(number)).containsExactly(roles.split(", "));
        var amount = desk.approvals(number).path(0).path("amount");
        assertThat(amount.path("currency").asText()).isEqualTo(currency);
        assertThat(new BigDecimal(amount.path("total").asText())).isEqualByComparingTo(total);
        assertThat(amount.path("baseAmount").asText()).isEqualTo(base);
        assertThat(amount.path("baseCurrency").asText()).isEqualTo("EUR");
        assertThat(amount.path("exchangeRate").asText()).isEqualTo(rate);
        assertThat(amount.path("rateDate").asText()).isEqualTo("2026-03-01");
    }

    @Test
    @DisplayName("R02: who would have to approve, and why, can be asked before anything is submitted, and binds nobody")
    void theApprovalIsForeseen() {
        var line = Map.of("description", "Chairs", "quantity", "1", "unitPrice", "1084.30", "unit", "EA");
        var draft = Map.of("title", "Chairs", "costCenter", "CC-rate", "currency", "USD", "lines", List.of(line));

        var foreseen = desk.as("anna")
                .post("/api/v1/requisitions/approval-preview", draft)
                .expect(200)
                .json();

        assertThat(foreseen.path("total").asText()).isEqualTo("1084.30");
        assertThat(foreseen.path("baseAmount").asText()).isEqualTo("1000.00");
        assertThat(foreseen.path("exchangeRate").asText()).isEqualTo("1.0843");
        var inBase = desk.as("anna")
                .post(
                        "/api/v1/requisitions/approval-preview",
                        Map.of("title", "Chairs", "costCenter", "CC-rate", "currency", "EUR", "lines", List.of(line)))
                .expect(200)
                .json();
        assertThat(inBase.path("baseAmount").asText())
                .as("nothing is converted, and the policy is told the total")
                .isEqualTo("1084.30");
        assertThat(inBase.path("exchangeRate").isNull()).isTrue();
        assertThat(foreseen.path("known").asBoolean()).isTrue();
        assertThat(foreseen.path("automatic").asBoolean()).isFalse();
        assertThat(foreseen.path("steps").findValuesAsText("role"))
                .containsExactly("line-manager", "cost-center-owner");
        assertThat(foreseen.path("steps").path(0).path("candidates").path(0).asText())
                .isEqualTo(desk.name("boss"));
        assertThat(foreseen.path("steps").path(0).path("reason").asText()).contains("100.00");
        assertThat(foreseen.path("problems")).isEmpty();

        var unreadable = desk.as("anna")
                .post("/api/v1/requisitions/approval-preview", Map.of("title", "Chairs"))
                .expect(200)
                .json();
        assertThat(unreadable.path("known").asBoolean()).isFalse();
        assertThat(unreadable.path("steps")).isEmpty();
        assertThat(unreadable.path("problems").findValuesAsText("field")).contains("lines", "costCenter");
        desk.as("auditor").post("/api/v1/requisitions/approval-preview", draft).expect(403);

        var kept = desk.as("anna")
                .post("/api/v1/requisitions", draft)
                .expect(201)
                .json()
                .path("number")
                .asText();
        var path = "/api/v1/requisitions/" + kept + "/approval-preview";
        assertThat(desk.as("auditor").get(path).expect(200).json().path("steps"))
                .hasSize(2);
        desk.as("other").get(path).expect(403);
        desk.as("anna")
                .post("/api/v1/requisitions/" + kept + "/submission", null)
                .expect(202);
        desk.as("anna").get(path).expect(409);
    }

    @Test
    @DisplayName("A total in base currency is not converted, and nothing says that it was")
    void nothingIsConvertedInBaseCurrency() {
        var number = submitted("EUR", "240.00");

        var amount = desk.approvals(number).path(0).path("amount");
        assertThat(amount.path("total").asText()).isEqualTo("240.00");
        assertThat(amount.path("baseAmount").asText()).isEqualTo("240.00");
        assertThat(amount.path("exchangeRate").isNull()).isTrue();
        assertThat(amount.path("rateDate").isNull()).isTrue();
        assertThat(desk.waiting("boss", number).path("exchangeRate").isNull()).isTrue();
        assertThat(shown(number).getVariable("viewFacts").toString()).doesNotContain("In EUR");
        assertThat(page("auditor", number)).doesNotContain("in base currency");
        assertThat(desk.audit(number)).contains("240.00 EUR").doesNotContain("exchangeRate");
    }

    @Test
    @DisplayName(
            "R02: a rate that is corrected afterwards changes nothing of what is asked, nor what is compared with it")
    void aCorrectedRateChangesNothing() {
        var number = submitted("USD", "1084.30");
        var before = desk.approvals(number);

        correct("USD", "2026-03-01", "5");
        rate("USD", "2026-03-02", "10");

        assertThat(desk.approvals(number)).isEqualTo(before);
        var waiting = desk.waiting("boss", number);
        assertThat(waiting.path("baseAmount").asText()).isEqualTo("1000.00");
        assertThat(waiting.path("baseCurrency").asText()).isEqualTo("EUR");
        assertThat(waiting.path("exchangeRate").asText()).isEqualTo("1.0843");
        assertThat(waiting.path("rateDate").asText()).isEqualTo("2026-03-01");
        // Up to 500 several are approved at once: it comes to 1,000 still, and not to 108.
        assertThat(waiting.path("batch").asBoolean()).isFalse();
        var refused = desk.approve("boss", "Fine", waiting.path("task").asText())
                .expect(200)
                .json()
                .path("results")
                .path(0);
        assertThat(refused.path("rule").asText()).isEqualTo("urn:problem:approval:only-by-itself");
        assertThat(open("boss", "/approvals?q=" + number)).contains("title=\"1,000.00 EUR at 1.0843 of 1 Mar 2026\"");
        assertThat(open("boss", "/approvals.csv?q=" + number)).contains("Exchange rate,Rate of", ",1.0843,2026-03-01,");
        substitute("999.99");
        assertThat(desk.waiting("boss", number).isMissingNode()).isFalse();
        substitute("1000.00");
        assertThat(desk.waiting("sue", number).path("onBehalfOf").asText()).isEqualTo("rate-boss");

        desk.complete("sue", desk.task("sue", number), "approve").expect(204);
        jobs.runDue(number);
        assertThat(desk.waiting("head", number).path("exchangeRate").asText()).isEqualTo("1.0843");
        desk.complete("head", desk.task("head", number), "approve").expect(204);
        jobs.runDue(number);
        assertThat(desk.status(number)).isIn("APPROVED", "ORDERED");
    }

    @Test
    @DisplayName("What is submitted afterwards is asked at the new rate")
    void whatComesLaterTakesTheNewRate() {
        submitted("USD", "1084.30");
        rate("USD", "2026-03-02", "10");

        var later = submitted("USD", "1084.30");

        assertThat(roles(later)).containsExactly("1 line-manager");
        assertThat(desk.approvals(later).path(0).path("amount").path("rateDate").asText())
                .isEqualTo("2026-03-02");
        assertThat(desk.waiting("boss", later).path("batch").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("R09: what was sent back is asked at the rate of the day on which it comes in again")
    void aResubmissionTakesTheNewRate() {
        var number = submitted("USD", "1084.30");
        desk.complete("boss", desk.task("boss", number), "return").expect(204);
        jobs.runDue(number);
        clock.advance(Duration.ofDays(3));
        rate("USD", "2026-03-05", "2");

        desk.as("anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);

        var entries = desk.approvals(number);
        assertThat(entries).hasSize(3);
        assertThat(said(entries.get(0))).isEqualTo("1 1000.00 1.0843 2026-03-01");
        assertThat(said(entries.get(2))).isEqualTo("2 542.15 2 2026-03-05");
        assertThat(page("auditor", number))
                .contains("1,084.30 USD, in base currency 1,000.00 EUR at 1.0843 of 1 Mar 2026")
                .contains("1,084.30 USD, in base currency 542.15 EUR at 2 of 5 Mar 2026");
    }

    @Test
    @DisplayName("R09: so it is when the requester answers the task to revise it")
    void aRevisedOneTakesTheNewRate() {
        var number = submitted("USD", "1084.30");
        desk.complete("boss", desk.task("boss", number), "return").expect(204);
        jobs.runDue(number);
        clock.advance(Duration.ofDays(3));
        rate("USD", "2026-03-05", "2");
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_reviseRequisition")
                .singleResult();

        desk.complete("anna", task.getId(), "resubmit").expect(204);
        jobs.runDue(number);

        assertThat(said(desk.approvals(number).get(2))).isEqualTo("2 542.15 2 2026-03-05");
    }

    @Test
    @DisplayName("R03: without a rate an administrator is asked, told of it in a sentence; with one it goes on")
    void withoutARate() {
        var number = submitted("KWD", "300.125");

        assertThat(roles(number)).isEmpty();
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_repairApproval")
                .singleResult();
        assertThat(tasks.getVariableLocal(task.getId(), "viewReason"))
                .isEqualTo("There is no exchange rate for KWD on the day of submission, so the total of 300.125 KWD"
                        + " cannot be compared with the policy’s amounts.");
        assertThat(tasks.getVariableLocal(task.getId(), "viewFacts").toString()).doesNotContain("In EUR");
        // A rate of the day after does not count.
        rate("KWD", "2026-03-03", "0.5");
        assertThat(page("auditor", number)).contains("no exchange rate for KWD").doesNotContain("in base currency");
        rate("KWD", "2026-03-02", "0.25");

        desk.complete("admin", task.getId(), "retry").expect(204);
        jobs.runDue(number);

        assertThat(roles(number)).containsExactly("1 line-manager", "2 cost-center-owner");
        assertThat(said(desk.approvals(number).get(0))).isEqualTo("1 1200.50 0.25 2026-03-02");
    }

    @Test
    @DisplayName("The rate is said in the approver’s form, on the page in either language, in facts and audit trail")
    void theRateIsSaid() {
        var number = submitted("USD", "13384.60");

        var view = shown(number);
        assertThat(view.getVariable("viewTotal")).isEqualTo("13,384.60 USD");
        var said = "12,344.00 EUR at 1.0843 of 1 Mar 2026";
        assertThat(view.getVariable("viewFacts").toString()).contains("In EUR", said);
        assertThat(TaskView.explanations(view.getVariable(TaskView.EXPLANATIONS)))
                .containsKey(said);
        assertThat(page("auditor", number)).contains(said, "13,384.60 USD, in base currency " + said);
        jdbc.update("update people set language = 'de' where user_id = 'rate-auditor'");
        assertThat(page("auditor", number))
                .contains("13.384,60 USD, in Hauswährung 12.344,00 EUR zum Kurs 1,0843 vom 01.03.2026");
        assertThat(jdbc.queryForObject("select facts from approval_cycles where document = ?", String.class, number))
                .contains("\"total\":\"13384.60 USD\"", "\"exchangeRate\":\"1.0843\"")
                .contains("\"rateDate\":\"2026-03-01\"", "\"baseCurrency\":\"EUR\"");
        assertThat(desk.audit(number)).contains("\"exchangeRate\":\"1.0843\"", "13384.60 USD");
    }

    @Test
    @DisplayName("A round that began before rates were kept says the amount without one")
    void anOlderRound() {
        var number = submitted("USD", "1084.30");
        jdbc.update(
                "update approval_cycles set exchange_rate = null, rate_date = null, base_currency = null"
                        + " where document = ?",
                number);

        var amount = desk.approvals(number).path(0).path("amount");
        assertThat(amount.path("baseAmount").asText()).isEqualTo("1000.00");
        assertThat(amount.path("exchangeRate").isNull()).isTrue();
        assertThat(desk.waiting("boss", number).path("rateDate").isNull()).isTrue();
        assertThat(page("auditor", number)).doesNotContain("in base currency");
        desk.complete("boss", desk.task("boss", number), "approve").expect(204);
        jobs.runDue(number);
        assertThat(shown(number).getVariable("viewFacts").toString()).contains("1,000.00 EUR\"");
    }

    @Test
    @DisplayName("The page that a mail leads to says the rate beside the total")
    void thePageOfTheMailSaysIt() {
        var number = submitted("USD", "1084.30");
        var link = mailbox.to("rate-boss@example.org").stream()
                .map(FrozenRateProcessTests::words)
                .filter(text -> text.contains(number))
                .flatMap(text -> LINK.matcher(text).results())
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();

        assertThat(open("boss", link)).contains("1,084.30 USD", "1,000.00 EUR at 1.0843 of 1 Mar 2026");
    }

    @Test
    @DisplayName(
            "R11: a change of an order is asked at the rate of the day on which it is proposed, said before and after")
    void aChangeOfAnOrder() {
        people.add("rate-buyer", "rate-head", Group.PURCHASING_AGENT);
        var requisition = submitted(
                "USD", Map.of("description", "Thing", "quantity", "1", "unitPrice", "50.00", "supplier", "S-rate"));
        var order = desk.as("auditor")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .path(0)
                .asText();
        jobs.runDue(order);
        rate("USD", "2026-03-02", "1.25");
        var browser = new Browser(door.base());
        browser.signIn("rate-buyer");
        var said = "5,000.00 USD, in base currency 4,000.00 EUR at 1.25 of 2 Mar 2026";

        var looked = browser.sendForm(
                "/purchase-orders/" + order + "/change",
                List.of(
                        Map.entry("revision", "1"),
                        Map.entry("looked", ""),
                        Map.entry("reason", "More of them"),
                        Map.entry("quantity-1", "100")));
        assertThat(looked.body()).contains(said);
        var change = door.as("rate-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders",
                        Map.of("reason", "More of them", "lines", List.of(Map.of("line", 1, "quantity", "100"))))
                .expect(201)
                .json();

        assertThat(said(change.path("approvals").path(0))).isEqualTo("1 4000.00 1.25 2026-03-02");
        rate("USD", "2026-03-03", "9");
        assertThat(open("buyer", "/purchase-orders/" + order)).contains(said);
    }

    @Test
    @DisplayName("A sales order is asked at the rate of its submission, and its page says which")
    void aSalesOrder() {
        people.add("rate-sally", "rate-boss", Group.SALES_AGENT);
        door.as("rate-sally").post("/api/v1/customers", Map.of("number", "C-RATE", "name", "Customer of rate"));
        var number = door.as("rate-sally")
                .post(
                        "/api/v1/sales-orders",
                        Map.of(
                                "customer",
                                "C-RATE",
                                "currency",
                                "JPY",
                                "lines",
                                List.of(Map.of("description", "Winch", "quantity", "3", "unitPrice", "64500"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        assertThat(open("sally", "/sales-orders/" + number)).doesNotContain("in base currency");
        door.as("rate-sally")
                .post("/api/v1/sales-orders/" + number + "/submission", null)
                .expect(202);
        correct("JPY", "2026-03-01", "1");

        assertThat(said(door.as("rate-sally")
                        .get("/api/v1/sales-orders/" + number)
                        .json()
                        .path("approvals")
                        .path(0)))
                .isEqualTo("1 1200.00 161.25 2026-03-01");
        assertThat(open("sally", "/sales-orders/" + number))
                .contains("193,500 JPY, in base currency 1,200.00 EUR at 161.25 of 1 Mar 2026");
    }

    private void rate(String currency, String date, String rate) {
        rates.add(currency + " " + date);
        door.as("rate-finance")
                .post(RATES, Map.of("currency", currency, "date", date, "rate", rate))
                .expect(201);
    }

    private void correct(String currency, String date, String rate) {
        door.as("rate-finance")
                .put(RATES + "/" + currency + "/" + date, Map.of("rate", rate))
                .expect(200);
    }

    /** From today on for a while; the one before is taken back. */
    private void substitute(String upTo) {
        var path = "/api/v1/people/rate-boss/substitutes";
        desk.as("boss")
                .get(path)
                .json()
                .path("content")
                .forEach(one -> desk.as("boss")
                        .delete(path + "/" + one.path("id").asText())
                        .expect(204));
        desk.as("boss")
                .post(path, Map.of("substitute", "rate-sue", "from", "2026-03-02", "to", "2026-03-09", "upTo", upTo))
                .expect(201);
    }

    private String submitted(String currency, String price) {
        return submitted(currency, Map.of("description", "Thing", "quantity", "1", "unitPrice", price));
    }

    private String submitted(String currency, Map<String, String> line) {
        var number = desk.as("anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Thing in " + currency,
                                "costCenter",
                                "CC-rate",
                                "currency",
                                currency,
                                "lines",
                                List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        desk.as("anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private List<String> roles(String number) {
        var roles = new ArrayList<String>();
        desk.approvals(number)
                .forEach(entry -> roles.add(
                        entry.path("level").asInt() + " " + entry.path("role").asText()));
        return roles;
    }

    private static String said(JsonNode entry) {
        var amount = entry.path("amount");
        return String.join(
                " ",
                entry.path("cycle").asText(),
                amount.path("baseAmount").asText(),
                amount.path("exchangeRate").asText(),
                amount.path("rateDate").asText());
    }

    private String page(String who, String number) {
        return open(who, "/requisitions/" + number);
    }

    private String open(String who, String path) {
        var browser = new Browser(door.base());
        browser.signIn(desk.name(who));
        return browser.open(path).body();
    }

    private static String words(MimeMessage mail) {
        try {
            return words(mail.getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(Object content) throws MessagingException, IOException {
        if (!(content instanceof Multipart many)) {
            return content.toString();
        }
        var all = new StringBuilder();
        for (var i = 0; i < many.getCount(); i++) {
            all.append(words(many.getBodyPart(i).getContent())).append('\n');
        }
        return all.toString();
    }

    /** What the form of the open step shows. */
    private Shown shown(String number) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
        return name -> tasks.getVariableLocal(task.getId(), name);
    }

    private interface Shown {

        Object getVariable(String name);
    }
}
