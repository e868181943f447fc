package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BoundedQueriesFilterTests {

    private final MockFilterChain engine = new MockFilterChain();
    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @ParameterizedTest
    @DisplayName("A list that begins or ends below zero is the caller's mistake, whatever the database says to it")
    @ValueSource(
            strings = {"firstResult=-5", "maxResults=-1", "name=a&firstResult=%2D1", "firstResult=-10&maxResults=5"})
    void belowZeroIsAMistake(String query) throws Exception {
        asked(query);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("InvalidRequest", "is zero or more");
        assertThat(engine.getRequest()).isNull();
    }

    @ParameterizedTest
    @DisplayName("Everything else goes on to the engine")
    @ValueSource(strings = {"firstResult=0", "firstResult=5", "firstResult=-0", "name=firstResult=-5", "nameLike=-5"})
    void everythingElseGoesOn(String query) throws Exception {
        asked(query);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(engine.getRequest()).isNotNull();
    }

    @Test
    @DisplayName("A question without an end gets the longest list that is allowed")
    void aQuestionGetsAnEnd() throws Exception {
        asked(null);

        assertThat(((jakarta.servlet.http.HttpServletRequest) engine.getRequest()).getQueryString())
                .isEqualTo("maxResults=100");
    }

    private void asked(String query) throws Exception {
        var request = new MockHttpServletRequest("GET", "/engine-rest/task");
        request.setQueryString(query);
        new BoundedQueriesFilter(100).doFilter(request, answer, engine);
    }
}
