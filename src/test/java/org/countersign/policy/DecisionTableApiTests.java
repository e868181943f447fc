package org.countersign.policy;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class DecisionTableApiTests {

    private static final String TABLES = "/api/v1/decision-tables";
    private static final Set<Group> READERS = Set.of(Group.ADMINISTRATOR, Group.AUDITOR, Group.OPERATIONS);
    private static final RequestPostProcessor ADMIN = by("table-administrator", Group.ADMINISTRATOR);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    private MockMvc mvc;

    @BeforeEach
    void people() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("table-administrator", Group.ADMINISTRATOR);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Administrators, auditors and operations read tables; nobody else does")
    void onlySomeReadTables(Group group) throws Exception {
        var user = "table-" + group.id();
        people.add(user, group);
        var expected = READERS.contains(group) ? status().isOk() : status().isForbidden();
        mvc.perform(get(TABLES).with(by(user, group))).andExpect(expected);
        mvc.perform(get(TABLES + "/approval-policy").with(by(user, group))).andExpect(expected);
        mvc.perform(post(TABLES + "/quote-policy/check")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"rules\":[]}")
                        .with(by(user, group)))
                .andExpect(expected);
        mvc.perform(get("/decision-tables").with(by(user, group))).andExpect(expected);
        mvc.perform(get("/decision-tables/approval-policy").with(by(user, group)))
                .andExpect(expected);
    }

    @Test
    @DisplayName("Every table that is policy is listed, shown, and given as its file")
    void tablesAreShown() throws Exception {
        mvc.perform(get(TABLES).with(ADMIN))
                .andExpect(jsonPath(
                        "$.content[*].key", hasItems("approval-policy", "exception-routing", "reminder-policy")));
        mvc.perform(get(TABLES + "/exception-routing").with(ADMIN))
                .andExpect(jsonPath("$.hitPolicy").value("UNIQUE"))
                .andExpect(jsonPath("$.outputs[0].fact").value("handler"))
                .andExpect(jsonPath("$.rules[*].id", hasItem("rule_receiving")));
        mvc.perform(get(TABLES + "/exception-routing")
                        .accept(MediaType.APPLICATION_XML)
                        .with(ADMIN))
                .andExpect(content().string(Files.readString(Path.of("dmn/exception-routing.dmn"))));
        mvc.perform(get(TABLES + "/coffee-beans").with(ADMIN)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("R03: candidates are checked as rules and as a file, and nothing is changed by it")
    void candidatesAreChecked() throws Exception {
        mvc.perform(post(TABLES + "/quote-policy/check")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"rules\":[{\"inputs\":[\"< 100\",\"\",\"\"],\"outputs\":[\"1\",null]}]}")
                        .with(ADMIN))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.accepted").value(false))
                .andExpect(jsonPath("$.findings[0].code").value("GAP"))
                .andExpect(jsonPath("$.findings[0].example[0].value").value("100"));
        mvc.perform(post(TABLES + "/quote-policy/check")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"rules\":[{\"inputs\":[\"< 100\"],\"outputs\":[\"1\",null]}]}")
                        .with(ADMIN))
                .andExpect(status().isUnprocessableEntity());
        var file = Files.readString(Path.of("dmn/quote-policy.dmn"));
        mvc.perform(post(TABLES + "/quote-policy/check")
                        .contentType(MediaType.APPLICATION_XML)
                        .content(file)
                        .with(ADMIN))
                .andExpect(jsonPath("$.accepted").value(true));
        mvc.perform(post(TABLES + "/quote-policy/check")
                        .contentType(MediaType.APPLICATION_XML)
                        .content(file.replaceFirst("<inputEntry ", "<inputEntry expressionLanguage=\"juel\" "))
                        .with(ADMIN))
                .andExpect(jsonPath("$.accepted").value(false))
                .andExpect(jsonPath("$.findings[0].message").value(containsString("juel")));
    }
}
