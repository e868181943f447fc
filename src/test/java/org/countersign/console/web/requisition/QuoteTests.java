package org.countersign.console.web.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.files.FileExamples;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class QuoteTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RepositoryService repository;

    private RequisitionDesk desk;
    private String table;

    /** The shipped table with rows on top that only the categories of these tests meet. */
    @BeforeEach
    void demandQuotes() throws Exception {
        desk = new RequisitionDesk(context, people, door, jobs);
        var shipped = Files.readString(Path.of("dmn/quote-policy.dmn"), StandardCharsets.UTF_8);
        var rows = row("three", "&gt;= 25000", "3", "\"Three from 25,000.00\"") + row("broken", "", "", "");
        table = repository
                .createDeployment()
                .name("Quotes of " + desk.run)
                .addString("quote-policy.dmn", shipped.replaceFirst("<rule ", rows + "<rule "))
                .deploy()
                .getId();
    }

    @AfterEach
    void forget() {
        repository.deleteDeployment(table);
    }

    private String row(String name, String amount, String quotes, String reason) {
        var id = "rule_" + name;
        return "<rule id=\"%s\"><inputEntry id=\"%s_a\"><text>%s</text></inputEntry><inputEntry id=\"%s_c\"><text>\"%s\"</text></inputEntry><inputEntry id=\"%s_s\"><text></text></inputEntry><outputEntry id=\"%s_q\"><text>%s</text></outputEntry><outputEntry id=\"%s_r\"><text>%s</text></outputEntry></rule>"
                .formatted(id, id, amount, id, category(name), id, id, quotes, id, reason);
    }

    private String category(String name) {
        return name + "-" + desk.run;
    }

    @Test
    @DisplayName("Where three quotes are demanded, nothing is submitted without them, a choice and its reason")
    void nothingIsSubmittedWithoutQuotes() throws Exception {
        people.add(desk.run + "-finance", Group.FINANCE_OFFICER);
        var number = draft("three", "25000.00");
        assertThat(read(number).path("demanded").path("quotes").asInt()).isEqualTo(3);
        refused(
                number,
                422,
                "urn:problem:purchasing:quotes-missing",
                "3 quotes",
                "0 are there",
                "Three from 25,000.00");
        desk.post(desk.anna, "/requisitions/" + number + "/submission")
                .andExpect(redirectedUrl("/requisitions/" + number));
        assertThat(desk.json(desk.anna, number).path("status").asText()).isEqualTo("DRAFT");

        var files = files(number);
        put(number, quote("Miller", "25000", files.get(0), false), quote("Meier", "26000", files.get(1), false))
                .expect(200);
        refused(number, 422, "urn:problem:purchasing:quotes-missing", "2 are there");
        put(
                        number,
                        quote("Miller", "25000", files.get(0), false),
                        quote("Meier", "26000", files.get(1), false),
                        quote("MILLER", "24000", files.get(2), false))
                .expect(200);
        refused(number, 422, "urn:problem:purchasing:quotes-missing", "2 are there");
        put(
                        number,
                        quote("Miller", "25000", files.get(0), false),
                        quote("Meier", "26000", files.get(1), false),
                        quote("Smith", "24000", null, true))
                .expect(200);
        refused(number, 422, "urn:problem:purchasing:quotes-missing", "2 are there");
        put(
                        number,
                        quote("Miller", "25000", files.get(0), false),
                        quote("Meier", "26000", files.get(1), false),
                        quote("Smith", "24000", files.get(2), false))
                .expect(200);
        refused(number, 422, "urn:problem:purchasing:no-quote-chosen", "Three from 25,000.00");
        put(
                        number,
                        quote("Miller", "25000", files.get(0), true),
                        quote("Meier", "26000", files.get(1), false),
                        quote("Smith", "24000", files.get(2), false))
                .expect(200);
        door.as(desk.anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);

        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        assertThat(String.valueOf(tasks.getVariableLocal(task.getId(), "viewQuotes")))
                .contains("Miller", "25,000.00 EUR", "It is the best", "q1.pdf", "/attachments/" + files.get(0));
        desk.get(desk.boss, "/requisitions/" + number)
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("Miller"), containsString("It is the best"))));
        assertThat(door.as(desk.auditor)
                        .get("/api/v1/audit/" + number)
                        .expect(200)
                        .text())
                .contains("Miller: 25000.00 EUR (chosen)");
        put(number).expect(409);
    }

    @Test
    @DisplayName("Below the bound, and as shipped, nothing is demanded; a table without an answer submits nothing")
    void theTableDecides() throws Exception {
        var below = draft("three", "24999.99");
        assertThat(read(below).path("demanded").path("quotes").asInt()).isZero();
        door.as(desk.anna)
                .post("/api/v1/requisitions/" + below + "/submission", null)
                .expect(202);
        var broken = draft("broken", "1.00");
        refused(broken, 409, "urn:problem:purchasing:quotes-unknown", broken);
        assertThat(desk.json(desk.anna, broken).path("status").asText()).isEqualTo("DRAFT");
        desk.get(desk.anna, "/requisitions/" + broken).andExpect(status().isOk());
    }

    @Test
    @DisplayName("A total without a rate counts as larger than any bound")
    void aTotalWithoutARateIsLarge() {
        var number = door.as(desk.anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Washi",
                                "costCenter",
                                desk.center,
                                "currency",
                                "JPY",
                                "lines",
                                List.of(Map.of(
                                        "description", "Washi",
                                        "category", category("three"),
                                        "quantity", "1",
                                        "unitPrice", "1"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        refused(number, 422, "urn:problem:purchasing:quotes-missing", "3 quotes");
    }

    @Test
    @DisplayName("Quotes are written by the requester of a draft (R09), and every faulty field is named")
    void quotesAreWrittenByTheRequester() throws Exception {
        var number = draft("three", "30000.00");
        for (var other : List.of(desk.buyer, desk.admin, desk.auditor, desk.ops, desk.boss, desk.stranger)) {
            door.as(other).put(path(number), Map.of("quotes", List.of())).expect(403);
            desk.post(other, "/requisitions/" + number + "/quotes").andExpect(status().isForbidden());
        }
        door.as(desk.buyer).get(path(number)).expect(200);
        door.as(desk.stranger).get(path(number)).expect(403);
        var faulty = new HashMap<String, Object>();
        faulty.put("supplier", " ");
        faulty.put("price", "-1");
        faulty.put("currency", "XYZ1");
        faulty.put("attachment", "another");
        faulty.put("chosen", true);
        var answer = put(number, faulty, quote("Miller", "1", null, true))
                .expect(422)
                .json();
        assertThat(answer.path("fields").findValuesAsText("field"))
                .contains(
                        "quotes",
                        "quotes[0].supplier",
                        "quotes[0].price",
                        "quotes[0].currency",
                        "quotes[0].attachment");
        assertThat(read(number).path("quotes")).isEmpty();
    }

    @Test
    @DisplayName(
            "The page takes quotes without scripts, in German too, and a removed file leaves its quote without one")
    void thePageTakesQuotes() throws Exception {
        var number = draft("three", "30000.00");
        var files = files(number);
        desk.getInGerman(desk.anna, "/requisitions/" + number)
                .andExpect(content().string(containsString("3 Angebote verschiedener Lieferanten sind nötig")));
        desk.post(
                        desk.anna,
                        "/requisitions/" + number + "/quotes",
                        "supplier",
                        "Miller",
                        "price",
                        "30,000.50",
                        "currency",
                        "EUR",
                        "attachment",
                        files.get(0),
                        "chosen",
                        "0",
                        "quoteReason",
                        "Delivers at once")
                .andExpect(redirectedUrl("/requisitions/" + number));
        var quote = read(number).path("quotes").get(0);
        assertThat(quote.path("price").asText()).isEqualTo("30000.50");
        assertThat(quote.path("chosen").asBoolean()).isTrue();
        assertThat(quote.path("reason").asText()).isEqualTo("Delivers at once");

        desk.post(
                        desk.anna,
                        "/requisitions/" + number + "/quotes",
                        "supplier",
                        "Miller",
                        "price",
                        "much",
                        "currency",
                        "EUR",
                        "attachment",
                        files.get(0))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(containsString("problem-quotes[0].price"), containsString("value=\"much\""))));
        desk.delete(desk.anna, "/api/v1/requisitions/" + number + "/attachments/" + files.get(0))
                .andExpect(status().isNoContent());
        assertThat(read(number).path("quotes").get(0).path("attachment").isNull())
                .isTrue();
    }

    private String draft(String category, String price) {
        return door.as(desk.anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Quoted",
                                "costCenter",
                                desk.center,
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Machine",
                                        "category",
                                        category(category),
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        price,
                                        "supplier",
                                        desk.supplier))))
                .expect(201)
                .json()
                .path("number")
                .asText();
    }

    private List<String> files(String number) throws Exception {
        desk.upload(
                desk.anna,
                "/api/v1/requisitions/" + number + "/attachments",
                "q1.pdf",
                FileExamples.pdf("1"),
                "q2.pdf",
                FileExamples.pdf("2"),
                "q3.pdf",
                FileExamples.pdf("3"));
        return desk.json(desk.anna, number).path("attachments").findValuesAsText("id");
    }

    private static Map<String, Object> quote(String supplier, String price, String file, boolean chosen) {
        var quote = new HashMap<String, Object>();
        quote.put("supplier", supplier);
        quote.put("price", price);
        quote.put("attachment", file);
        quote.put("chosen", chosen);
        quote.put("reason", "It is the best");
        return quote;
    }

    @SafeVarargs
    private TestDoor.Answer put(String number, Map<String, Object>... quotes) {
        return door.as(desk.anna).put(path(number), Map.of("quotes", new ArrayList<>(List.of(quotes))));
    }

    private JsonNode read(String number) {
        return door.as(desk.anna).get(path(number)).expect(200).json();
    }

    private void refused(String number, int status, String type, String... said) {
        var problem = door.as(desk.anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(status)
                .json();
        assertThat(problem.path("type").asText()).isEqualTo(type);
        assertThat(problem.path("detail").asText()).contains(said);
    }

    private static String path(String number) {
        return "/api/v1/requisitions/" + number + "/quotes";
    }
}
