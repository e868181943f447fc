package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.countersign.workflow.support.TrialTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How a foresight comes to its end, and of which facts. */
@CountersignTest
class ForesightTests extends ForesightsAnywhere {

    @Autowired
    private TrialTables trials;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private AuditLog audit;

    @Test
    @DisplayName("What is too much for one answer is looked at in the background, and goes on after a crash")
    void manyAreLookedAtInTheBackground() {
        var change = drafted(xml -> xml.replace("&gt;= 10000<", "&gt;= 20000<"));
        copied(submitted("12000.00", "Cabinets"), 1001);
        jdbc.update("update approval_cycles set currency = 'QQQ' where document = 'REQ-2003-000500'");
        var time = Map.<String, Object>of("from", "2003-01-01", "to", "2003-12-31", "open", false);

        var begun = start(change, 202, time).path("id").asText();

        var failed = workedOn(change, begun);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("expected").asInt()).isEqualTo(1001);
        assertThat(failed.path("looked").asInt()).isEqualTo(400);
        assertThat(failed.path("note").asText()).contains("IllegalArgumentException");
        var pages = new Browser(door.base());
        pages.signIn("fs-admin");
        assertThat(pages.open("/policy-changes/" + change + "/foresight").body())
                .contains(
                        "It could not go on after 400 of 1,001: One of the cases could not be worked out (IllegalArgumentException)",
                        "Try again");

        jdbc.update("update approval_cycles set currency = 'EUR' where document = 'REQ-2003-000500'");
        save(change, xml -> xml.replace("&gt;= 20000<", "&gt;= 30000<"));
        left(begun, Duration.ofMinutes(2));
        var done = workedOn(change, begun);
        assertThat(done.path("state").asText()).isEqualTo("DONE");
        assertThat(done.path("stale").asText()).isEqualTo("DRAFT_CHANGED");
        assertThat(done.path("looked").asInt()).isEqualTo(1001);
        assertThat(done.path("past").path("documents").asInt()).isEqualTo(1001);
        assertThat(documents(change, done, "").path("totalElements").asInt()).isEqualTo(1001);
        assertThat(documents(change, done, "?q=REQ-2003-000500")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(1);

        var another = start(change, 202, time).path("id").asText();
        left(another, Duration.ZERO);
        foresights.workOn();
        assertThat(shown(change, another).path("state").asText())
                .as("it is still the other server's")
                .isEqualTo("RUNNING");
        for (var click = 1; click <= 2; click++) {
            assertThat(door.as("fs-admin")
                            .post(CHANGES + "/" + change + "/foresights/" + another + "/cancellation", null)
                            .expect(200)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("CANCELLED");
        }
        foresights.workOn();
        assertThat(shown(change, another).path("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    @DisplayName("R12: another currency is foreseen at the rate of its submission, with facts kept or rebuilt")
    void anotherCurrencyIsRebuilt() {
        door.as("fs-finance")
                .post("/api/v1/exchange-rates", Map.of("currency", "SEK", "date", "2026-03-01", "rate", "10"))
                .expect(201);
        var kept = submitted(Map.of("currency", "SEK"), Map.of("unitPrice", "9999.99"), "Skates");
        var rebuilt = submitted(Map.of("currency", "SEK"), Map.of("unitPrice", "9999.99"), "Skis");
        jdbc.update("update approval_cycles set facts = '[]' where document = ?", rebuilt);
        var change = drafted(xml -> xml.replace("&gt;= 1000<", "&gt;= 999.999<"));

        var foreseen = foreseen(change);

        for (var number : List.of(kept, rebuilt)) {
            var one = documents(change, foreseen, "?open=false&q=" + number)
                    .path("content")
                    .get(0);
            assertThat(one.path("outcome").asText()).isEqualTo("OTHERWISE");
            assertThat(one.path("after").toString()).contains("fs-head Example");
            assertThat(one.path("rebuilt").asBoolean()).isEqualTo(number.equals(rebuilt));
        }
    }

    @Test
    @DisplayName("R01: what a rule for new suppliers asked is not asked without it, of the supplier as it was then")
    void aNewSupplierIsNotLookedAt() {
        people.add("fs-agent", Group.PURCHASING_AGENT);
        people.add("fs-it", Group.IT_APPROVER);
        people.add("fs-cfo", Group.CFO);
        door.as("fs-agent")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", "S-FS-1", "name", "Skids", "email", "s@example.net", "status", "NEW"))
                .expect(201);
        var number = submitted(Map.of(), Map.of("unitPrice", "150.00", "supplier", "S-FS-1"), "Skids");
        var change = drafted(xml -> xml.replace("<text>\"NEW\"</text>", "<text>\"BLOCKED\"</text>"));

        var one = documents(change, foreseen(change), "?open=false&q=" + number)
                .path("content")
                .get(0);

        assertThat(one.path("outcome").asText()).isEqualTo("OTHERWISE");
        assertThat(one.path("before").toString()).contains("Purchasing");
        assertThat(one.path("after").toString()).doesNotContain("Purchasing");
        door.as("fs-admin").post(CHANGES + "/" + change + "/proposal", null).expect(200);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(change)
                .singleResult()
                .getId();
        assertThat(String.valueOf(tasks.getVariableLocal(task, "viewFacts"))).contains("Would be answered otherwise");
        assertThat(tasks.getVariableLocal(task, "viewForesight")).isEqualTo("yes");
        door.as("fs-admin")
                .post(CHANGES + "/" + change + "/withdrawal", Map.of("comment", "Only looked at"))
                .expect(200);
    }

    @Test
    @DisplayName("R10: another time within which requests count together sends them another way")
    void earlierRequestsNoLongerCount() {
        people.add("fs-agent", Group.PURCHASING_AGENT);
        door.as("fs-agent")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", "S-FS-2", "name", "Halves", "email", "h@example.net", "status", "APPROVED"))
                .expect(201);
        var first = submitted(Map.of(), Map.of("unitPrice", "6000.00", "supplier", "S-FS-2"), "First half");
        clock.advance(Duration.ofMinutes(1));
        var second = submitted(Map.of(), Map.of("unitPrice", "6000.00", "supplier", "S-FS-2"), "Second half");
        var change = drafted("accumulation-policy", xml -> xml.replace("<text>30</text>", "<text>0</text>"));

        var foreseen = foreseen(change);

        for (var open : List.of("false", "true")) {
            var one = documents(change, foreseen, "?open=" + open + "&q=" + second)
                    .path("content")
                    .get(0);
            assertThat(one.path("before").toString()).contains("Finance officers");
            assertThat(one.path("after").toString()).contains("fs-boss").doesNotContain("Finance officers");
        }
        assertThat(documents(change, foreseen, "?q=" + first)
                        .path("totalElements")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName(
            "Quotes that another policy would have demanded, and requisitions for which it says nothing, are foreseen")
    void quotesAreDemanded() {
        var small = submitted("140.00", "Small quoted");
        var large = submitted("160.00", "Large quoted");
        var change = drafted("quote-policy", xml -> {
            var last = xml.lastIndexOf("<text>0</text>");
            return (xml.substring(0, last) + "<text>3</text>" + xml.substring(last + 14))
                    .replace("&lt; 25000<", "&lt; 150<");
        });

        var foreseen = foreseen(change);

        for (var open : List.of("false", "true")) {
            assertThat(documents(change, foreseen, "?open=" + open + "&q=" + large)
                            .path("content")
                            .get(0)
                            .path("after")
                            .toString())
                    .contains("Quotes: 3");
        }
        assertThat(documents(change, foreseen, "?q=" + small)
                        .path("totalElements")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName(
            "R03: what takes its answer from documents of the last year is said while typing, and neither handed in"
                    + " nor released unless that is accepted, which is recorded")
    void nobodyLosesAnAnswerUnseen() {
        people.add("fs-lone", Group.REQUESTER);
        people.add("fs-second", Group.ADMINISTRATOR);
        people.add("fs-agent", Group.PURCHASING_AGENT);
        people.add("fs-it", Group.IT_APPROVER);
        people.add("fs-cfo", Group.CFO);
        submittedBy("fs-lone", Map.of(), Map.of("unitPrice", "20.00"), "Pens of somebody without a manager");
        var change = drafted(xml -> xml);
        var pages = new Browser(door.base());
        pages.signIn("fs-admin");
        var typed = pages.sendForm(
                "/policy-changes/" + change + "/table/rules/rule_automaticBelow100/reach",
                List.of(Map.entry("out1mode", "value"), Map.entry("out1low", "line-manager")));
        assertThat(typed.statusCode()).isEqualTo(200);
        assertThat(typed.body()).contains("would get no answer", "For example", "if you accept that");
        var unchanged = pages.sendForm(
                "/policy-changes/" + change + "/table/rules/rule_automaticBelow100/reach",
                List.of(Map.entry("out1mode", "value"), Map.entry("out1low", "automatic")));
        assertThat(unchanged.body()).doesNotContain("if you accept that");
        var unreadable = pages.sendForm(
                "/policy-changes/" + change + "/table/rules/rule_automaticBelow100/reach",
                List.of(Map.entry("out1mode", "feel"), Map.entry("out1feel", "\"line-")));
        assertThat(unreadable.statusCode()).isEqualTo(200);
        assertThat(unreadable.body()).as("what cannot be read answers nothing").contains("would get no answer");
        save(change, xml -> xml.replaceFirst("<text>\"automatic\"</text>", "<text>\"line-manager\"</text>"));
        var path = CHANGES + "/" + change;

        var refused =
                door.as("fs-admin").post(path + "/proposal", null).expect(422).json();
        assertThat(refused.path("type").asText()).endsWith("policy:leaves-unanswered");
        assertThat(refused.path("detail").asText())
                .contains("would get no answer (R03)")
                .containsPattern("REQ-\\d{4}-");
        assertThat(state(change)).isEqualTo("DRAFT");
        var form = pages.sendForm(
                "/policy-changes/" + change + "/proposal",
                List.of(Map.entry("reason", "Because"), Map.entry("saved", savedVersion(change))));
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.body()).contains("name=\"accepted\"");
        var proposed = door.as("fs-admin")
                .post(path + "/proposal", Map.of("acceptUnanswered", true))
                .expect(200)
                .json();
        assertThat(proposed.path("acceptedUnanswered").asLong()).isPositive();
        assertThat(proposed.path("lastYearWhole").asBoolean()).isTrue();
        assertThat(last("policy-change.proposed", change)).contains("acceptedUnanswered=", "REQ-");

        var task = tasks.createTaskQuery().processInstanceBusinessKey(change).singleResult();
        assertThat(String.valueOf(tasks.getVariableLocal(task.getId(), "viewFacts")))
                .contains("REQ-");
        assertThat(tasks.getVariableLocal(task.getId(), "viewAccept")).isEqualTo("yes");
        var later = clock.instant().plus(Duration.ofDays(9)).toString();
        tasks.setVariable(task.getId(), "acceptUnanswered", true);
        tasks.setVariableLocal(task.getId(), "acceptUnanswered", true);
        door.as("fs-second")
                .post(path + "/release", Map.of("effectiveAt", later))
                .expect(422);
        tasks.removeVariableLocal(task.getId(), "acceptUnanswered");
        tasks.setVariable(task.getId(), "acceptUnanswered", "");
        var seconds = new Browser(door.base());
        seconds.signIn("fs-second");
        var unaccepted = seconds.sendForm(
                "/policy-changes/" + change + "/release",
                List.of(Map.entry("comment", "In spring"), Map.entry("effectiveAt", "2999-01-02T08:00")));
        assertThat(unaccepted.statusCode()).isEqualTo(422);
        assertThat(unaccepted.body())
                .as("a second click would release it at once otherwise")
                .contains("name=\"accepted\"", "In spring</textarea>", "value=\"2999-01-02T08:00\"");
        var answer = new HashMap<String, Object>(
                Map.of("decision", Map.of("value", "release"), "effectiveAt", Map.of("value", later)));
        assertThat(completed(task.getId(), answer)).isEqualTo(422);
        assertThat(state(change)).isEqualTo("PROPOSED");
        answer.put("acceptUnanswered", Map.of("value", true));
        assertThat(completed(task.getId(), answer)).isEqualTo(204);
        assertThat(state(change)).isEqualTo("SCHEDULED");
        assertThat(last("policy-change.scheduled", change)).contains("acceptedUnanswered=");
        assertThat(pages.open("/policy-changes/" + change).body()).contains("which was accepted: ");
        door.as("fs-admin")
                .post(path + "/withdrawal", Map.of("comment", "Tried"))
                .expect(200);
        assertThat(last("policy-change.withdrawn", change))
                .as("who takes it back accepts nothing")
                .doesNotContain("acceptedUnanswered");
    }

    private int completed(String task, Map<String, Object> variables) {
        return door.as("fs-second")
                .post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables))
                .status();
    }

    private String state(String change) {
        return door.as("fs-admin")
                .get(CHANGES + "/" + change)
                .expect(200)
                .json()
                .path("state")
                .asText();
    }

    private String savedVersion(String change) {
        return String.valueOf(
                jdbc.queryForObject("select version from policy_changes where id = ?", Long.class, change));
    }

    private String last(String event, String change) {
        return audit.entriesOf(new DocumentNumber("policy:approval-policy")).stream()
                .filter(entry -> entry.event().equals(event)
                        && String.valueOf(entry.after()).contains(change))
                .map(entry -> String.valueOf(entry.after()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("Of a table that no process of the product asks nothing can be foreseen, and the page says why")
    void anOwnTableCannotBeForeseen() throws IOException {
        var deployment = repository
                .createDeployment()
                .name("A table of their own")
                .addString(
                        "fs-own-policy.dmn",
                        Files.readString(Path.of("dmn/quote-policy.dmn"))
                                .replace("id=\"quote-policy\"", "id=\"fs-own-policy\"")
                                .replace("dmnElementRef=\"quote-policy\"", "dmnElementRef=\"fs-own-policy\""))
                .deploy();
        try {
            var change = drafted("fs-own-policy", xml -> xml);
            assertThat(start(change, 422, Map.of()).path("detail").asText()).contains("Nothing can be foreseen");
            var pages = new Browser(door.base());
            pages.signIn("fs-admin");
            assertThat(pages.open("/policy-changes/" + change + "/foresight").body())
                    .contains("No process of the product asks");
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    @DisplayName("Facts that count as alike are answered as the engine answers each of them")
    void factsThatAreAlikeAreAnsweredAlike() {
        var xml = door.as("fs-admin")
                .get(CHANGES + "/" + drafted(as -> as))
                .expect(200)
                .json()
                .path("candidate")
                .asText();
        var trial = trials.of("approval-policy", xml);
        var engine =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        var table =
                engine.parseDecision("approval-policy", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var random = new Random(20261123);
        var texts = new ArrayList<@Nullable String>(Arrays.asList(null, "", "other", "Another"));
        Pattern.compile("\"([\\w-]+)\"").matcher(xml).results().forEach(found -> texts.add(found.group(1)));
        for (var turn = 0; turn < 300; turn++) {
            var facts = new HashMap<String, @Nullable Object>();
            facts.put(
                    "kind",
                    List.of("requisition", "change-order", "payment", "sales-order")
                            .get(random.nextInt(4)));
            facts.put("amount", near(random));
            facts.put("accumulatedAmount", random.nextInt(4) == 0 ? null : near(random));
            facts.put("partnerApprovers", random.nextInt(4) == 0 ? null : random.nextInt(4));
            facts.put(
                    "supplierStatus",
                    Arrays.asList("PREFERRED", "NEW", "BLOCKED", "", null).get(random.nextInt(5)));
            facts.put("budgetState", Arrays.asList("NOT_KEPT", "KEPT", null).get(random.nextInt(3)));
            facts.put("contract", random.nextBoolean());
            for (var fact : List.of("category", "department", "costCenter", "urgency")) {
                facts.put(fact, texts.get(random.nextInt(texts.size())));
            }

            var direct = engine.evaluateDecisionTable(table, facts).getResultList();

            assertThat(trial.fired(facts).stream().map(Fired::outputs))
                    .as("%s", facts)
                    .isEqualTo(direct);
        }
        assertThat(trial.evaluations()).isLessThan(300);
    }

    /** At a threshold, or a cent beside it. */
    private static double near(Random random) {
        return BigDecimal.valueOf(List.of(0, 100, 1000, 5000, 10_000, 25_000, 50_000, 100_000)
                        .get(random.nextInt(8)))
                .add(new BigDecimal("0.01").multiply(BigDecimal.valueOf(random.nextInt(3) - 1)))
                .doubleValue();
    }
}
