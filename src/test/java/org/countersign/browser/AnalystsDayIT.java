package org.countersign.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A process analyst deploys as Modeler does: refused with a reason first, then seen, and then an order runs through it. What runs on the
 * version before is moved by the analyst's plan, which operations carry out.
 */
@BrowserTest
class AnalystsDayIT {

    private static final String REVIEW = "userTask_reviewDocument";

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private Directory directory;

    @Autowired
    private IdentityService identity;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @BeforeEach
    void organisation() {
        people.add("ana-boss", Group.APPROVER);
        people.add("ana-anna", "ana-boss", Group.REQUESTER);
        people.add("ana-buyer", "ana-boss", Group.PURCHASING_AGENT);
        people.add("ana-admin", "ana-boss", Group.ADMINISTRATOR);
        people.add("ana-analyst", "ana-boss", Group.PROCESS_ANALYST);
        people.add("ana-ops", "ana-boss", Group.OPERATIONS);
        people.add("ana-lawyer", "ana-boss");
        if (identity.createGroupQuery().groupId("legal").count() == 0) {
            door.as("ana-admin")
                    .post("/api/v1/groups", Map.of("id", "legal", "name", "Legal"))
                    .expect(201);
        }
        directory.assignGroups(new UserId("ana-lawyer"), Set.of("legal"));
        door.as("ana-admin").post("/api/v1/cost-centers", Map.of("code", "CC-ANA", "name", "Day", "owner", "ana-boss"));
        door.as("ana-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", "S-ANA",
                                "name", "Day Ltd",
                                "email", "day@example.net",
                                "currency", "EUR",
                                "status", "APPROVED"));
    }

    @Test
    @DisplayName(
            "An analyst is told element and reason of a model that would break, deploys a legal review, sees it on the page, an order runs through it, and operations move those from before")
    void aLegalReviewIsAdded(Browsing browsing) throws IOException {
        var review = Files.readString(Path.of("src/docs/examples/legal-review/purchase-order.bpmn"))
                .replace("50000", "60");
        var broken = review.replaceFirst(
                "delegateExpression=\"\\$\\{dispatchOrderDelegate}\"", "delegateExpression=\"\\${noSuchDelegate}\"");
        assertThat(broken).isNotEqualTo(review);
        var refused = deploy(broken);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("noSuchDelegate").contains("serviceTask_");

        var former = ownVersion();
        var earlier = List.of(order("10.00"), order("5.00"), order("4.00"));
        var deployment = deploy(review).expect(200).json().path("id").asText();
        try {
            browsing.signIn("ana-analyst");
            var page = browsing.open("/models");
            assertThat(page.locator("main")).containsText("purchase-order");
            browsing.keep("1-models");
            assertThat(Accessibility.violations(page)).isEmpty();
            browsing.open("/models/purchase-order");
            page.locator(".djs-container [data-element-id=callActivity_legalReview]")
                    .waitFor();
            browsing.keep("2-with-the-legal-review");
            whatDiffers(browsing, page);
            var plan = drawnUp(browsing, page, earlier.get(0));

            var order = order("70.00");
            browsing.signInAs("ana-buyer");
            browsing.open("/purchase-orders/" + order);
            assertThat(page.locator("main")).containsText(order);
            assertThat(page.locator(".order-next")).containsText("the order waits at “Have order reviewed” for Legal.");
            browsing.keep("5-an-order-in-review");
            agreed(order);
            jobs.runDue(order);
            assertThat(status(order)).isEqualTo("DISPATCHED");

            carriedOut(browsing, page, plan, earlier);
        } finally {
            repository.deleteDeployment(deployment, true);
            repository.deleteDeployment(former, true);
        }
    }

    private void whatDiffers(Browsing browsing, Page page) {
        var newest = newest();
        browsing.open("/models/purchase-order/differences?from=" + (newest - 1) + "&to=" + newest);
        page.locator("#canvas-to .change-added[data-element-id=callActivity_legalReview]")
                .waitFor();
        browsing.keep("3-what-differs");
    }

    /** The orders from before stay on their version, until a plan moves them. @return its address */
    private String drawnUp(Browsing browsing, Page page, String earlier) {
        var old = String.valueOf(newest() - 1);
        browsing.open("/models/purchase-order/instances?version=" + old);
        assertThat(page.locator("#on-version")).containsText(earlier);
        page.selectOption("#from", old);
        page.click("form[action$='/migrations'] .btn-primary");
        page.locator("#new-canvas .mig-new[data-element-id=callActivity_legalReview]")
                .waitFor();
        assertThat(page.locator("#old-canvas .mig-kept").first()).isVisible();
        assertThat(page.locator("#would")).isVisible();
        assertThat(page.getByText("3 of 3 processes can be moved.")).isVisible();
        assertThat(page.locator("form[action$='/trial'], [formaction$='/trial']"))
                .hasCount(0);
        browsing.keep("4-a-plan");
        return page.url().replaceFirst("https?://[^/]+", "");
    }

    /** Operations rehearse it, move one, and have the others moved, and see how far that is. */
    private void carriedOut(Browsing browsing, Page page, String plan, List<String> earlier) {
        browsing.signInAs("ana-ops");
        browsing.open(plan);
        page.fill("#instance", earlier.get(0));
        page.fill("#reason", "To see that it goes on");
        page.click("form[action$='/rehearsal'] .btn-secondary");
        assertThat(page.locator(".alert-success"))
                .containsText(
                        earlier.get(0) + " can be moved and loses nothing. It was moved, compared, and put back.");
        assertThat(version(earlier.get(0))).isEqualTo(newest() - 1);
        page.click("[formaction$='/trial']");
        assertThat(page.locator("#outcomes + table")).containsText(earlier.get(0));
        assertThat(version(earlier.get(0))).isEqualTo(newest());
        assertThat(version(earlier.get(1))).isEqualTo(newest() - 1);
        browsing.keep("6-tried-on-one");

        page.fill("#all-reason", "Legal wants to see orders");
        page.onceDialog(dialog -> dialog.accept());
        page.click("form[action$='/execution'] .btn-primary");
        assertThat(page.locator("#progress")).containsText("0 of 2");
        browsing.keep("7-under-way");
        jobs.runBatches();
        assertThat(page.locator("#progress")).containsText("2 of 2");
        assertThat(page.locator(".process-head .status")).hasText("Carried out");
        assertThat(page.locator("#progress")).containsText("Nothing runs on version " + (newest() - 1) + " any more.");
        earlier.forEach(order -> assertThat(version(order)).as(order).isEqualTo(newest()));
        page.locator("#new-canvas .djs-container [data-element-id=callActivity_legalReview]")
                .waitFor();
        browsing.keep("8-carried-out");
        browsing.width(390);
        browsing.keep("8-carried-out");
        browsing.width(1400);
    }

    /** So that no process of another test runs on the version that is moved. */
    private String ownVersion() throws IOException {
        return repository
                .createDeployment()
                .name("former")
                .addString(
                        "purchase-order.bpmn",
                        Files.readString(Path.of("bpmn/purchase-order.bpmn"))
                                .replace("The life of one order", "The former life of one order"))
                .deploy()
                .getId();
    }

    private int version(String order) {
        return repository
                .getProcessDefinition(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(order)
                        .processDefinitionKey("purchase-order")
                        .singleResult()
                        .getProcessDefinitionId())
                .getVersion();
    }

    private int newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("purchase-order")
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private void agreed(String order) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey(REVIEW)
                .singleResult();
        assertThat(status(order)).isEqualTo("CREATED");
        door.as("ana-lawyer")
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "agree"))))
                .expect(204);
    }

    private String order(String price) {
        var requisition = door.as("ana-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "A licence",
                                "costCenter",
                                "CC-ANA",
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Licence",
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        price,
                                        "supplier",
                                        "S-ANA"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("ana-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        var order = door.as("ana-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .path(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private String status(String order) {
        return door.as("ana-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .json()
                .path("status")
                .asText();
    }

    private TestDoor.Answer deploy(String model) {
        var boundary = "----countersign";
        var body = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nlegal review\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"purchase-order.bpmn\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + model + "\r\n--" + boundary + "--\r\n";
        return door.as("ana-analyst")
                .send(
                        "POST",
                        "/engine-rest/deployment/create",
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary);
    }
}
