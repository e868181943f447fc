package org.countersign.console.web.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.countersign.files.FileExamples;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.ExampleScanner;
import org.countersign.support.TestClock;
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
class AttachmentTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcTemplate jdbc;

    private RequisitionDesk desk;
    private String number;
    private String path;

    @BeforeEach
    void open() {
        desk = new RequisitionDesk(context, people, door, jobs);
        number = desk.draft("Chairs", "200.00");
        path = api(number);
    }

    @Test
    @DisplayName("Files are added by name and content, listed in order, read with their bytes, and removed")
    void filesAreAddedReadAndRemoved() throws Exception {
        desk.upload(desk.anna, path, "Angebot Müller.pdf", FileExamples.pdf("one"), "見積.csv", FileExamples.text("a;b"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", path))
                .andExpect(jsonPath("$[0].name").value("Angebot Müller.pdf"))
                .andExpect(jsonPath("$[0].mediaType").value("application/pdf"))
                .andExpect(jsonPath("$[1].name").value("見積.csv"));
        var files = list(desk.anna);
        assertThat(desk.json(desk.anna, number).path("attachments")).isEqualTo(files);

        var href = files.get(0).path("href").asText();
        desk.get(desk.anna, href)
                .andExpect(content().bytes(FileExamples.pdf("one")))
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Disposition", startsWith("inline")));
        desk.delete(desk.anna, href).andExpect(status().isNoContent());
        desk.delete(desk.anna, href).andExpect(status().isNotFound());
        desk.get(desk.anna, href).andExpect(status().isNotFound());
        assertThat(list(desk.anna)).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "select count(*) from files where id = ?",
                        Integer.class,
                        files.get(0).path("id").asText()))
                .isZero();

        var trail =
                door.as(desk.auditor).get("/api/v1/audit/" + number).expect(200).json();
        assertThat(trail.path("verified").asBoolean()).isTrue();
        assertThat(trail.toString())
                .contains("requisition.attachment-added", "requisition.attachment-removed")
                .contains(files.get(0).path("sha256").asText())
                .contains(files.get(1).path("sha256").asText());
    }

    @Test
    @DisplayName(
            "Only who may see the requisition reads its files; only the requester changes them, and only a draft (R09)")
    void whoMay() throws Exception {
        desk.upload(desk.anna, path, "quote.pdf", FileExamples.pdf("quote")).andExpect(status().isCreated());
        var href = list(desk.anna).get(0).path("href").asText();
        var page = href.replace("/api/v1", "");
        for (var reader : List.of(desk.anna, desk.buyer, desk.admin, desk.auditor, desk.ops)) {
            desk.get(reader, path).andExpect(status().isOk());
            desk.get(reader, href).andExpect(status().isOk());
            desk.get(reader, page).andExpect(status().isOk());
        }
        for (var nobody : List.of(desk.stranger, desk.boss)) {
            desk.get(nobody, path).andExpect(status().isForbidden());
            desk.get(nobody, href).andExpect(status().isForbidden());
            desk.get(nobody, page).andExpect(status().isForbidden());
        }
        for (var other : List.of(desk.buyer, desk.admin, desk.auditor, desk.ops, desk.stranger, desk.boss)) {
            desk.upload(other, path, "a.pdf", FileExamples.pdf("a")).andExpect(status().isForbidden());
            desk.upload(other, page(number), "a.pdf", FileExamples.pdf("a")).andExpect(status().isForbidden());
            desk.delete(other, href).andExpect(status().isForbidden());
            desk.post(other, page + "/removal").andExpect(status().isForbidden());
        }
        door.anonymous().get(href).expect(401);

        submit(number);
        desk.get(desk.boss, href).andExpect(status().isOk());
        desk.upload(desk.anna, path, "late.pdf", FileExamples.pdf("late")).andExpect(status().isConflict());
        desk.delete(desk.anna, href).andExpect(status().isConflict());
        desk.post(desk.anna, page + "/removal").andExpect(status().is3xxRedirection());
        assertThat(list(desk.anna)).hasSize(1);

        var other = desk.draft("Another", "10.00");
        desk.get(desk.anna, api(other) + "/" + id(href)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName(
            "What is no file that is taken is refused in words, whatever its name, and nothing of the call is stored")
    void whatIsNotTakenIsRefused() throws Exception {
        refused("invoice.pdf", FileExamples.program(), 422, "urn:problem:files:type-not-taken", "invoice.pdf");
        refused("run.txt", FileExamples.text("#!/bin/sh\n"), 422, "urn:problem:files:type-not-taken", "run.txt");
        refused("all.zip", FileExamples.zip("a"), 422, "urn:problem:files:type-not-taken", "all.zip");
        refused("empty.pdf", new byte[0], 422, "urn:problem:files:empty-file", "empty.pdf");
        refused("big.pdf", FileExamples.pdfOf(15 * 1024 * 1024 + 1), 422, "urn:problem:files:file-too-large", "15 MB");
        refused(
                "bad.pdf",
                FileExamples.pdf(ExampleScanner.HARMFUL),
                422,
                "urn:problem:files:file-infected",
                "Example.Harm");
        refused(
                "what.pdf",
                FileExamples.pdf(ExampleScanner.AWAY),
                503,
                "urn:problem:files:scanner-unreachable",
                "what.pdf");
        desk.upload(desk.anna, path)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:purchasing:no-file"));
        desk.upload(desk.anna, path, "largest.pdf", FileExamples.pdfOf(15 * 1024 * 1024))
                .andExpect(status().isCreated());
    }

    @Test
    @DisplayName("More than a request may carry is answered with 413 by a real server")
    void moreThanARequestMayCarry() {
        var boundary = "AaB03x";
        var body = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n"
                        + "x".repeat(20 * 1024 * 1024) + "\r\n--" + boundary + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        door.as(desk.anna)
                .send(
                        "POST",
                        path,
                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(body),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary)
                .expect(413);
        assertThat(list(desk.anna)).isEmpty();
    }

    @Test
    @DisplayName("A second click stores nothing twice, and there is a most of files")
    void aSecondClickStoresNothingTwice() throws Exception {
        for (int click = 0; click < 2; click++) {
            desk.upload(desk.anna, path, "quote.pdf", FileExamples.pdf("quote"), "quote.pdf", FileExamples.pdf("quote"))
                    .andExpect(status().isCreated());
        }
        assertThat(list(desk.anna)).hasSize(1);
        var many = IntStream.range(0, 19)
                .boxed()
                .flatMap(one -> List.of((Object) (one + ".pdf"), FileExamples.pdf("n" + one)).stream())
                .toArray();
        desk.upload(desk.anna, path, many).andExpect(status().isCreated());
        desk.upload(desk.anna, path, "more.pdf", FileExamples.pdf("more"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("20 files")));
        assertThat(list(desk.anna)).hasSize(20);
    }

    @Test
    @DisplayName("Pages and pictures that may carry scripts are saved, never shown, and run nothing")
    void scriptsAreSavedAndNeverShown() throws Exception {
        desk.upload(
                        desk.anna,
                        path,
                        "page.html",
                        FileExamples.text("<html><script>alert(1)</script>"),
                        "plan.svg",
                        FileExamples.text("<svg onload='alert(1)'/>"))
                .andExpect(status().isCreated());
        for (var file : list(desk.anna)) {
            for (var door : List.of(
                    file.path("href").asText(), file.path("href").asText().replace("/api/v1", ""))) {
                desk.get(desk.anna, door)
                        .andExpect(header().string("Content-Disposition", startsWith("attachment")))
                        .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                        .andExpect(header().string("Content-Security-Policy", "default-src 'none'; sandbox"));
            }
        }
    }

    @Test
    @DisplayName(
            "What somebody was asked about is taken out of the list and stays readable; the approver sees what is there")
    void whatSomebodyWasAskedAboutStays() throws Exception {
        desk.upload(desk.anna, path, "old.pdf", FileExamples.pdf("old"), "spec <b>.txt", FileExamples.text("spec"))
                .andExpect(status().isCreated());
        var old = list(desk.anna).get(0).path("href").asText();
        submit(number);
        assertThat(shown())
                .contains("old.pdf", "1 KB", old.replace("/api/v1", ""))
                .doesNotContain("<b>");
        assertThat(door.as(desk.auditor)
                        .get("/api/v1/audit/" + number)
                        .expect(200)
                        .text())
                .contains("\"attachments\"");
        answer("return", "Ask for a better price");

        clock.advance(Duration.ofHours(1));
        desk.delete(desk.anna, old).andExpect(status().isNoContent());
        desk.upload(desk.anna, path, "new.pdf", FileExamples.pdf("new")).andExpect(status().isCreated());
        assertThat(list(desk.anna).findValuesAsText("name")).containsExactly("spec b.txt", "new.pdf");
        desk.get(desk.boss, old).andExpect(content().bytes(FileExamples.pdf("old")));
        desk.get(desk.boss, "/requisitions/" + number)
                .andExpect(content().string(allOf(containsString("old.pdf"), containsString("it stays readable"))));
        desk.getInGerman(desk.boss, "/requisitions/" + number)
                .andExpect(content().string(containsString("Entfernt")));
        submit(number);
        assertThat(shown()).contains("new.pdf", "spec b.txt").doesNotContain("old.pdf");
    }

    @Test
    @DisplayName("R03: who repairs an approval sees files and quotes as those who approve do")
    void whoRepairsSeesFilesAndQuotes() throws Exception {
        var stuck = door.as(desk.anna)
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
                                List.of(Map.of("description", "Washi", "quantity", "1", "unitPrice", "9000"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        desk.upload(desk.anna, api(stuck), "offer.pdf", FileExamples.pdf("offer"))
                .andExpect(status().isCreated());
        var file = id(desk.json(desk.anna, stuck)
                .path("attachments")
                .get(0)
                .path("href")
                .asText());
        door.as(desk.anna)
                .put(
                        "/api/v1/requisitions/" + stuck + "/quotes",
                        Map.of(
                                "quotes",
                                List.of(Map.of(
                                        "supplier", "Miller",
                                        "price", "9000",
                                        "currency", "JPY",
                                        "attachment", file,
                                        "chosen", true,
                                        "reason", "Makes it by hand"))))
                .expect(200);
        submit(stuck);

        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(stuck)
                .taskDefinitionKey("userTask_repairApproval")
                .singleResult()
                .getId();
        assertThat(String.valueOf(tasks.getVariableLocal(task, "viewAttachments")))
                .contains("offer.pdf", "/attachments/" + file);
        assertThat(String.valueOf(tasks.getVariableLocal(task, "viewQuotes")))
                .contains("Miller", "9,000 JPY", "offer.pdf", "Makes it by hand");
        people.add("att-admin", Group.ADMINISTRATOR);
        assertThat(door.as("att-admin")
                        .get("/engine-rest/task/" + task + "/deployed-form")
                        .expect(200)
                        .text())
                .contains("{{#loop viewAttachments}}", "{{#loop viewQuotes}}", "{{#loop viewRemarks}}");
    }

    @Test
    @DisplayName("R02: a copy takes files along only where that is said, as files of its own")
    void aCopyTakesFilesOnlyWhereThatIsSaid() throws Exception {
        desk.upload(desk.anna, path, "quote.pdf", FileExamples.pdf("quote")).andExpect(status().isCreated());
        assertThat(copy(null).path("attachments")).isEmpty();
        assertThat(copy(Map.of("attachments", false)).path("attachments")).isEmpty();
        var copy = copy(Map.of("attachments", true));
        assertThat(copy.path("attachments").findValuesAsText("name")).containsExactly("quote.pdf");
        desk.delete(desk.anna, list(desk.anna).get(0).path("href").asText()).andExpect(status().isNoContent());
        desk.get(desk.anna, copy.path("attachments").get(0).path("href").asText())
                .andExpect(content().bytes(FileExamples.pdf("quote")));
    }

    @Test
    @DisplayName("Files go with the form of a requisition; one that is refused keeps it a draft, and says so")
    void filesGoWithTheForm() throws Exception {
        var page = desk.upload(desk.anna, "/requisitions/new" + query("t1", "submit"), "q.pdf", FileExamples.pdf("q"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var written = page.substring(page.lastIndexOf('/') + 1);
        assertThat(desk.json(desk.anna, written).path("status").asText()).isEqualTo("IN_APPROVAL");
        assertThat(desk.json(desk.anna, written).path("attachments")).hasSize(1);

        var refused = desk.upload(
                        desk.anna, "/requisitions/new" + query("t2", "submit"), "q.pdf", FileExamples.program())
                .andExpect(status().is3xxRedirection())
                .andReturn();
        var draft = refused.getResponse().getRedirectedUrl();
        assertThat(desk.json(desk.anna, draft.substring(draft.lastIndexOf('/') + 1))
                        .path("status")
                        .asText())
                .isEqualTo("DRAFT");
        assertThat(refused.getFlashMap().get("refused").toString()).contains("q.pdf", "was not submitted");

        desk.get(desk.anna, "/requisitions/new", "copy", written)
                .andExpect(content().string(containsString("name=\"copyAttachments\"")));
        desk.get(desk.anna, "/requisitions/new", "copy", number)
                .andExpect(content().string(not(containsString("name=\"copyAttachments\""))));
        var copied = desk.upload(
                        desk.anna,
                        "/requisitions/new" + query("t3", "save") + "&copyAttachments=true&copiedFrom=" + written)
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(desk.json(desk.anna, copied.substring(copied.lastIndexOf('/') + 1))
                        .path("attachments"))
                .hasSize(1);
    }

    @Test
    @DisplayName("The page adds and removes files without scripts, and says what is wrong with one")
    void thePageAddsAndRemovesFiles() throws Exception {
        desk.upload(desk.anna, page(number), "quote.pdf", FileExamples.pdf("quote"))
                .andExpect(redirectedUrl("/requisitions/" + number));
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content().string(allOf(containsString("quote.pdf"), containsString("name=\"files\""))));
        desk.get(desk.buyer, "/requisitions/" + number)
                .andExpect(content().string(allOf(containsString("quote.pdf"), not(containsString("name=\"files\"")))));
        desk.upload(desk.anna, page(number), "bad.pdf", FileExamples.program())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-files\"")));
        desk.upload(desk.anna, page(number), "what.pdf", FileExamples.pdf(ExampleScanner.AWAY))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("Try again in a few minutes")));
        desk.post(
                        desk.anna,
                        page(number) + "/" + list(desk.anna).get(0).path("id").asText() + "/removal")
                .andExpect(redirectedUrl("/requisitions/" + number));
        assertThat(list(desk.anna)).isEmpty();
    }

    private void refused(String name, byte[] bytes, int status, String type, String said) throws Exception {
        desk.upload(desk.anna, path, "fine.pdf", FileExamples.pdf("fine"), name, bytes)
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.type").value(type))
                .andExpect(jsonPath("$.detail").value(allOf(containsString(said), containsString("stored"))));
        assertThat(list(desk.anna)).isEmpty();
    }

    private String query(String token, String action) {
        var form = desk.form(desk.run + token, action);
        var query = new StringBuilder("?");
        for (int index = 0; index < form.length; index += 2) {
            query.append(form[index].replace("[", "%5B").replace("]", "%5D"))
                    .append('=')
                    .append(java.net.URLEncoder.encode(form[index + 1], StandardCharsets.UTF_8)
                            .replace("+", "%20"))
                    .append('&');
        }
        return query.substring(0, query.length() - 1);
    }

    private JsonNode copy(Object body) {
        return door.as(desk.anna)
                .post("/api/v1/requisitions/" + number + "/copy", body)
                .expect(201)
                .json();
    }

    private JsonNode list(String user) {
        return door.as(user).get(path).expect(200).json();
    }

    private void submit(String requisition) {
        door.as(desk.anna)
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
    }

    private String task() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private String shown() {
        return String.valueOf(tasks.getVariableLocal(task(), "viewAttachments"));
    }

    private void answer(String decision, String comment) {
        door.as(desk.boss)
                .post(
                        "/engine-rest/task/" + task() + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", decision), "comment", Map.of("value", comment))))
                .expect(204);
        jobs.runDue(number);
    }

    private static String api(String number) {
        return "/api/v1/requisitions/" + number + "/attachments";
    }

    private static String page(String number) {
        return "/requisitions/" + number + "/attachments";
    }

    private static String id(String href) {
        return href.substring(href.lastIndexOf('/') + 1);
    }
}
