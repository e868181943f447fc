package org.countersign.console.web.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class MigrationPageTests {

    private static final String PAGE = "/models/goods-inspection/";
    private static final RequestPostProcessor ANALYST = by("mgp-analyst", Group.PROCESS_ANALYST);
    private static final RequestPostProcessor OPS = by("mgp-ops", Group.OPERATIONS);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    RepositoryService repository;

    private final Deque<String> deployments = new ArrayDeque<>();
    private MockMvc mvc;
    private int old;

    @BeforeEach
    void twoVersions() throws IOException {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("mgp-analyst", Group.PROCESS_ANALYST);
        people.add("mgp-ops", Group.OPERATIONS);
        old = deploy();
        deploy();
    }

    @AfterEach
    void forget() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void whoMaySeeModelsSeesWhatRunsAndAnalystsAloneDrawPlansUp(Group group) throws Exception {
        people.add("mgp-" + group.id(), group);
        var who = by("mgp-" + group.id(), group);
        var reads = group == Group.PROCESS_ANALYST
                || group == Group.ADMINISTRATOR
                || group == Group.OPERATIONS
                || group == Group.AUDITOR;
        mvc.perform(get(PAGE + "instances").with(who)).andExpect(reads ? status().isOk() : status().isForbidden());
        mvc.perform(drawn().with(who))
                .andExpect(group == Group.PROCESS_ANALYST ? status().is3xxRedirection() : status().isForbidden());
    }

    @Test
    void aPlanShowsBothVersionsAndWhatEachMayDo() throws Exception {
        var plan = plan();
        mvc.perform(get(plan).with(ANALYST))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("old-canvas")))
                .andExpect(content().string(containsString("new-canvas")))
                .andExpect(content().string(containsString("Say so")))
                .andExpect(content().string(not(containsString("Move this one"))));
        mvc.perform(get(plan).with(OPS))
                .andExpect(content().string(containsString("Move this one")))
                .andExpect(content().string(not(containsString("Say so"))));
        mvc.perform(get(PAGE + "instances").with(ANALYST)).andExpect(content().string(containsString("For the page")));
        mvc.perform(get(plan).with(OPS).header("Accept-Language", "de")).andExpect(status().isOk());
    }

    @Test
    void wrongInputComesBackWithWhatWasEntered() throws Exception {
        var plan = plan();
        mvc.perform(post(PAGE + "migrations")
                        .param("from", String.valueOf(old))
                        .param("to", "4711")
                        .with(ANALYST))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-to")));
        mvc.perform(post(plan + "/trial")
                        .param("instance", "PO-NONE")
                        .param("reason", "Because of it")
                        .with(OPS))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-instance")))
                // Both diagrams are drawn on this page as well.
                .andExpect(header().string("Content-Security-Policy", containsString("unsafe-hashes")))
                .andExpect(content().string(containsString("Because of it")));
        mvc.perform(post(plan + "/execution").param("reason", "All").with(OPS)).andExpect(status().isConflict());
        mvc.perform(post(plan + "/execution/retry").with(OPS)).andExpect(status().isConflict());
    }

    @Test
    void whatIsSaidOfElementsStandsThereUntilItIsTakenBack() throws Exception {
        var plan = plan();
        var said = post(plan + "/instructions")
                .param("from", "userTask_inspectGoods")
                .param("to", "")
                .with(ANALYST);
        mvc.perform(said).andExpect(status().is3xxRedirection());
        mvc.perform(get(plan).with(ANALYST)).andExpect(content().string(containsString("becomes nothing.")));
        mvc.perform(post(plan + "/instructions/removal")
                        .param("from", "userTask_inspectGoods")
                        .with(ANALYST))
                .andExpect(status().is3xxRedirection());
        mvc.perform(get(plan).with(ANALYST)).andExpect(content().string(not(containsString("becomes nothing."))));
        mvc.perform(post(plan + "/removal").with(ANALYST)).andExpect(status().is3xxRedirection());
        mvc.perform(said).andExpect(status().isConflict());
    }

    private MockHttpServletRequestBuilder drawn() {
        return post(PAGE + "migrations")
                .param("from", String.valueOf(old))
                .param("to", String.valueOf(old + 1))
                .param("note", "For the page");
    }

    private String plan() throws Exception {
        var to = mvc.perform(drawn().with(ANALYST)).andReturn().getResponse().getRedirectedUrl();
        assertThat(to).startsWith(PAGE + "migrations/");
        return to;
    }

    private int deploy() throws IOException {
        var deployment = repository
                .createDeployment()
                .name("migration")
                .addString("goods-inspection.bpmn", Files.readString(Path.of("bpmn/goods-inspection.bpmn")))
                .deploy();
        deployments.push(deployment.getId());
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult()
                .getVersion();
    }
}
