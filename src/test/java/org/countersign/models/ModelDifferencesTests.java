package org.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.countersign.models.ModelReadingTests.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.models.ModelDifference.Change;
import org.countersign.models.ModelDifference.Property;
import org.junit.jupiter.api.Test;

class ModelDifferencesTests {

    private static final Path REVIEW = Path.of("bpmn/document-review.bpmn");

    private static List<ModelDifference> process(String from, String to) {
        return ProcessDifferences.between("document-review", bytes(from), bytes(to));
    }

    private static String review() throws IOException {
        return Files.readString(REVIEW);
    }

    @Test
    void theLegalReviewIsToldAsWhatItAddsAndWhatItChanges() throws IOException {
        var differences = ProcessDifferences.between(
                "purchase-order",
                Files.readAllBytes(Path.of("bpmn/purchase-order.bpmn")),
                Files.readAllBytes(Path.of("src/docs/examples/legal-review/purchase-order.bpmn")));
        assertThat(differences)
                .filteredOn(difference -> difference.change() == Change.ADDED)
                .extracting(ModelDifference::what)
                .contains("CALL_ACTIVITY", "EXCLUSIVE_GATEWAY", "FLOW");
        assertThat(differences)
                .filteredOn(difference -> difference.change() == Change.CHANGED)
                .extracting(ModelDifference::what)
                .contains("FLOW");
    }

    @Test
    void aChangedPropertySaysFromAndTo() throws IOException {
        var changed = review().replace("camunda:formRef=\"review-document\"", "camunda:formRef=\"approve\"")
                .replace("Somebody of the group that the calling step names agrees", "Two people agree")
                .replace("name=\"remindTask\">userTask_reviewDocument", "name=\"remindTask\">somethingElse");
        assertThat(process(review(), changed))
                .extracting(ModelDifference::change, ModelDifference::element, ModelDifference::what)
                .containsExactly(
                        tuple(Change.CHANGED, "userTask_reviewDocument", "USER_TASK"),
                        tuple(Change.CHANGED, "serviceTask_remindReviewers", "SERVICE_TASK"));
        assertThat(process(review(), changed).get(0).properties())
                .contains(new Property("formRef", "review-document", "approve"))
                .extracting(Property::name)
                .contains("documentation");
        assertThat(process(review(), changed).get(1).properties())
                .containsExactly(
                        new Property("inputParameter[remindTask]", "userTask_reviewDocument", "somethingElse"));
    }

    @Test
    void whatIsGoneIsToldAndWhatIsBackToo() throws IOException {
        var without = review().replaceFirst("(?s)<bpmn:endEvent id=\"event_reviewGiven\".*?</bpmn:endEvent>", "");
        assertThat(process(review(), without))
                .extracting(ModelDifference::change, ModelDifference::element, ModelDifference::name)
                .containsExactly(tuple(Change.REMOVED, "event_reviewGiven", "Review given"));
        assertThat(process(without, review()))
                .extracting(ModelDifference::change, ModelDifference::element)
                .containsExactly(tuple(Change.ADDED, "event_reviewGiven"));
    }

    @Test
    void whatOnlyStandsElsewhereIsMovedUnlessAllOfItIs() throws IOException {
        var moved = review().replace("<dc:Bounds x=\"338\" y=\"80\"", "<dc:Bounds x=\"340\" y=\"80\"");
        assertThat(process(review(), moved))
                .extracting(ModelDifference::change, ModelDifference::element)
                .containsExactly(tuple(Change.MOVED, "userTask_reviewDocument"));
        var pushed = Pattern.compile(" x=\"(\\d+)\"")
                .matcher(review())
                .replaceAll(place -> " x=\"" + (Integer.parseInt(place.group(1)) + 50) + "\"");
        assertThat(process(review(), pushed)).isEmpty();
    }

    @Test
    void anotherKindOfStepUnderTheSameIdIsAChange() throws IOException {
        var other = review().replace(
                        "<bpmn:userTask id=\"userTask_reviewDocument\"",
                        "<bpmn:manualTask id=\"userTask_reviewDocument\"")
                .replace("</bpmn:userTask>", "</bpmn:manualTask>");
        assertThat(process(review(), other).get(0).properties())
                .contains(new Property("elementType", "userTask", "manualTask"));
    }

    @Test
    void anotherNameOfAMessageIsToldWhereItIsWaitedFor() {
        var waits = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><message id="m" name="paid"/>
                <process id="document-review"><intermediateCatchEvent id="wait"><messageEventDefinition id="d" messageRef="m"/>
                </intermediateCatchEvent></process></definitions>""";
        assertThat(process(waits, waits.replace("\"paid\"", "\"settled\"").replace("\"m\"", "\"n\"")))
                .singleElement()
                .satisfies(difference -> assertThat(difference.properties())
                        .containsExactly(
                                new Property("messageEventDefinition", "messageRef=paid", "messageRef=settled")));
    }

    @Test
    void aTableTellsRulesColumnsAndTheirOrder() {
        var from = table("<rule id=\"a\"><inputEntry><text>1</text></inputEntry><outputEntry><text>\"x\"</text>"
                + "</outputEntry></rule><rule id=\"b\"><inputEntry><text>2</text></inputEntry><outputEntry>"
                + "<text>\"y\"</text></outputEntry></rule>");
        var to = table("<rule id=\"b\"><inputEntry><text>2</text></inputEntry><outputEntry><text>\"z\"</text>"
                + "</outputEntry></rule><rule id=\"a\"><inputEntry><text>1</text></inputEntry><outputEntry>"
                + "<text>\"x\"</text></outputEntry></rule><rule id=\"c\"><inputEntry><text>3</text></inputEntry>"
                + "<outputEntry><text>\"x\"</text></outputEntry></rule>");
        var differences = DecisionDifferences.between(
                DecisionReader.read("level", bytes(from)), DecisionReader.read("level", bytes(to)));
        assertThat(differences)
                .extracting(ModelDifference::change, ModelDifference::element, ModelDifference::what)
                .contains(tuple(Change.CHANGED, "b", "RULE"), tuple(Change.ADDED, "c", "RULE"));
        assertThat(differences.stream()
                        .filter(one -> one.element().equals("b"))
                        .findFirst()
                        .orElseThrow()
                        .properties())
                .containsExactly(new Property("Level", "\"y\"", "\"z\""));
    }

    private static String table(String rules) {
        return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><decision id=\"level\" name=\"Level\">"
                + "<decisionTable id=\"t\" hitPolicy=\"FIRST\"><input id=\"i\" label=\"Amount\"><inputExpression id=\"e\""
                + " typeRef=\"integer\"><text>amount</text></inputExpression></input><output id=\"o\" label=\"Level\""
                + " name=\"level\" typeRef=\"string\"/>" + rules + "</decisionTable></decision></definitions>";
    }

    @Test
    void decisionsOfOneFileAreToldEach() {
        var file = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><inputData id=\"amount\""
                + " name=\"Amount\"/><decision id=\"inner\" name=\"Inner\"><literalExpression><text>amount * 2</text>"
                + "</literalExpression></decision><decision id=\"outer\" name=\"Outer\"><informationRequirement>"
                + "<requiredDecision href=\"#inner\"/></informationRequirement><informationRequirement>"
                + "<requiredInput href=\"#amount\"/></informationRequirement></decision></definitions>";
        var read = DecisionReader.read("outer", bytes(file));
        assertThat(read.shown().orElseThrow().asks())
                .extracting(DecisionModel.Asked::name, DecisionModel.Asked::decision)
                .containsExactly(tuple("Inner", true), tuple("Amount", false));
        assertThat(DecisionDifferences.between(
                        read, DecisionReader.read("outer", bytes(file.replace("amount * 2", "amount * 3")))))
                .singleElement()
                .satisfies(difference -> assertThat(difference.properties())
                        .containsExactly(new Property("expression", "amount * 2", "amount * 3")));
    }

    @Test
    void aFormTellsItsFields() throws IOException {
        var form = Files.readString(Path.of("forms/review-document.form"));
        var changed = form.replace("Agree: it goes on", "Agree").replace("\"maxLength\": 2000", "\"maxLength\": 100");
        assertThat(FormDifferences.between("review-document", bytes(form), bytes(changed)))
                .extracting(ModelDifference::change, ModelDifference::element, ModelDifference::what)
                .containsExactly(
                        tuple(Change.CHANGED, "field_decision", "radio"),
                        tuple(Change.CHANGED, "field_comment", "textarea"));
    }
}
