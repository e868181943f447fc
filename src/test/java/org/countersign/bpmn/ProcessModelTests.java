package org.countersign.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.countersign.workflow.models.DeploymentRule;
import org.countersign.workflow.models.FormFile;
import org.countersign.workflow.models.ModelCheck;
import org.countersign.workflow.models.ModelWorld;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.ProcessHabit;
import org.countersign.workflow.models.ProcessRule;
import org.countersign.workflow.models.ProductContract;
import org.countersign.workflow.support.ProcessError;
import org.countersign.workflow.support.ThrowsErrors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessModelTests {

    private static final List<ProcessFile> SHIPPED = ProcessFiles.shipped();
    private static final ModelWorld WORLD = ProcessFiles.world(SHIPPED);

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped process keeps the rules of models")
    void shippedProcessesKeepEachRule(ProcessRule rule) {
        assertThat(SHIPPED.stream()
                        .flatMap(file -> rule.violations(file, WORLD).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped process keeps the habits of the house")
    void shippedProcessesKeepEachHabit(ProcessHabit habit) {
        assertThat(SHIPPED.stream()
                        .flatMap(file -> habit.violations(file, WORLD).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped process keeps the rules of deployments")
    void shippedProcessesKeepEachRuleOfDeployments(DeploymentRule rule) {
        assertThat(SHIPPED.stream()
                        .flatMap(file -> rule.violations(file, WORLD).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @Test
    @DisplayName("What the product brings would pass as the deployment of an analyst, without a word")
    void whatTheProductBringsPasses() throws IOException {
        var files = new ArrayList<ModelCheck.Source>();
        for (var file : Stream.of(
                        ProcessFiles.files("bpmn", ".bpmn"),
                        ProcessFiles.files("dmn", ".dmn"),
                        ProcessFiles.files("forms", ".form"))
                .flatMap(List::stream)
                .toList()) {
            files.add(new ModelCheck.Source(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        var nothing = new ModelWorld(
                WORLD.beans(),
                Map.of(),
                key -> false,
                id -> (FormFile) null,
                WORLD.groups(),
                WORLD.people(),
                WORLD.product());

        assertThat(ModelCheck.findings(files, nothing)).isEmpty();
    }

    @Test
    @DisplayName("Every error that a delegate can throw is caught by some model")
    void everyErrorIsCaughtSomewhere() {
        var caught = SHIPPED.stream()
                .flatMap(file -> ProcessRule.caughtErrors(file).stream())
                .collect(Collectors.toSet());
        assertThat(caught)
                .containsAll(
                        Arrays.stream(ProcessError.values()).map(Enum::name).toList());
    }

    @Test
    @DisplayName("Every form belongs to a user task")
    void everyFormBelongsToATask() {
        var used = SHIPPED.stream()
                .flatMap(file -> file.all(UserTask.class).stream())
                .map(UserTask::getCamundaFormRef)
                .collect(Collectors.toSet());
        assertThat(used)
                .containsAll(ProcessFiles.forms().stream().map(FormFile::name).toList());
    }

    @Test
    @DisplayName("Every element that the product refers to by its id is known as one that must stay")
    void whatTheProductRefersToIsKnown() throws IOException {
        var id = Pattern.compile(
                "\"((?:userTask|serviceTask|receiveTask|callActivity|event|gateway|subProcess)_[A-Za-z]+)\"");
        var named = new HashSet<String>();
        for (var source : sources()) {
            if (!source.endsWith("ProductContract.java")) {
                id.matcher(Files.readString(source)).results().forEach(found -> named.add(found.group(1)));
            }
        }
        var kept = SHIPPED.stream()
                .flatMap(file -> ProductContract.elementsOf(file.key()).stream())
                .collect(Collectors.toSet());
        assertThat(named).isNotEmpty().isSubsetOf(kept);
    }

    @Test
    @DisplayName("Every message that the product sends is known as one that a model waits for")
    void whatTheProductSendsIsKnown() throws IOException {
        var keys = SHIPPED.stream().map(ProcessFile::key).collect(Collectors.joining("|"));
        var message = Pattern.compile("\"((?:" + keys + ")\\.[a-z-]+)\"");
        var sent = new HashSet<String>();
        for (var source : sources()) {
            if (source.toString().contains("workflow")) {
                message.matcher(Files.readString(source)).results().forEach(found -> sent.add(found.group(1)));
            }
        }
        sent.removeIf(name -> name.endsWith(".bpmn"));
        assertThat(sent).isNotEmpty().isSubsetOf(WORLD.product().messages());
    }

    @Test
    @DisplayName("Every delegate that throws an error says so")
    void delegatesSayWhichErrorsTheyThrow() throws IOException {
        var error = Pattern.compile(
                "\\b(" + Arrays.stream(ProcessError.values()).map(Enum::name).collect(Collectors.joining("|"))
                        + ")\\.because");
        for (var source : sources()) {
            Set<String> thrown = error.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            if (!thrown.isEmpty()) {
                var file = source.getFileName().toString().replace(".java", "");
                var type = WORLD.beans().apply(Character.toLowerCase(file.charAt(0)) + file.substring(1));
                assertThat(type).as(file).isNotNull();
                var said = type.getAnnotation(ThrowsErrors.class);
                assertThat(said).as(file + " with @ThrowsErrors").isNotNull();
                assertThat(Arrays.stream(said.value()).map(Enum::name)).containsAll(thrown);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/org/countersign"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
