package org.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.countersign.models.FormModel.Option;
import org.countersign.models.FormModel.Part;
import org.countersign.models.ModelFact.Kind;
import org.countersign.models.ProcessModel.Step;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelReadingTests {

    static byte[] file(String path) throws IOException {
        return Files.readAllBytes(Path.of(path));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Path> shipped() throws IOException {
        return Stream.of("bpmn", "dmn", "forms").flatMap(folder -> {
            try (var files = Files.list(Path.of(folder))) {
                return files.filter(Files::isRegularFile).toList().stream();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedModelIsReadAsAWhole(Path path) throws IOException {
        var name = path.getFileName().toString();
        var key = name.substring(0, name.lastIndexOf('.'));
        var file = Files.readAllBytes(path);
        if (name.endsWith(".bpmn")) {
            var process = ProcessReader.read(key, file);
            assertThat(process.drawn()).isTrue();
            assertThat(process.documentation()).isNotEmpty();
            var text = Files.readString(path);
            assertThat(process.steps()).allSatisfy(step -> assertThat(text).contains("id=\"" + step.id() + "\""));
            assertThat(process.steps().stream().map(Step::id)).doesNotHaveDuplicates();
            assertThat(process.steps().stream().filter(step -> step.type() == ElementType.USER_TASK))
                    .allSatisfy(task ->
                            assertThat(task.facts()).extracting(ModelFact::kind).contains(Kind.FORM));
            assertThat(ProcessDifferences.between(key, file, file)).isEmpty();
        } else if (name.endsWith(".dmn")) {
            var table = DecisionReader.read(key, file).shown().orElseThrow().table();
            assertThat(table).isNotNull();
            assertThat(table.rows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.cells())
                            .hasSize(table.inputs().size() + table.outputs().size()));
        } else {
            assertThat(FormReader.read(key, file).all().filter(Part::isField)).isNotEmpty();
            assertThat(FormDifferences.between(key, file, file)).isEmpty();
        }
    }

    @Test
    void aStepSaysWhoDoesItByWhichFormAndWhereItGoesOn() throws IOException {
        var process = ProcessReader.read("document-review", file("bpmn/document-review.bpmn"));
        assertThat(process.steps())
                .extracting(Step::id)
                .startsWith(
                        "event_reviewAsked", "userTask_reviewDocument", "event_reviewReminderDue", "event_reviewGiven");
        var task = process.step("userTask_reviewDocument").orElseThrow();
        assertThat(task.facts())
                .extracting(ModelFact::kind, ModelFact::value, ModelFact::more)
                .contains(
                        tuple(Kind.FORM, "review-document", ""),
                        tuple(Kind.LISTENER, "recordReviewListener", "complete"));
        assertThat(task.ways()).extracting(ProcessModel.Way::to).containsExactly("event_reviewGiven");
        var reminder = process.step("event_reviewReminderDue").orElseThrow();
        assertThat(reminder.attachedTo()).isEqualTo("userTask_reviewDocument");
        assertThat(reminder.facts())
                .extracting(ModelFact::kind, ModelFact::value)
                .contains(
                        tuple(Kind.GOES_ON_BESIDE, ""),
                        tuple(Kind.TIMER_AT, "${reviewGate.nextReminder(execution.processBusinessKey)}"));
    }

    @Test
    void messagesAndErrorsAreCalledByTheirNames() throws IOException {
        var process = ProcessReader.read("purchase-order", file("bpmn/purchase-order.bpmn"));
        assertThat(process.steps().stream().flatMap(step -> step.facts().stream()))
                .extracting(ModelFact::kind, ModelFact::value)
                .contains(
                        tuple(Kind.ERROR, "SUPPLIER_UNREACHABLE"),
                        tuple(Kind.MESSAGE, "purchase-order.goods-received"),
                        tuple(Kind.CANDIDATE_GROUPS, "purchasing-agent"));
    }

    @Test
    void whatIsInASubprocessIsToldBehindIt() throws IOException {
        var steps = ProcessReader.read("purchase-order", file("bpmn/purchase-order.bpmn"))
                .steps();
        var outer =
                steps.stream().filter(step -> step.type().holds()).findFirst().orElseThrow();
        var inner = steps.get(steps.indexOf(outer) + 1);
        assertThat(outer.depth()).isZero();
        assertThat(inner.depth()).isEqualTo(1);
    }

    @Test
    void aModelWithoutADrawingSaysSo() {
        var process = ProcessReader.read("bare", bytes("""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="bare" name="Bare">
                <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/>
                </process></definitions>"""));
        assertThat(process.drawn()).isFalse();
        assertThat(process.steps()).extracting(Step::id).containsExactly("s", "e");
    }

    @Test
    void aCircleOfFlowsIsGoneThroughOnce() {
        var process = ProcessReader.read("circle", bytes("""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="circle">
                <task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>
                <sequenceFlow id="g" sourceRef="b" targetRef="a"/></process></definitions>"""));
        assertThat(process.steps()).extracting(Step::id).containsExactly("a", "b");
    }

    @Test
    void whatIsNoModelIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ProcessReader.read("broken", bytes("<definitions>")))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(ModelRule.FILE_UNREADABLE));
        assertThatThrownBy(() -> FormReader.read("broken", bytes("{"))).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> ProcessReader.read(
                        "evil", bytes("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void namesInADrawingAreSaidInTheReadersWordsAndTheRestStays() throws IOException {
        var drawn = ProcessDrawing.named(
                "purchase-order", file("bpmn/purchase-order.bpmn"), (model, element, name) -> "<" + element + ">");
        assertThat(drawn)
                .contains("name=\"&lt;userTask_receiveGoods&gt;\"")
                .contains("name=\"purchase-order.goods-received\"");
    }

    @Test
    void aFormSaysWhatItShowsAsTextAndWhatCanBeAnswered() throws IOException {
        var form = FormReader.read("review-document", file("forms/review-document.form"));
        var decision = form.all()
                .filter(part -> part.key().equals("decision"))
                .findFirst()
                .orElseThrow();
        assertThat(decision.required()).isTrue();
        assertThat(decision.options())
                .containsExactly(
                        new Option("agree", "Agree: it goes on"),
                        new Option("object", "Object: it does not go on like this"));
        var facts = form.all()
                .filter(part -> part.id().equals("html_facts"))
                .findFirst()
                .orElseThrow();
        assertThat(facts.text().get(0).head()).extracting(FormModel.Said::words).contains("Document");
        assertThat(facts.text().get(0).parts())
                .extracting(FormModel.Said::words)
                .contains("viewDocument");
    }

    @Test
    void whatAFormSaysInHtmlIsReadAsWords() {
        var lines = FormReader.lines("<p>Hello <script>alert(1)</script><b>{{name}}</b> &lt;3</p><br>5 < 6");
        assertThat(lines.stream().flatMap(line -> line.parts().stream()).map(FormModel.Said::words))
                .contains("Hello ", "name")
                .noneMatch(words -> words.contains("<script"));
    }
}
