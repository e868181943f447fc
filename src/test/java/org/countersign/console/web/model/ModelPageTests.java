package org.countersign.console.web.model;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.EnumSet;
import java.util.Set;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestPeople;
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

    private MockMvc mvc;

    @BeforeEach
    void pages() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("mp-analyst", Group.PROCESS_ANALYST);
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
        for (var path : Set.of("/models", "/models/purchase-order", "/models/purchase-order/versions/1/diagram")) {
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
    void whatIsNotDeployedIsNotFound() throws Exception {
        page("/models/nothing-of-the-kind").andExpect(status().isNotFound());
        page("/models/purchase-order?version=9999").andExpect(status().isNotFound());
        page("/models/purchase-order?version=last").andExpect(status().isBadRequest());
    }
}
