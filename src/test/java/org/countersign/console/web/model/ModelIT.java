package org.countersign.console.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.shared.Group;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class ModelIT {

    private static final String KEY = "mi-review";

    @Autowired
    private TestPeople people;

    @Autowired
    private RepositoryService repository;

    @Test
    @DisplayName("An analyst reads what a step does in the drawing, and sees what the next version changed")
    void anAnalystReadsAProcessAndItsDifferences(Browsing browser) throws IOException {
        people.add("mi-analyst", Group.PROCESS_ANALYST);
        var model =
                Files.readString(Path.of("bpmn/document-review.bpmn")).replace("\"document-review\"", '"' + KEY + '"');
        deploy(model);
        deploy(model.replace("name=\"Remind reviewers\"", "name=\"Remind everybody\"")
                .replaceFirst("(?s)<bpmn:endEvent id=\"event_reviewGiven\".*?</bpmn:endEvent>", "")
                .replaceFirst("<bpmn:sequenceFlow id=\"flow_reviewGiven\"[^>]*/>", "")
                .replace("<bpmn:outgoing>flow_reviewGiven</bpmn:outgoing>", "")
                .replaceFirst("(?s)<bpmndi:BPMNShape id=\"event_reviewGiven_di\".*?</bpmndi:BPMNShape>", "")
                .replaceFirst("(?s)<bpmndi:BPMNEdge id=\"flow_reviewGiven_di\".*?</bpmndi:BPMNEdge>", ""));

        browser.signIn("mi-analyst");
        var page = browser.open("/models/" + KEY);
        page.locator(".process-canvas [data-element-id=userTask_reviewDocument]")
                .first()
                .click();
        assertThat(page.locator("[data-told]").innerText()).contains("Nobody reviews what they asked for themselves.");
        assertThat(marked(page, "#model-canvas", "is-chosen")).containsExactly("userTask_reviewDocument");
        assertThat(Accessibility.violations(page, ".process-canvas")).isEmpty();
        browser.screenshot("process");
        assertThat(browser.fitsOnAPhone()).isTrue();

        page = browser.open("/models/" + KEY + "/differences?from=1&to=2");
        page.locator("#canvas-to .change-changed").first().waitFor();
        page.locator("#canvas-from .change-removed").first().waitFor();
        assertThat(marked(page, "#canvas-from", "change-removed")).contains("event_reviewGiven", "flow_reviewGiven");
        assertThat(marked(page, "#canvas-to", "change-changed")).contains("serviceTask_remindReviewers");
        page.locator(".model-changes .model-to", new Page.LocatorOptions().setHasText("Remind everybody"))
                .click();
        assertThat(marked(page, "#canvas-to", "is-chosen")).containsExactly("serviceTask_remindReviewers");
        assertThat(Accessibility.violations(page, ".process-canvas")).isEmpty();
        browser.screenshot("differences");
        assertThat(browser.fitsOnAPhone()).isTrue();
    }

    private void deploy(String model) {
        repository.createDeployment().name(KEY).addString(KEY + ".bpmn", model).deploy();
    }

    private static List<String> marked(Page page, String canvas, String css) {
        @SuppressWarnings("unchecked")
        var ids = (List<String>) page.locator(canvas + " ." + css + "[data-element-id]")
                .evaluateAll("all => all.map(one => one.dataset.elementId)");
        return ids;
    }
}
