package org.countersign.console.web.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class RestorePageTests {

    private static final RequestPostProcessor OPS = by("rp-ops", Group.OPERATIONS);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    AuditLog audit;

    @Autowired
    Restores restores;

    private MockMvc mvc;

    @BeforeEach
    void aRestore() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("rp-ops", Group.OPERATIONS);
        // A server that is under way looks for a restore no more, so this one goes on all the while.
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.update(
                "insert into restores (id, taken_at, restored_at, seen_at, mails) values ('rp-restore', ?, ?, ?, 3)",
                now.minusDays(1),
                now,
                now);
    }

    @AfterEach
    void noRestore() {
        jdbc.update("delete from restores where id = 'rp-restore'");
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName("Operations and administrators see what is held and let it go on, auditors see it, nobody else does")
    void everyoneHasTheirPart(Group group) throws Exception {
        people.add("rp-" + group.id(), group);
        var who = by("rp-" + group.id(), group);
        var releases = group == Group.OPERATIONS || group == Group.ADMINISTRATOR;
        if (releases || group == Group.AUDITOR) {
            mvc.perform(get("/restore").with(who))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("rp-restore")))
                    .andExpect(content()
                            .string(
                                    releases
                                            ? containsString("/restore/release")
                                            : not(containsString("/restore/release"))));
        } else {
            mvc.perform(get("/restore").with(who)).andExpect(status().isForbidden());
        }
        mvc.perform(post("/restore/release").with(who))
                .andExpect(releases ? status().isUnprocessableEntity() : status().isForbidden());
    }

    @Test
    @DisplayName("R22: without a reason, or with a number of no series, all stays held; then it goes on, audited, once")
    void itGoesOnWithAReason() throws Exception {
        mvc.perform(post("/restore/release").param("lastNumbers", "PO-9").with(OPS))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("problem-reason"), containsString("PO-9"))));
        mvc.perform(post("/restore/release")
                        .param("reason", "Bank compared")
                        .param("lastNumbers", "PO-9, XX-1")
                        .with(OPS))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Bank compared")));
        assertThat(released()).isNull();
        mvc.perform(post("/restore/release").param("reason", " Bank compared ").with(OPS))
                .andExpect(redirectedUrl("/restore"));
        assertThat(released()).isEqualTo("rp-ops");
        assertThat(audit.entriesOf(new DocumentNumber("restore:rp-restore")))
                .anySatisfy(entry -> assertThat(entry.after()).containsEntry("reason", "Bank compared"));
        mvc.perform(get("/restore").with(OPS))
                .andExpect(content().string(containsString("Bank compared")))
                .andExpect(content().string(not(containsString("/restore/release"))));
        mvc.perform(post("/restore/release").param("reason", "Again").with(OPS)).andExpect(status().isConflict());
    }

    @Test
    @DisplayName("Every page says that the server is held, and leads those who look after it to what is held")
    void everyPageSaysSo() throws Exception {
        people.add("rp-anna");
        looksAgain();
        try {
            assertThat(restores.isHeld()).isTrue();
            mvc.perform(get("/restore").with(OPS))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("restored from a backup")));
            mvc.perform(get("/settings").with(OPS)).andExpect(content().string(containsString("href=\"/restore\"")));
            mvc.perform(get("/settings").with(by("rp-anna")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("restored from a backup")))
                    .andExpect(content().string(not(containsString("href=\"/restore\""))));
        } finally {
            noRestore();
            looksAgain();
        }
        assertThat(restores.isHeld()).isFalse();
    }

    /** As a server does that starts. */
    private void looksAgain() {
        Object server = AopTestUtils.getTargetObject(restores);
        ReflectionTestUtils.setField(server, "held", null);
    }

    private String released() {
        return jdbc.queryForObject("select released_by from restores where id = 'rp-restore'", String.class);
    }
}
