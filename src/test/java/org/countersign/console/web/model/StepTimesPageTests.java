package org.countersign.console.web.model;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.EnumSet;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
@DisplayName("The pages of where time goes")
class StepTimesPageTests {

    private static final String PAGE = "/models/purchase-requisition/times";
    private static final Set<Group> READERS =
            EnumSet.of(Group.PROCESS_ANALYST, Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcTemplate jdbc;

    private MockMvc mvc;

    @BeforeEach
    void pages() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("stp-ops", Group.OPERATIONS);
    }

    private ResultActions page(String path, String language) throws Exception {
        return mvc.perform(get(path).with(by("stp-ops", Group.OPERATIONS)).header("Accept-Language", language));
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName("are for those who run, draw and audit processes")
    void onlySomeRead(Group group) throws Exception {
        people.add("stp-" + group.id(), group);
        var expected = READERS.contains(group) ? status().isOk() : status().isForbidden();
        for (var path : Set.of(PAGE, PAGE + ".csv", PAGE + "/userTask_reviseRequisition")) {
            mvc.perform(get(path).with(by("stp-" + group.id(), group))).andExpect(expected);
        }
    }

    @Test
    @DisplayName("say the same in the drawing's colours, in the table, in the parts of a step and in the file")
    void figuresAreShown() throws Exception {
        jdbc.update("insert into step_times (id, model, step_month, model_version, category, group_id, element, ended,"
                + " durations) values ('stp-1', 'purchase-requisition', 200207, 1, 'IT', 'approver',"
                + " 'userTask_reviseRequisition', 3, '450:3')");
        var july = "?from=2002-07&to=2002-07";
        page(PAGE + july, "en")
                .andExpect(status().isOk())
                .andExpect(
                        content().string(containsString("data-element=\"userTask_reviseRequisition\" data-heat=\"3\"")))
                .andExpect(content().string(containsString("Revise requisition")));
        page(PAGE + july + "&category=-&sort=p90&measure=p90", "en")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("No step of this process ended")));
        page(PAGE + "/userTask_reviseRequisition" + july, "en")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2002-07")))
                .andExpect(content().string(containsString("By group asked")));
        page(PAGE + ".csv" + july, "en")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("userTask_reviseRequisition,Revise requisition,")));
    }

    @Test
    @DisplayName("refuse what cannot be asked, and know no other models and steps")
    void oddAddresses() throws Exception {
        page(PAGE + "?from=2026-13", "en").andExpect(status().isUnprocessableEntity());
        page(PAGE + "?from=2026-02&to=2026-01", "en").andExpect(status().isUnprocessableEntity());
        page(PAGE + "/userTask_unknown", "en").andExpect(status().isNotFound());
        page("/models/no-such-model/times", "en").andExpect(status().isNotFound());
    }
}
