package org.countersign.console.web.model;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class ModelPageTests {

    private static final RequestPostProcessor ANALYST = by("mp-analyst", Group.PROCESS_ANALYST);
    private static final Set<Group> READERS =
            EnumSet.of(Group.PROCESS_ANALYST, Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    RepositoryService repository;

    private final List<String> deployments = new ArrayList<>();
    private MockMvc mvc;

    @BeforeEach
    void pages() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("mp-analyst", Group.PROCESS_ANALYST);
    }

    @AfterEach
    void othersFindWhatWasThere() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    private ResultActions page(String path) throws Exception {
        return mvc.perform(get(path).with(ANALYST));
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void analystsAndThoseWhoReadEverythingSeeModelsAndNobodyElse(Group group) throws Exception {
        var expected = READERS.contains(group) ? status().isOk() : status().isForbidden();
        var who = by("mp-" + group.id(), group);
        people.add("mp-" + group.id(), group);
        for (var path : List.of(
                "/models",
                "/models/purchase-order",
                "/models/approval-policy",
                "/models/approve",
                "/models/purchase-order/versions",
                "/models/purchase-order/versions/1/diagram",
                "/models/purchase-order/differences?from=1&to=1",
                "/api/v1/models",
                "/api/v1/models/purchase-order",
                "/api/v1/models/purchase-order/versions",
                "/api/v1/models/purchase-order/versions/1",
                "/api/v1/models/purchase-order/versions/1/file",
                "/api/v1/models/purchase-order/versions/1/differences?to=1")) {
            mvc.perform(get(path).with(who)).andExpect(expected);
        }
    }

    @Test
    void theListSaysWhatEachModelDoes() throws Exception {
        page("/models")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("document-review")))
                .andExpect(content().string(containsString("A request to buy, from its submission")))
                .andExpect(content().string(containsString("Who has to approve a document.")))
                .andExpect(content().string(containsString("resolve-exception")));
    }

    @Test
    void aDiagramIsDrawnByWhatIsDeployedAndNeverRunsAsAPage() throws Exception {
        page("/models/document-review/versions/1/diagram")
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", "default-src 'none'; sandbox"))
                .andExpect(content().string(containsString("userTask_reviewDocument_di")));
        page("/models/review-document/versions/1/diagram").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void aStepIsToldWithItsFormItsBeanAndWhereItGoesOn() throws Exception {
        page("/models/document-review")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nobody reviews what they asked for themselves.")))
                .andExpect(content().string(containsString("href=\"/models/review-document\"")))
                .andExpect(content().string(containsString("remindPeopleDelegate")))
                .andExpect(content().string(containsString("href=\"#step-event_reviewGiven\"")))
                .andExpect(header().string("Content-Security-Policy", containsString("unsafe-hashes")));
        page("/models/review-document")
                .andExpect(content().string(containsString("/models/document-review#step-userTask_reviewDocument")))
                .andExpect(content().string(containsString("Object: it does not go on like this")));
    }

    @Test
    void germanReadersReadGerman() throws Exception {
        mvc.perform(get("/models/document-review").with(ANALYST).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content().string(containsString("Schritt für Schritt")))
                .andExpect(content().string(containsString("Prüfende erinnern")));
    }

    @Test
    void thoseWhoReadTablesInWordsAreLedThere() throws Exception {
        people.add("mp-auditor-too", Group.AUDITOR);
        mvc.perform(get("/models/approval-policy").with(by("mp-auditor-too", Group.AUDITOR)))
                .andExpect(content().string(containsString("href=\"/decision-tables/approval-policy\"")));
        page("/models/approval-policy")
                .andExpect(content().string(containsString("&gt;=")))
                .andExpect(content().string(not(containsString("href=\"/decision-tables/approval-policy\""))));
    }

    @Test
    void whatAnAnalystDeploysIsShownAsItIsWrittenAndRunsNothing() throws Exception {
        var evil = "<script>alert(1)</script>";
        deploy("mp-hostile", model("mp-hostile", evil, ""));
        page("/models")
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)")))
                .andExpect(content().string(not(containsString(evil))));
        for (var path : List.of("/models/mp-hostile", "/models/mp-hostile/versions")) {
            page(path)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("&lt;script&gt;")))
                    .andExpect(content().string(not(containsString(evil))));
        }
        page("/models/mp-hostile").andExpect(content().string(containsString("There is no drawing in the file")));
        mvc.perform(get("/api/v1/models/mp-hostile").with(ANALYST))
                .andExpect(jsonPath("$.name").value(evil))
                .andExpect(jsonPath("$.kind").value("process"))
                .andExpect(jsonPath("$.origin").value("MODELER"));
    }

    @Test
    void versionsSayWhatTheyChangedAndComeInPages() throws Exception {
        for (var version = 1; version <= 25; version++) {
            deploy("mp-many", model("mp-many", "Many", "Step " + version));
        }
        page("/models/mp-many/versions?size=10")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("id=\"version-25\"")))
                .andExpect(content().string(not(containsString("id=\"version-15\""))))
                .andExpect(
                        content().string(containsString("To version 24: 0 added, 0 removed, 1 changed, 0 only moved.")))
                .andExpect(content().string(containsString("page=1")));
        page("/models/mp-many/versions?size=10&page=2")
                .andExpect(content().string(containsString("There is no version before it.")));
        page("/models/mp-many/differences?from=3&to=25")
                .andExpect(content().string(containsString("Step 3")))
                .andExpect(content().string(containsString("Step 25")));
        page("/models/mp-many?version=3").andExpect(content().string(containsString("Earlier version")));
        mvc.perform(get("/api/v1/models/mp-many/versions?size=5").with(ANALYST))
                .andExpect(jsonPath("$.totalElements").value(25))
                .andExpect(jsonPath("$.content[0].version").value(25));
        mvc.perform(get("/api/v1/models/mp-many/versions/3/differences?to=25").with(ANALYST))
                .andExpect(jsonPath("$.differences[0].properties[0].from").value("Step 3"))
                .andExpect(jsonPath("$.differences[0].properties[0].to").value("Step 25"));
    }

    @Test
    void aFileIsGivenByteByByteAsItWasDeployed() throws Exception {
        var latest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("document-review")
                .latestVersion()
                .singleResult();
        try (var deployed = repository.getProcessModel(latest.getId())) {
            mvc.perform(get("/api/v1/models/document-review/versions/" + latest.getVersion() + "/file")
                            .with(ANALYST))
                    .andExpect(header().string("Content-Disposition", containsString("document-review-")))
                    .andExpect(content().bytes(deployed.readAllBytes()));
        }
    }

    private void deploy(String key, String model) {
        deployments.add(repository
                .createDeployment()
                .name("Model " + key)
                .source("Camunda Modeler")
                .addString(key + ".bpmn", model)
                .deploy()
                .getId());
    }

    private static String model(String key, String name, String step) {
        var said = name.replace("<", "&lt;").replace(">", "&gt;");
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="%1$s" name="%2$s" isExecutable="true"
                  camunda:historyTimeToLive="P1D"><documentation>%2$s</documentation><startEvent id="start" name="%2$s">
                <documentation>%2$s</documentation></startEvent><sequenceFlow id="on" name="%2$s" sourceRef="start"
                  targetRef="end"/><endEvent id="end" name="%3$s"/></process></definitions>
                """.formatted(key, said, step);
    }

    @Test
    void whatIsNotDeployedIsNotFound() throws Exception {
        page("/models/nothing-of-the-kind").andExpect(status().isNotFound());
        page("/models/purchase-order?version=9999").andExpect(status().isNotFound());
        page("/models/purchase-order?version=last").andExpect(status().isBadRequest());
        page("/models/purchase-order/differences?from=1&to=9999").andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/models/purchase-order?kind=poem").with(ANALYST))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:models:unknown-kind"));
        mvc.perform(get("/api/v1/models/purchase-order?kind=form").with(ANALYST))
                .andExpect(status().isNotFound());
    }
}
