package org.countersign.console.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.countersign.policy.ColumnType;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyDocuments;
import org.countersign.policy.PolicyTable;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class PolicyEditorPageTests {

    private static final String USER = "editor-admin";
    private static final RequestPostProcessor ADMIN = by(USER, Group.ADMINISTRATOR);
    private static final RequestPostProcessor OTHER = by("editor-other", Group.ADMINISTRATOR);
    private static final Actor ACTOR = new Actor(new UserId(USER), Set.of(Group.ADMINISTRATOR.id()));

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    PolicyChanges changes;

    @Autowired
    PolicyDocuments documents;

    @Autowired
    CellReader reader;

    private MockMvc mvc;
    private String id = "";

    @BeforeEach
    void draft() throws Exception {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add(USER, Group.ADMINISTRATOR);
        people.add("editor-other", Group.ADMINISTRATOR);
        var begun = mvc.perform(post("/decision-tables/quote-policy/changes").with(ADMIN))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        id = Objects.requireNonNull(begun).split("/")[2];
    }

    @AfterEach
    void withdraw() {
        changes.withdraw(id, null, ACTOR);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Only administrators begin a change, and only its author edits it")
    void onlyAdministratorsEdit(Group group) throws Exception {
        var user = "editor-" + group.id();
        people.add(user, group);
        if (group != Group.ADMINISTRATOR) {
            mvc.perform(post("/decision-tables/quote-policy/changes").with(by(user, group)))
                    .andExpect(status().isForbidden());
            mvc.perform(post(at() + "/rules").param("version", version()).with(by(user, group)))
                    .andExpect(status().isForbidden());
        }
        var reads = Set.of(Group.ADMINISTRATOR, Group.AUDITOR, Group.OPERATIONS).contains(group);
        var page = mvc.perform(get(at()).with(by(user, group)));
        page.andExpect(reads ? status().isOk() : status().isForbidden());
        if (reads) {
            page.andExpect(content().string(not(containsString("id=\"add-rule\""))));
        }
    }

    @Test
    @DisplayName("A cell is chosen without FEEL, in the reader's figures, and everything else of the draft stays")
    void aCellIsChosen() throws Exception {
        page("?rule=rule_noQuotesBelow25k&at=input_amount")
                .andExpect(content().string(containsString("name=\"in0mode\"")))
                .andExpect(content().string(containsString("value=\"25000\"")));
        var before = table();
        step(
                        "/rules/rule_noQuotesBelow25k",
                        "in0mode",
                        "range",
                        "in0low",
                        "1,000.50",
                        "in0high",
                        "20,000",
                        "in2mode",
                        "one",
                        "in2values",
                        "NEW")
                .andExpect(redirectedUrl("/policy-changes/" + id + "/table#rule_noQuotesBelow25k"));

        var rule = before.rules().get(0);
        assertThat(table())
                .isEqualTo(before.withRule(new PolicyTable.Rule(
                        rule.id(), rule.description(), List.of("[1000.5..20000)", "", "\"NEW\""), rule.outputs())));
        page("").andExpect(content().string(containsString("from 1,000.5 below 20,000")));
    }

    @Test
    @DisplayName("What would be wrong is said while somebody writes, and nothing is saved by it")
    void findingsAreLive() throws Exception {
        step(
                        "/rules/rule_quotesFrom25k/check",
                        "in0mode",
                        "above",
                        "in0low",
                        "25000",
                        "out0mode",
                        "value",
                        "out0low",
                        "many")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("above 25,000")))
                .andExpect(content().string(containsString("“many” is no figure")));
        step("/rules/rule_quotesFrom25k/check", "in0mode", "above", "in0low", "25000")
                .andExpect(content().string(containsString("No rule applies where Total in base currency is 25000.")))
                .andExpect(content()
                        .string(matchesPattern(
                                "(?s).*<section[^>]*id=\"findings\"[^>]*hx-swap-oob=\"true\".*No rule applies.*")));
        assertThat(changes.change(id, ACTOR).savedVersion()).isEqualTo(Long.parseLong(version()));
        assertThat(table().rules().get(1).inputs()).containsOnly("");
    }

    @Test
    @DisplayName(
            "A slipped comma is no list: nothing is saved, what was written stands there, and why is said in words")
    void aSlippedCommaIsRefused() throws Exception {
        var rule = "/rules/rule_noQuotesBelow25k";
        var before = table();
        step(rule, "in0mode", "from", "in0low", "10,0,00")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(header().string("HX-Push-Url", at() + "?rule=rule_noQuotesBelow25k"))
                .andExpect(content().string(containsString("“10,0,00” is no figure")))
                .andExpect(content().string(containsString("value=\"10,0,00\"")))
                .andExpect(content().string(not(containsString("no document is without a rule"))));
        step(rule, "in0mode", "below", "in0high", "")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say the figure, or choose “whatever it is”.")));
        step(rule + "/check", "in0mode", "from", "in0low", "1e9")
                .andExpect(content().string(containsString("“1e9” is no figure")))
                .andExpect(content().string(not(containsString("FEEL"))));
        step(rule + "/reach", "in0mode", "from", "in0low", "1e9")
                .andExpect(content().string(not(containsString("last year"))));
        assertThat(table()).isEqualTo(before);
        mvc.perform(post(at() + rule)
                        .param("version", version())
                        .param("in0mode", "from")
                        .param("in0low", "1.000.00")
                        .with(ADMIN)
                        .cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content().string(containsString("„1.000.00“ ist keine Zahl")));
    }

    @Test
    @DisplayName("The page of a table in force names the changes of it that are open")
    void openChangesAreNamed() throws Exception {
        var link = "<a href=\"/policy-changes/" + id + "\">";
        mvc.perform(get("/decision-tables/quote-policy").with(ADMIN))
                .andExpect(content().string(containsString(link)))
                .andExpect(content().string(containsString("<span>yours</span>")));
        mvc.perform(get("/decision-tables/quote-policy").with(OTHER))
                .andExpect(content().string(containsString(link)));
        mvc.perform(get("/decision-tables/match-policy").with(OTHER))
                .andExpect(content().string(not(containsString(id))));
    }

    @Test
    @DisplayName("A rule that says something else under the same description is pointed out, in the reader's words")
    void anOldDescriptionIsPointedOut() throws Exception {
        var rule = "/rules/rule_noQuotesBelow25k";
        var hint = "Rule 1 was changed, but not its description";
        step(rule + "/check", "in0mode", "below", "in0high", "25000")
                .andExpect(content().string(not(containsString(hint))));
        step(rule + "/check", "in0mode", "below", "in0high", "20000")
                .andExpect(content().string(containsString(hint)));
        step(rule + "/check", "in0mode", "below", "in0high", "20000", "description", "Below 20,000 no quotes.")
                .andExpect(content().string(not(containsString(hint))));
        step(rule, "in0mode", "below", "in0high", "20000").andExpect(status().is3xxRedirection());
        page("").andExpect(content().string(containsString(hint)));
        mvc.perform(get("/policy-changes/" + id).with(ADMIN).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content()
                        .string(containsString(
                                "„Unter 25.000,00 werden keine Angebote verlangt“: Summe in Hauswährung ist jetzt")));
    }

    @Test
    @DisplayName("What differs names choices as they are called, figures and what is no choice as they are written")
    void choicesAreCalledByTheirNames() throws Exception {
        step("/rules/rule_noQuotesBelow25k", "in2mode", "one", "in2values", "NEW");
        step(
                "/rules/rule_noQuotesBelow25k",
                "in1mode",
                "one",
                "in1others",
                "office",
                "in0mode",
                "below",
                "in0high",
                "20000");
        mvc.perform(get("/policy-changes/" + id).with(ADMIN))
                .andExpect(content().string(containsString("changed from any to new.")))
                .andExpect(content().string(containsString("to &quot;office&quot;")))
                .andExpect(content().string(containsString("from &lt; 25000 to &lt; 20000")))
                .andExpect(content().string(not(containsString("&quot;NEW&quot;"))));
        mvc.perform(get("/policy-changes/" + id).with(ADMIN).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content().string(containsString("neu")))
                .andExpect(content().string(not(containsString("&quot;NEW&quot;"))));
    }

    @Test
    @DisplayName("Rules are added, copied, moved and removed")
    void rulesAreArranged() throws Exception {
        step("/rules/rule_quotesFrom25k/copy").andExpect(status().is3xxRedirection());
        step("/rules").andExpect(status().is3xxRedirection());
        assertThat(table().rules()).hasSize(4);
        step("/rules/rule_quotesFrom25k/up");
        step("/rules/rule_noQuotesBelow25k/down");
        assertThat(table().rules().get(0).id()).isEqualTo("rule_quotesFrom25k");
        assertThat(table().rules().get(2).id()).isEqualTo("rule_noQuotesBelow25k");
        step("/rules/rule_quotesFrom25k/removal").andExpect(redirectedUrl(at()));
        assertThat(table().rules()).hasSize(3);
    }

    @Test
    @DisplayName("R27: what somebody has saved meanwhile is not overwritten, and another's draft is not edited")
    void nothingIsOverwritten() throws Exception {
        var old = version();
        step("/rules").andExpect(status().is3xxRedirection());
        mvc.perform(post(at() + "/rules").param("version", old).with(ADMIN))
                .andExpect(redirectedUrl(at()))
                .andExpect(flash().attributeExists("denied"));
        mvc.perform(post(at() + "/rules").param("version", version()).with(OTHER))
                .andExpect(flash().attributeExists("denied"));
        assertThat(table().rules()).hasSize(3);
    }

    @Test
    @DisplayName("Every cell of the shipped tables comes back from its picker as it was")
    void pickersKeepCells() throws Exception {
        try (var files = Files.list(Path.of("dmn"))) {
            for (var file : files.toList()) {
                var key = file.getFileName().toString().replace(".dmn", "");
                var table = documents.read(Files.readString(file), key);
                for (var rule : table.rules()) {
                    for (int column = 0; column < table.inputs().size(); column++) {
                        var feel = rule.inputs().get(column);
                        var cell = reader.condition(feel);
                        assertThat(reader.condition(again(
                                        cell, feel, table.inputs().get(column).type(), Locale.GERMAN)))
                                .isEqualTo(cell);
                    }
                    for (int column = 0; column < table.outputs().size(); column++) {
                        var feel = rule.outputs().get(column);
                        var cell = reader.answer(feel);
                        assertThat(reader.answer(again(
                                        cell, feel, table.outputs().get(column).type(), Locale.GERMAN)))
                                .isEqualTo(cell);
                    }
                }
            }
        }
        for (var feel : List.of(
                "not(\"a \\\" b\",\"c\")", "[1.5..2]", "(1..2)", "null", "< 5, null", "? > 3", "-4", "> 0.005")) {
            var cell = reader.condition(feel);
            assertThat(reader.condition(again(cell, feel, ColumnType.DOUBLE, Locale.GERMAN)))
                    .as(feel)
                    .isEqualTo(cell);
        }
        var day = reader.condition(">= date and time(\"2026-01-31T00:00:00\")");
        assertThat(reader.condition(again(day, "", ColumnType.DATE, Locale.ENGLISH)))
                .isEqualTo(day);
        var person = reader.answer("\"person:anna\"");
        var form = CellForm.of(person, "", Locale.ENGLISH);
        assertThat(form.mode()).isEqualTo("person");
        assertThat(form.low()).isEqualTo("anna");
    }

    private static String again(Cell cell, String feel, ColumnType type, Locale language) {
        return CellForm.of(cell, feel, language).toFeel(type, language);
    }

    private ResultActions page(String query) throws Exception {
        return mvc.perform(get(at() + query).with(ADMIN)).andExpect(status().isOk());
    }

    private ResultActions step(String path, String... fields) throws Exception {
        MultiValueMap<String, String> params = new LinkedMultiValueMap<>();
        params.add("version", version());
        for (int index = 0; index < fields.length; index += 2) {
            params.add(fields[index], fields[index + 1]);
        }
        return mvc.perform(post(at() + path).params(params).with(ADMIN));
    }

    private String at() {
        return "/policy-changes/" + id + "/table";
    }

    private String version() {
        return String.valueOf(changes.change(id, ACTOR).savedVersion());
    }

    private PolicyTable table() {
        return documents.read(changes.change(id, ACTOR).candidate(), "quote-policy");
    }
}
