package org.countersign.shared.web;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.countersign.shared.Group;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@CoreTest
class ProblemTests {

    @Autowired
    private MockMvc mvc;

    @Test
    void everyFaultyFieldIsNamed() throws Exception {
        mvc.perform(
                        post("/api/v1/suppliers")
                                .with(by("buyer", Group.PURCHASING_AGENT))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"number\":\"a b\",\"email\":\"x\",\"iban\":\"DE00\",\"address\":{\"country\":\"Germany\"}}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:problem:supplier:invalid-supplier"))
                .andExpect(jsonPath("$.title").value("Invalid supplier"))
                .andExpect(jsonPath("$.status").value(422))
                .andExpect(jsonPath("$.fields[*].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder(
                                "number", "name", "email", "iban", "address.country")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"x\",\"adress\":{}}            | adress          | is not known here",
                "{\"address\":{\"cuntry\":\"DE\"}}         | address.cuntry  | is not known here",
                "{\"status\":\"BEST\"}                     | status          | one of PREFERRED",
                "{\"name\":{}}                             | name            | must be a text",
                "{\"channels\":\"e-mail\"}                 | channels        | must be a list",
                "{\"channels\":[{}]}                       | channels[0]     | must be a text"
            })
    void anUnreadableFieldIsNamed(String body, String field, String message) throws Exception {
        mvc.perform(post("/api/v1/suppliers")
                        .with(by("buyer", Group.PURCHASING_AGENT))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:unreadable-body"))
                .andExpect(jsonPath("$.fields[0].field").value(field))
                .andExpect(jsonPath("$.fields[0].message").value(containsString(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nonsense", "{\"name\":\"x\"} {}", "{\"name\":\"x\",\"name\":\"y\"}"})
    void anUnreadableBodyIsRefused(String body) throws Exception {
        mvc.perform(post("/api/v1/suppliers")
                        .with(by("buyer", Group.PURCHASING_AGENT))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:unreadable-body"))
                .andExpect(jsonPath("$.detail").value(not(containsString("Exception"))))
                .andExpect(jsonPath("$.detail").value(not(containsString("org.countersign"))));
    }

    @Test
    void whoMayNotIsToldWhoMay() throws Exception {
        mvc.perform(post("/api/v1/suppliers")
                        .with(by("anna", Group.REQUESTER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"x\"}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:not-allowed"))
                .andExpect(jsonPath("$.detail").value("This is only for purchasing agents and administrators."));
        mvc.perform(get("/api/v1/suppliers")).andExpect(status().isUnauthorized());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        mvc.perform(get("/api/v1/suppliers/S-nowhere").with(by("anna")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("There is no supplier S-nowhere."));
        mvc.perform(get("/api/v1/nothing").with(by("anna")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:not-found"));
        mvc.perform(get("/api/v1/exchange-rates/USD/never").with(by("anna")))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void methodsAndMediaTypesAreAnsweredAsProblems() throws Exception {
        mvc.perform(delete("/api/v1/suppliers").with(by("anna")))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", containsString("GET")))
                .andExpect(jsonPath("$.detail").value("DELETE is not possible here. Possible: GET, POST."));
        mvc.perform(post("/api/v1/suppliers")
                        .with(by("buyer", Group.PURCHASING_AGENT))
                        .contentType("application/yaml")
                        .content("name: x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:media-type-not-taken"));
        mvc.perform(get("/api/v1/suppliers").accept("application/pdf").with(by("anna")))
                .andExpect(status().isNotAcceptable())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @ParameterizedTest
    @CsvSource({
        "page=-1, page",
        "page=x, page",
        "size=0, size",
        "size=201, size",
        "size=99999999999, size",
        "'sort=iban,desc', sort",
        "'sort=name,up', sort",
        "'sort=name;drop', sort",
        "status=GOOD, status"
    })
    void aParameterThatCannotBeUnderstoodIsNamed(String query, String parameter) throws Exception {
        mvc.perform(get("/api/v1/suppliers?" + query).with(by("anna")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:bad-parameter"))
                .andExpect(jsonPath("$.fields[0].field").value(parameter));
    }

    @Test
    void tooLargeABodyIsRefused() throws Exception {
        mvc.perform(post("/api/v1/suppliers")
                        .with(by("buyer", Group.PURCHASING_AGENT))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"" + "x".repeat(21 * 1024 * 1024) + "\"}"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:too-large"));
    }

    @Test
    @DisplayName("R27: a lost race is a conflict, and a failure never shows a stack trace")
    void failuresShowNoStackTrace() throws Exception {
        var failing = MockMvcBuilders.standaloneSetup(new Failing())
                .setControllerAdvice(new ProblemAdvice())
                .build();
        failing.perform(get("/api/failing?how=race"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:changed-meanwhile"));
        failing.perform(get("/api/failing?how=contradiction"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:contradicts-other-data"))
                .andExpect(jsonPath("$.detail").value(not(containsString("PRIMARY KEY"))));
        failing.perform(get("/api/failing?how=bug"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:failure"))
                .andExpect(jsonPath("$.reference").value(matchesPattern("[0-9A-F]{8}")))
                .andExpect(jsonPath("$.detail").value(startsWith("Something went wrong on our side")))
                .andExpect(content().string(not(containsString("secret detail"))))
                .andExpect(content().string(not(containsString("at org."))));
        failing.perform(get("/api/failing"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.fields[0].field").value("how"));
    }

    @RestController
    static class Failing {

        @GetMapping("/api/failing")
        String fail(@RequestParam("how") String how) {
            throw switch (how) {
                case "race" -> new OptimisticLockingFailureException("row 7");
                case "contradiction" -> new DataIntegrityViolationException("PRIMARY KEY violated");
                default -> new IllegalStateException("secret detail");
            };
        }
    }
}
