package org.countersign.console.web.requisition;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.countersign.shared.Group;
import org.countersign.support.Caller;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** An organisation of its own for each test, and the pages as its people see them. */
final class RequisitionDesk {

    private static final AtomicInteger RUNS = new AtomicInteger();

    final String run = "rd" + RUNS.incrementAndGet();
    final String anna = run + "-anna";
    final String boss = run + "-boss";
    final String owner = run + "-owner";
    final String buyer = run + "-buyer";
    final String admin = run + "-admin";
    final String auditor = run + "-auditor";
    final String ops = run + "-ops";
    final String stranger = run + "-stranger";
    final String center = "CC-" + run;
    final String supplier = "S-" + run;
    final String item = "I-" + run;

    private final MockMvc mvc;
    private final IdentityService identity;
    private final TestDoor door;
    private final TestJobs jobs;

    RequisitionDesk(WebApplicationContext context, TestPeople people, TestDoor door, TestJobs jobs) {
        this.mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        this.identity = context.getBean(IdentityService.class);
        this.door = door;
        this.jobs = jobs;
        people.add(boss, Group.APPROVER);
        people.add(owner, Group.APPROVER);
        people.add(anna, boss, Group.REQUESTER);
        people.add(buyer, boss, Group.PURCHASING_AGENT);
        people.add(admin, boss, Group.ADMINISTRATOR);
        people.add(auditor, Group.AUDITOR);
        people.add(ops, Group.OPERATIONS);
        people.add(stranger, boss, Group.REQUESTER);
        door.as(admin)
                .post("/api/v1/cost-centers", Map.of("code", center, "name", "Tests of " + run, "owner", owner))
                .expect(201);
        door.as(buyer)
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Paper of " + run,
                                "email",
                                run + "@example.net",
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED"))
                .expect(201);
        door.as(buyer)
                .post(
                        "/api/v1/items",
                        Map.of(
                                "number", item,
                                "name", "Chair of " + run,
                                "unit", "EA",
                                "price", "189.00",
                                "currency", "EUR",
                                "category", "office",
                                "supplier", supplier))
                .expect(201);
    }

    ResultActions get(String user, String path, String... parameters) throws Exception {
        return perform(MockMvcRequestBuilders.get(path), SecurityMockMvcRequestPostProcessors.user(user), parameters);
    }

    ResultActions getInGerman(String user, String path) throws Exception {
        return perform(
                MockMvcRequestBuilders.get(path).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")),
                SecurityMockMvcRequestPostProcessors.user(user));
    }

    /** A requisition in a currency of which nobody knows the rate, submitted. */
    String unanswerable(String title) {
        var number = door.as(anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                title,
                                "costCenter",
                                center,
                                "currency",
                                "JPY",
                                "lines",
                                List.of(Map.of("description", title, "quantity", "10", "unitPrice", "1250"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    ResultActions post(String user, String path, String... parameters) throws Exception {
        return perform(MockMvcRequestBuilders.post(path), Caller.by(user), parameters);
    }

    /** Sends files in parts named files, each a name and its bytes. */
    ResultActions upload(String user, String path, Object... files) throws Exception {
        var request = MockMvcRequestBuilders.multipart(URI.create(path));
        for (int index = 0; index < files.length; index += 2) {
            request.file(new MockMultipartFile(
                    "files", (String) files[index], "application/octet-stream", (byte[]) files[index + 1]));
        }
        return perform(request, Caller.by(user));
    }

    ResultActions delete(String user, String path) throws Exception {
        return perform(MockMvcRequestBuilders.delete(path), Caller.by(user));
    }

    private ResultActions perform(
            MockHttpServletRequestBuilder request, RequestPostProcessor signedIn, String... parameters)
            throws Exception {
        for (int index = 0; index < parameters.length; index += 2) {
            request.param(parameters[index], parameters[index + 1]);
        }
        try {
            return mvc.perform(request.with(signedIn));
        } finally {
            // The server's own filter does it behind every request.
            identity.clearAuthentication();
        }
    }

    /** A draft of anna's, by REST. @return its number */
    String draft(String title, String price) {
        return door.as(anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                title,
                                "costCenter",
                                center,
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Something of " + run,
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        price,
                                        "supplier",
                                        supplier))))
                .expect(201)
                .json()
                .path("number")
                .asText();
    }

    /** One that anna submitted; its first approvers are asked. @return its number */
    String submitted(String title, String price) {
        var number = draft(title, price);
        door.as(anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    /** What the form of a requisition sends, with one line. */
    String[] form(String token, String action, String... more) {
        var all = new ArrayList<>(List.of(
                "action",
                action,
                "token",
                token,
                "title",
                "Chairs of " + run,
                "costCenter",
                "Tests (" + center + ")",
                "currency",
                "EUR",
                "lines[0].description",
                "Chair",
                "lines[0].quantity",
                "4",
                "lines[0].unit",
                "EA",
                "lines[0].unitPrice",
                "189,50",
                "lines[0].supplier",
                "Paper of " + run));
        for (int index = 0; index < more.length; index += 2) {
            var name = more[index];
            var place = IntStream.range(0, all.size())
                    .filter(at -> at % 2 == 0 && all.get(at).equals(name))
                    .findFirst();
            if (place.isPresent()) {
                all.set(place.getAsInt() + 1, more[index + 1]);
            } else {
                all.add(name);
                all.add(more[index + 1]);
            }
        }
        return all.toArray(String[]::new);
    }

    /** A requisition as REST shows it. */
    com.fasterxml.jackson.databind.JsonNode json(String user, String number) {
        return door.as(user).get("/api/v1/requisitions/" + number).expect(200).json();
    }

    /** How many requisitions anna has of this title. */
    long count(String title) {
        return door
                .as(anna)
                .get("/api/v1/requisitions?size=200")
                .json()
                .path("content")
                .findValuesAsText("title")
                .stream()
                .filter(title::equals)
                .count();
    }
}
