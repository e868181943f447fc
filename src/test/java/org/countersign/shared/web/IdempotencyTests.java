package org.countersign.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.countersign.shared.Group;
import org.countersign.support.CoreTest;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@CoreTest
class IdempotencyTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private IdempotencyKeys keys;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    @Qualifier("idempotencyFilter")
    private FilterRegistrationBean<?> filter;

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aRepeatAnswersAsTheFirstTime() throws Exception {
        var first = send(key, "{\"name\":\"Once GmbH\"}")
                .andExpect(status().isCreated())
                .andExpect(header().doesNotExist("Idempotency-Replayed"))
                .andReturn()
                .getResponse();

        var again = send(key, "{\"name\":\"Once GmbH\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andReturn()
                .getResponse();

        assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
        assertThat(again.getHeader("Location"))
                .isEqualTo(first.getHeader("Location"))
                .isNotNull();
        assertThat(again.getContentType()).isEqualTo(first.getContentType());
        assertThat(jdbc.queryForObject("select count(*) from suppliers where name = 'Once GmbH'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void withoutAKeyEachCallIsANewOne() throws Exception {
        for (int call = 0; call < 2; call++) {
            mvc.perform(post("/api/v1/suppliers")
                            .with(by("buyer", Group.PURCHASING_AGENT))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"name\":\"Twice GmbH\"}"))
                    .andExpect(status().isCreated());
        }
        assertThat(jdbc.queryForObject("select count(*) from suppliers where name = 'Twice GmbH'", Long.class))
                .isEqualTo(2);
    }

    @Test
    void anotherBodyOrPathUnderTheSameKeyIsRefused() throws Exception {
        send(key, "{\"name\":\"First GmbH\"}").andExpect(status().isCreated());

        send(key, "{\"name\":\"Other GmbH\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:idempotency-key-reused"));
        mvc.perform(post("/api/v1/items")
                        .with(by("buyer", Group.PURCHASING_AGENT))
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"First GmbH\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:idempotency-key-reused"));
    }

    @Test
    void aKeyBelongsToThePersonWhoUsedIt() throws Exception {
        send(key, "{\"name\":\"Mine GmbH\"}").andExpect(status().isCreated());

        mvc.perform(post("/api/v1/suppliers")
                        .with(by("other-buyer", Group.PURCHASING_AGENT))
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"Theirs GmbH\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.name").value("Theirs GmbH"));
    }

    @Test
    void aRefusalIsRepeatedToo() throws Exception {
        send(key, "{}").andExpect(status().isUnprocessableEntity());
        send(key, "{}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andExpect(jsonPath("$.type").value("urn:problem:supplier:invalid-supplier"));
    }

    @Test
    void aCallUnderWayIsNotMadeTwice() throws Exception {
        var filterUnderTest = filter.getFilter();
        signIn();
        var inner = new MockHttpServletResponse();
        FilterChain slow = (request, response) -> {
            filterUnderTest.doFilter(request("body"), inner, (again, answer) -> {
                throw new AssertionError("made twice");
            });
            ((HttpServletResponse) response).setStatus(201);
        };

        var outer = new MockHttpServletResponse();
        filterUnderTest.doFilter(request("body"), outer, slow);

        assertThat(inner.getStatus()).isEqualTo(409);
        assertThat(inner.getContentAsString()).contains("idempotency-key-in-progress");
        assertThat(outer.getStatus()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneIsMade() throws Exception {
        var pool = Executors.newFixedThreadPool(6);
        try {
            var calls = pool.invokeAll(
                    java.util.Collections.nCopies(6, (Callable<Integer>) () -> send(key, "{\"name\":\"Race GmbH\"}")
                            .andReturn()
                            .getResponse()
                            .getStatus()));
            for (var call : calls) {
                assertThat(call.get()).isIn(201, 409);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.queryForObject("select count(*) from suppliers where name = 'Race GmbH'", Long.class))
                .isEqualTo(1);
        send(key, "{\"name\":\"Race GmbH\"}").andExpect(status().isCreated());
    }

    @Test
    void whatFailedOrOnlyCollidedIsTriedAgain() throws Exception {
        signIn();
        var outcomes = List.<FilterChain>of(
                (request, response) -> ((HttpServletResponse) response).setStatus(500),
                (request, response) -> ((HttpServletResponse) response).sendError(400),
                (request, response) -> {
                    request.setAttribute(ProblemAdvice.PASSING, true);
                    ((HttpServletResponse) response).setStatus(409);
                },
                (request, response) -> {
                    throw new IOException("connection lost");
                });
        for (var outcome : outcomes) {
            try {
                filter.getFilter().doFilter(request("body"), new MockHttpServletResponse(), outcome);
            } catch (IOException e) {
                assertThat(e).hasMessage("connection lost");
            }
            assertThat(keys.find("buyer", key)).isEmpty();
        }
    }

    @Test
    void anAnswerOfBytesIsRepeatedToTheByte() throws Exception {
        signIn();
        var bytes = new byte[] {0, -1, -128, 127, 13, 10, 0};
        FilterChain chain = (request, response) -> {
            assertThat(request.getInputStream().readAllBytes()).isEqualTo("bödy".getBytes());
            response.setContentType("application/pdf");
            ((HttpServletResponse) response).setHeader("ETag", "\"x\"");
            response.getOutputStream().write(bytes);
        };
        filter.getFilter().doFilter(request("bödy"), new MockHttpServletResponse(), chain);

        var again = new MockHttpServletResponse();
        filter.getFilter().doFilter(request("bödy"), again, (request, response) -> {
            throw new AssertionError("made twice");
        });

        assertThat(again.getContentAsByteArray()).isEqualTo(bytes);
        assertThat(again.getContentType()).isEqualTo("application/pdf");
        assertThat(again.getHeader("ETag")).isEqualTo("\"x\"");
    }

    @Test
    void aKeyHasAForm() throws Exception {
        for (var bad : List.of("with blank", "x".repeat(201), "ü")) {
            send(bad, "{\"name\":\"x\"}")
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.type").value("urn:problem:shared:bad-idempotency-key"));
        }
    }

    @Test
    void answersAreForgottenAfterThirtyDays() {
        clock.reset();
        keys.take("old", key, "f");
        clock.advance(Duration.ofDays(29));
        keys.purge();
        assertThat(keys.find("old", key)).isPresent();
        clock.advance(Duration.ofDays(2));
        keys.purge();
        assertThat(keys.find("old", key)).isEmpty();
        clock.reset();
    }

    private ResultActions send(String idempotencyKey, String body) throws Exception {
        return mvc.perform(post("/api/v1/suppliers")
                .with(by("buyer", Group.PURCHASING_AGENT))
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private MockHttpServletRequest request(String body) {
        var request = new MockHttpServletRequest("POST", "/api/v1/anything");
        request.addHeader("Idempotency-Key", key);
        request.setContent(body.getBytes());
        return request;
    }

    private static void signIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("buyer", "", "any"));
    }
}
