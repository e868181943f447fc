package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.TaskService;
import org.countersign.policy.Foresights;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a change of the approval policy would have done to documents that were submitted, on every database. */
abstract class ForesightsAnywhere {

    static final String CHANGES = "/api/v1/policy-changes";

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Foresights foresights;

    @BeforeEach
    void somebody() {
        people.add("fs-head", Group.APPROVER);
        people.add("fs-boss", "fs-head", Group.APPROVER);
        people.add("fs-admin", "fs-boss", Group.ADMINISTRATOR);
        people.add("fs-anna", "fs-boss", Group.REQUESTER);
        people.add("fs-auditor", Group.AUDITOR);
        people.add("fs-finance", Group.FINANCE_OFFICER);
        door.as("fs-admin")
                .post("/api/v1/cost-centers", Map.of("code", "FS-1", "name", "Foreseen", "owner", "fs-head"));
    }

    @Test
    @DisplayName("What stands exactly at a threshold is routed otherwise by a cent, and what is above it is not")
    void aThresholdMovesByACent() {
        var at = submitted("10000.00", "Chairs");
        var above = submitted("10000.01", "Desks");
        var change = drafted(xml -> xml.replace("&gt;= 10000<", "&gt;= 10000.01<"));

        var foreseen = foreseen(change);

        assertThat(foreseen.path("state").asText()).isEqualTo("DONE");
        assertThat(foreseen.path("stale").isNull()).isTrue();
        var documents = documents(change, foreseen, "?open=false&q=" + at).path("content");
        assertThat(documents).hasSize(1);
        var one = documents.get(0);
        assertThat(one.path("outcome").asText()).isEqualTo("OTHERWISE");
        assertThat(one.path("before").toString()).contains("Finance officers", "fs-boss Example");
        assertThat(one.path("after").toString()).contains("fs-boss Example").doesNotContain("Finance officers");
        assertThat(documents(change, foreseen, "?open=true&q=" + at).path("content"))
                .hasSize(1);
        assertThat(documents(change, foreseen, "?q=" + above)
                        .path("totalElements")
                        .asInt())
                .isZero();
        var finance = load(foreseen, "group:finance-officer");
        assertThat(finance.path("before").asInt() - finance.path("after").asInt())
                .isPositive();
        var shift = foreseen.path("past").path("shifts").get(0);
        assertThat(documents(
                                change,
                                foreseen,
                                "?open=false&shift=" + shift.path("id").asText())
                        .path("totalElements")
                        .asInt())
                .isEqualTo(shift.path("documents").asInt());
    }

    @Test
    @DisplayName("R03: what no rule would answer any more is found, in the figures and behind the editor")
    void aCategoryIsForgotten() {
        var small = submitted("20.00", "Pens");
        var change = drafted(xml -> xml.replace("&lt; 100<", "&lt; 10<"));

        var foreseen = foreseen(change);

        var one = documents(change, foreseen, "?outcome=NOW_UNANSWERED&q=" + small)
                .path("content")
                .get(0);
        assertThat(one.path("before").toString()).contains("By rule");
        assertThat(one.path("after").toString()).contains("No rule of the approval policy applies");
        var pages = new Browser(door.base());
        pages.signIn("fs-admin");
        assertThat(pages.open("/policy-changes/" + change + "/reach").body())
                .contains("would get no answer", "nobody could go on");
        assertThat(pages.open("/policy-changes/" + change + "/table").body()).contains("/reach");
    }

    @Test
    @DisplayName("R07: reminders are counted by how long people took, and per person before and after")
    void remindersComeLater() {
        var slow = submitted("170.00", "Slow chairs");
        var decided = submitted("171.00", "Quick chairs");
        var task = tasks.createTaskQuery().processInstanceBusinessKey(decided).singleResult();
        door.as("fs-boss")
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(204);
        jobs.runDue(decided);
        jdbc.update(
                "update approval_steps set opened_at = ? where cycle_id = ?",
                LocalDateTime.ofInstant(clock.instant().minus(Duration.ofDays(10)), ZoneOffset.UTC),
                slow + "/1");
        var change = drafted("reminder-policy", xml -> xml.replaceFirst("<text>3</text>", "<text>30</text>"));

        var foreseen = foreseen(change);

        var one = documents(change, foreseen, "?open=false&q=" + slow)
                .path("content")
                .get(0);
        assertThat(one.path("outcome").asText()).isEqualTo("OTHERWISE");
        assertThat(one.path("before").toString())
                .contains("Reminders: 3", "Escalations to the manager: 1", "Reminder after days: 3, then every: 3");
        assertThat(one.path("after").toString())
                .contains("Nobody is reminded", "Escalations to the manager: 1")
                .doesNotContain("Reminders: ");
        var open = documents(change, foreseen, "?open=true&q=" + slow)
                .path("content")
                .get(0);
        assertThat(open.path("outcome").asText()).as("it still waits").isEqualTo("OTHERWISE");
        assertThat(open.path("before").toString()).contains("Reminders: 3", "Reminder after days: 3, then every: 3");
        assertThat(open.path("after").toString()).contains("Reminder after days: 30, then every: 3");
        assertThat(documents(change, foreseen, "?open=true&q=" + decided)
                        .path("totalElements")
                        .asInt())
                .as("it waits no more")
                .isZero();
        var boss = load(foreseen, "person:fs-boss");
        assertThat(boss.path("before").asInt() - boss.path("after").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("R08: substitutions are foreseen as they were named, and who would have to accept")
    void substitutesAreAsked() {
        people.add("fs-away", Group.APPROVER);
        var from = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(20);
        door.as("fs-away")
                .post(
                        "/api/v1/people/fs-away/substitutes",
                        Map.of(
                                "substitute",
                                "fs-head",
                                "from",
                                from.toString(),
                                "to",
                                from.plusDays(9).toString()))
                .expect(201);
        var change = drafted(
                "substitute-policy", xml -> xml.replace("<text>\"not asked\"</text>", "<text>\"asked\"</text>"));

        var foreseen = foreseen(change);

        for (var open : List.of("false", "true")) {
            var one = documents(change, foreseen, "?open=" + open + "&q=fs-away%20" + from)
                    .path("content")
                    .get(0);
            assertThat(one.path("title").asText()).contains("fs-away Example → fs-head Example");
            assertThat(one.path("before").toString()).contains("need not accept", "comes back");
            assertThat(one.path("after").toString()).contains("has to accept", "comes back");
        }
        assertThat(load(foreseen, "person:fs-head").path("after").asInt()).isPositive();
    }

    @Test
    @DisplayName("Figures of a draft that was changed since are marked as such, and a stranger sees none")
    void aDraftIsChangedAfterwards() {
        submitted("150.00", "Lamps");
        var change = drafted(xml -> xml.replace("&lt; 100<", "&lt; 200<").replace("&gt;= 100<", "&gt;= 200<"));
        var path = CHANGES + "/" + change + "/foresights/";
        var foreseen = foreseen(change);
        assertThat(foreseen.path("past").path("outcomes").path("NOW_BY_RULE").asInt())
                .isPositive();

        save(change, xml -> xml.replace("&lt; 200<", "&lt; 250<").replace("&gt;= 200<", "&gt;= 250<"));

        assertThat(door.as("fs-auditor")
                        .get(path + "latest")
                        .expect(200)
                        .json()
                        .path("stale")
                        .asText())
                .isEqualTo("DRAFT_CHANGED");
        door.as("fs-anna").get(path + "latest").expect(403);
        door.as("fs-anna")
                .get(path + foreseen.path("id").asText() + "/documents")
                .expect(403);
        door.as("fs-anna")
                .post(CHANGES + "/" + change + "/foresights", Map.of())
                .expect(403);
        door.as("fs-auditor")
                .post(CHANGES + "/" + change + "/foresights", Map.of())
                .expect(403);
        door.as("fs-auditor")
                .post(path + foreseen.path("id").asText() + "/cancellation", null)
                .expect(403);
        door.as("fs-admin")
                .post(CHANGES + "/" + change + "/foresights", Map.of("from", "2026-02-02", "to", "2026-02-01"))
                .expect(422);
        var pages = new Browser(door.base());
        pages.signIn("fs-admin");
        assertThat(pages.open("/policy-changes/" + change + "/foresight?which=past")
                        .body())
                .contains("The draft was changed after these figures were made", "Would pass by rule", "fs-boss");
        assertThat(pages.open("/policy-changes/" + change + "/foresight.csv?which=past")
                        .body())
                .contains("REQ-", "By rule");
        assertThat(pages.open("/policy-changes/" + change).body()).contains("would pass by rule");
        var before = start(change, 201, Map.of("from", "2001-01-01", "to", "2001-12-31", "open", false));
        assertThat(before.path("past").path("documents").asInt()).isZero();
        assertThat(pages.open("/policy-changes/" + change + "/foresight").body())
                .contains("Nothing would be answered otherwise");
    }

    @AfterEach
    void asItWas() {
        jdbc.update("delete from approval_cycles where document like 'REQ-2003-%'");
        jdbc.update("delete from exchange_rates where currency = 'SEK'");
    }

    /** Works on what waits until this one is through. */
    JsonNode workedOn(String change, String id) {
        for (var turn = 0; turn < 100; turn++) {
            foresights.workOn();
            var one = shown(change, id);
            if (!List.of("WAITING", "RUNNING").contains(one.path("state").asText())) {
                return one;
            }
        }
        throw new AssertionError(id + " does not come to its end");
    }

    JsonNode shown(String change, String id) {
        return door.as("fs-admin")
                .get(CHANGES + "/" + change + "/foresights/" + id)
                .expect(200)
                .json();
    }

    /** As a server leaves it that was heard of so long ago. */
    void left(String id, Duration ago) {
        jdbc.update(
                "update policy_foresights set state = 'RUNNING', runner = 'another-server', touched_at = ?,"
                        + " finished_at = null, note = null where id = ?",
                LocalDateTime.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC),
                id);
    }

    /** Submissions of long ago, all like this one. */
    void copied(String number, int count) {
        var row = jdbc.queryForMap("select * from approval_cycles where document = ?", number);
        var columns = List.copyOf(row.keySet());
        var rows = new ArrayList<Object[]>();
        for (var copy = 1; copy <= count; copy++) {
            var document = String.format("REQ-2003-%06d", copy);
            var at = LocalDateTime.of(2003, 2, 3, 9, 0).plusMinutes(copy / 3);
            rows.add(columns.stream()
                    .map(column -> switch (column.toLowerCase(Locale.ROOT)) {
                        case "id" -> document + "/1";
                        case "document" -> document;
                        case "outcome" -> "APPROVED";
                        case "submitted_at", "ended_at" -> at;
                        default -> row.get(column);
                    })
                    .toArray());
        }
        jdbc.batchUpdate(
                "insert into approval_cycles (" + String.join(", ", columns) + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")",
                rows);
    }

    static JsonNode load(JsonNode foresight, String who) {
        for (var one : foresight.path("past").path("load")) {
            if (one.path("who").asText().equals(who)) {
                return one;
            }
        }
        throw new AssertionError(who + " is not asked");
    }

    void save(String change, UnaryOperator<String> how) {
        var path = CHANGES + "/" + change;
        var xml = door.as("fs-admin")
                .get(path)
                .expect(200)
                .json()
                .path("candidate")
                .asText();
        door.as("fs-admin")
                .put(path + "/candidate", Map.of("xml", how.apply(xml)))
                .expect(200);
    }

    /** The suite may have left more of that year than are looked at at once. */
    JsonNode foreseen(String change) {
        var answer = door.as("fs-admin").post(CHANGES + "/" + change + "/foresights", Map.of());
        assertThat(answer.status()).isIn(201, 202);
        return workedOn(change, answer.json().path("id").asText());
    }

    JsonNode start(String change, int status, Map<String, Object> wanted) {
        return door.as("fs-admin")
                .post(CHANGES + "/" + change + "/foresights", wanted)
                .expect(status)
                .json();
    }

    JsonNode documents(String change, JsonNode foresight, String query) {
        return door.as("fs-auditor")
                .get(CHANGES + "/" + change + "/foresights/"
                        + foresight.path("id").asText() + "/documents" + query)
                .expect(200)
                .json();
    }

    String drafted(UnaryOperator<String> how) {
        return drafted("approval-policy", how);
    }

    String drafted(String table, UnaryOperator<String> how) {
        var draft = door.as("fs-admin")
                .post(CHANGES, Map.of("table", table, "reason", "Because"))
                .expect(201)
                .json();
        save(draft.path("id").asText(), how);
        return draft.path("id").asText();
    }

    String submitted(String price, String title) {
        return submitted(Map.of(), Map.of("unitPrice", price), title);
    }

    String submitted(Map<String, Object> more, Map<String, Object> moreOfLine, String title) {
        return submittedBy("fs-anna", more, moreOfLine, title);
    }

    String submittedBy(String user, Map<String, Object> more, Map<String, Object> moreOfLine, String title) {
        var line = new HashMap<String, Object>(Map.of("description", title, "quantity", "1"));
        line.putAll(moreOfLine);
        var wanted = new HashMap<String, Object>(Map.of("title", title, "costCenter", "FS-1", "lines", List.of(line)));
        wanted.putAll(more);
        var number = door.as(user)
                .post("/api/v1/requisitions", wanted)
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(user)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }
}
