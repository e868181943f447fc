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

/** A process analyst deploys as Modeler does: refused with a reason first, then seen, and then an order runs through it. */
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
    private TaskService tasks;

    @BeforeEach
    void organisation() {
        people.add("ana-boss", Group.APPROVER);
        people.add("ana-anna", "ana-boss", Group.REQUESTER);
        people.add("ana-buyer", "ana-boss", Group.PURCHASING_AGENT);
        people.add("ana-admin", "ana-boss", Group.ADMINISTRATOR);
        people.add("ana-analyst", "ana-boss", Group.PROCESS_ANALYST);
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
            "An analyst is told element and reason of a model that would break, deploys a legal review, sees it on the page, and an order runs through it")
    void aLegalReviewIsAdded(Browsing browsing) throws IOException {
        var review = Files.readString(Path.of("src/docs/examples/legal-review/purchase-order.bpmn"))
                .replace("50000", "60");
        var broken = review.replaceFirst(
                "delegateExpression=\"\\$\\{dispatchOrderDelegate}\"", "delegateExpression=\"\\${noSuchDelegate}\"");
        assertThat(broken).isNotEqualTo(review);
        var refused = deploy(broken);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("noSuchDelegate").contains("serviceTask_");

        var earlier = order("20.00");
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
            whatWouldMove(browsing, page, earlier);

            var order = order("70.00");
            browsing.signInAs("ana-buyer");
            browsing.open("/purchase-orders/" + order);
            assertThat(page.locator("main")).containsText(order);
            browsing.keep("5-an-order-in-review");
            agreed(order);
            jobs.runDue(order);
            assertThat(status(order)).isEqualTo("DISPATCHED");
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    private void whatDiffers(Browsing browsing, Page page) {
        var newest = newest();
        browsing.open("/models/purchase-order/differences?from=" + (newest - 1) + "&to=" + newest);
        page.locator("#canvas-to .change-added[data-element-id=callActivity_legalReview]")
                .waitFor();
        browsing.keep("3-what-differs");
    }

    /** The order from before stays on its version, until a plan moves it: drawn up, looked at and put away. */
    private void whatWouldMove(Browsing browsing, Page page, String earlier) {
        var old = String.valueOf(newest() - 1);
        browsing.open("/models/purchase-order/instances?version=" + old);
        assertThat(page.locator("#on-version")).containsText(earlier);
        page.selectOption("#from", old);
        page.click("form[action$='/migrations'] .btn-primary");
        page.locator("#new-canvas .mig-new[data-element-id=callActivity_legalReview]")
                .waitFor();
        assertThat(page.locator("#old-canvas .mig-kept").first()).isVisible();
        browsing.keep("4-a-plan");
        page.onceDialog(dialog -> dialog.accept());
        page.click("form[action$='" + page.url().replaceFirst(".*/", "/") + "/removal'] button");
        assertThat(page.locator("form[action$='/removal']")).hasCount(0);
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
