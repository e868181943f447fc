package org.countersign.workflow.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.bpmn.ProcessFiles;
import org.countersign.workflow.models.Finding;
import org.countersign.workflow.models.ModelCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The element templates")
class ElementTemplateTests {

    static Stream<ElementTemplate> all() {
        return ElementTemplate.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("are such as Modeler takes")
    void keepToTheSchema(ElementTemplate template) throws IOException {
        try (var schema = getClass().getResourceAsStream("/element-templates/schema.json")) {
            var factory = JsonSchemaFactory.getInstance(VersionFlag.V7);
            assertThat(factory.getSchema(schema).validate(template.json())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("say what they are for, and what each input is")
    void areDocumented(ElementTemplate template) {
        assertThat(template.json().path("id").asText()).isEqualTo("org.countersign." + template);
        assertThat(template.json().path("description").asText().length()).isBetween(40, 400);
        assertThat(template.json().path("properties"))
                .filteredOn(property -> property.has("group"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("make steps that pass the check of a deployment")
    void passTheCheck(ElementTemplate template) {
        var values = Map.of(
                "reviewGroup", "purchasing-agent",
                "mailText", "Hello",
                "auditText", "Noted",
                "remindTask", "userTask_reviewDocument",
                "httpService", "risk");
        var attributes = template.name().equals("wait-for-supplier") ? "messageRef=\"answered\"" : "";
        assertThat(errorsOf(ElementTemplate.process("uses-a-block", template.on("step", values, attributes))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("are each a step of a process that runs in a test, built from the template")
    void areRun(ElementTemplate template) throws IOException {
        assertThat(Files.readString(Path.of("src/test/java/org/countersign/workflow/blocks/BuildingBlockTests.java")))
                .contains("ElementTemplate.of(\"" + template + "\")");
    }

    @Test
    @DisplayName("R01: ask for the approval that an order needs")
    void theApprovalCounts() {
        var order = "<bpmn:serviceTask id=\"order\" camunda:delegateExpression=\"${createOrderDelegate}\""
                + " camunda:asyncBefore=\"true\"/>";
        assertThat(errorsOf(ElementTemplate.process("uses-a-block", order)))
                .extracting(Finding::rule)
                .containsExactly("ORDERS_ARE_APPROVED_FIRST");
        assertThat(errorsOf(ElementTemplate.process(
                        "uses-a-block", ElementTemplate.of("ask-for-approval").on("approve", Map.of(), ""), order)))
                .isEmpty();
    }

    private static List<Finding> errorsOf(String process) {
        return ModelCheck.findings(
                        List.of(new ModelCheck.Source("uses-a-block.bpmn", process.getBytes(StandardCharsets.UTF_8))),
                        ProcessFiles.world(ProcessFiles.shipped()))
                .stream()
                .filter(Finding::isError)
                .toList();
    }
}
