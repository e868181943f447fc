package org.countersign.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VisitedNodesIT {

    @Test
    @DisplayName("Every flow node of every shipped process is visited by some fast test")
    void everyNodeIsVisited() throws IOException {
        assertThat(VisitedNodes.FOLDER)
                .as("what the fast tests noted; run them before this test")
                .isNotEmptyDirectory();
        var visited = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(VisitedNodes.FOLDER)) {
            for (var file : files) {
                visited.addAll(Files.readAllLines(file));
            }
        }
        assertThat(ProcessFiles.shipped().stream().flatMap(model -> VisitedNodes.missing(model, visited).stream()))
                .isEmpty();
    }

    @Test
    @DisplayName("A node that no test visits is noticed")
    void aNodeLeftOutIsNoticed() {
        var coffee = ProcessFiles.read(Path.of("src/test/resources/canary/bpmn/coffee-order.bpmn"));
        Set<String> visited = new TreeSet<>();
        coffee.all(FlowNode.class).forEach(node -> visited.add("coffee-order " + node.getId()));
        assertThat(VisitedNodes.missing(coffee, visited)).isEmpty();

        visited.remove("coffee-order event_coffeeCold");
        visited.add("tea-order event_coffeeCold");
        assertThat(VisitedNodes.missing(coffee, visited)).containsExactly("coffee-order event_coffeeCold");
    }
}
