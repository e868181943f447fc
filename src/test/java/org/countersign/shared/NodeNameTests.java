package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class NodeNameTests {

    @Test
    @DisplayName("A server has the name that it was given, or one drawn at its start that is no other's")
    void aServerHasAName() {
        assertThat(named("server-1")).isEqualTo("server-1");
        assertThat(named(" ")).matches("[A-Za-z0-9.-]{1,48}-[0-9a-f]{4}");
        assertThat(named(null)).isNotEqualTo(named(null));
    }

    @Test
    @DisplayName("A name that would not fit where it is shown stops the start, and says what would")
    void aBadNameIsRefused() {
        assertThatThrownBy(() -> named("the first one"))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.action()).contains("COUNTERSIGN_NODE"));
        assertThatThrownBy(() -> named("x".repeat(65))).isInstanceOf(StartRefused.class);
    }

    private static String named(String given) {
        var environment = new MockEnvironment();
        if (given != null) {
            environment.setProperty("countersign.node", given);
        }
        new NodeName().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("countersign.node");
    }
}
