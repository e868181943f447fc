package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that somebody wants to deploy, and says what in it would be code of the deployer's own: scripts, Java
 * classes, connectors, shell and mail tasks, expressions beyond the product's named beans, decision cells in another
 * language than FEEL, forms with scripts. Namespaces are not looked at, for the engine accepts some of these under
 * several.
 */
class ModelGuard {

    /**
     * One thing that is refused.
     *
     * @param message in words for the analyst
     * @param line where, 0 where unknown
     * @param element id of the element around it, null where it has none
     */
    record Fault(
            String message, int line, int column, @Nullable String element) {}

    private static final Set<String> FEEL = Set.of(
            "feel",
            "http://www.omg.org/spec/feel/20140401",
            "https://www.omg.org/spec/dmn/20180521/feel/",
            "https://www.omg.org/spec/dmn/20191111/feel/",
            "https://www.omg.org/spec/dmn/20211108/feel/",
            "https://www.omg.org/spec/dmn/20230324/feel/");
    private static final Set<String> DECISION_TYPES = Set.of("integer", "long", "double", "string", "boolean", "date");
    private static final Set<String> SCRIPT_ELEMENTS = Set.of("scripttask", "script");
    private static final Set<String> CONNECTOR_ELEMENTS = Set.of("connector", "connectorid");
    private static final Set<String> GENERATED_FORM_ELEMENTS = Set.of("formdata", "formfield", "formproperty");
    private static final List<String> PICTURES = List.of(".png", ".svg", ".jpg", ".gif");

    private static final String DOCUMENT_TYPE = "A document type declaration is refused";
    private static final String TOO_MUCH = "This file is nested too deeply or has too many elements";

    private static final String NO_XML = "This is no readable XML";
    private static final String NO_JSON = "This is no readable JSON";

    /** What is said of files that nobody can read. */
    static final Set<String> UNREADABLE = Set.of(NO_XML, NO_JSON);

    /** Far beyond what anybody draws: Modeler itself gives up before. */
    private static final int DEEPEST = 200;

    private static final int MOST_ELEMENTS = 100_000;

    /** The elements of a process and of its drawing; the largest that the product brings has six hundred. */
    static final int MOST_OF_A_PROCESS = 10_000;

    /** Of all files of a deployment together. */
    static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final String TOO_LARGE = "The process has more than " + MOST_OF_A_PROCESS
            + " elements, its drawing included: part it into processes that call each other";

    /** What is said of files that are made to bring a reader down. */
    static final Set<String> BOMBS = Set.of(DOCUMENT_TYPE, TOO_MUCH, TOO_LARGE);

    private final ExpressionCheck expressions;
    private final Function<String, Optional<Class<?>>> beans;

    /** @param beans the class of the bean that models may name so */
    ModelGuard(Function<String, Optional<Class<?>>> beans) {
        this.beans = beans;
        this.expressions = new ExpressionCheck(beans);
    }

    /**
     * What is refused in one file of a deployment.
     *
     * @param shipped whether the product itself deploys it: then it may bring HTML forms
     */
    List<Fault> faultsOf(String name, byte[] content, boolean shipped) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".bpmn") || lower.endsWith(".bpmn20.xml")) {
            return read(content, shipped, this::checkProcess, true);
        }
        if (lower.endsWith(".dmn") || lower.endsWith(".dmn11.xml")) {
            return read(content, shipped, this::checkDecision, false);
        }
        if (lower.endsWith(".form")) {
            return checkForm(content);
        }
        if (PICTURES.stream().anyMatch(lower::endsWith) || (shipped && lower.endsWith(".html"))) {
            return List.of();
        }
        return List.of(new Fault(
                "\"" + name + "\" cannot be deployed here: only processes (.bpmn), decisions (.dmn), forms (.form) and"
                        + " pictures can",
                0,
                0,
                null));
    }

    private interface Check {
        void element(XMLStreamReader at, boolean shipped, List<String> faults);
    }

    private List<Fault> read(byte[] content, boolean shipped, Check check, boolean isProcess) {
        var faults = new ArrayList<Fault>();
        Deque<String> ids = new ArrayDeque<>();
        var text = new StringBuilder();
        var elements = 0;
        try {
            var xml = xml().createXMLStreamReader(new ByteArrayInputStream(content));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        elements++;
                        var isTooMuch = ids.size() >= DEEPEST || elements > MOST_ELEMENTS;
                        if (isTooMuch || isProcess && elements > MOST_OF_A_PROCESS) {
                            var fault = isTooMuch ? TOO_MUCH : TOO_LARGE;
                            faults.add(new Fault(fault, xml.getLocation().getLineNumber(), 0, null));
                            return faults;
                        }
                        checkText(text, isProcess, faults, xml, ids);
                        var id = xml.getAttributeValue(null, "id");
                        ids.push(id == null ? ids.isEmpty() ? "" : ids.peek() : id);
                        var found = new ArrayList<String>();
                        check.element(xml, shipped, found);
                        addTo(faults, xml, ids, found);
                    }
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.getText());
                    case XMLStreamReader.END_ELEMENT -> {
                        checkText(text, isProcess, faults, xml, ids);
                        ids.pop();
                    }
                    case XMLStreamReader.DTD -> addTo(faults, xml, ids, List.of(DOCUMENT_TYPE));
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            var where = e.getLocation();
            faults.add(new Fault(
                    NO_XML,
                    where == null ? 0 : where.getLineNumber(),
                    where == null ? 0 : where.getColumnNumber(),
                    null));
        }
        return faults;
    }

    private void checkText(
            StringBuilder text, boolean holdsExpressions, List<Fault> faults, XMLStreamReader xml, Deque<String> ids) {
        if (holdsExpressions) {
            addTo(faults, xml, ids, expressions.faultsOf(text.toString()));
        }
        text.setLength(0);
    }

    private void checkProcess(XMLStreamReader at, boolean shipped, List<String> faults) {
        var element = at.getLocalName().toLowerCase(Locale.ROOT);
        if (SCRIPT_ELEMENTS.contains(element)) {
            faults.add("Scripts are refused: what a process does is a bean of the product");
        }
        if (CONNECTOR_ELEMENTS.contains(element)) {
            faults.add("Connectors are refused: what a process does is a bean of the product");
        }
        if (GENERATED_FORM_ELEMENTS.contains(element)) {
            faults.add("Generated forms are refused: use a Camunda Form");
        }
        if (element.equals("import")) {
            faults.add("Imports are refused");
        }
        for (int i = 0; i < at.getAttributeCount(); i++) {
            checkAttribute(at.getAttributeLocalName(i), at.getAttributeValue(i), shipped, faults);
        }
    }

    private void checkAttribute(String name, String value, boolean shipped, List<String> faults) {
        var attribute = name.toLowerCase(Locale.ROOT);
        if (attribute.endsWith("class")) {
            faults.add("Java classes are refused (" + name + "=\"" + value
                    + "\"): name a bean of the product with a delegate expression");
        }
        if (attribute.equals("language") || attribute.equals("scriptformat")) {
            faults.add("Scripts are refused (" + name + "=\"" + value + "\")");
        }
        if (attribute.equals("type") && Set.of("shell", "mail").contains(value.toLowerCase(Locale.ROOT))) {
            faults.add("Tasks of type \"" + value + "\" are refused: what a process does is a bean of the product");
        }
        if (attribute.equals("formkey")
                && !value.startsWith("camunda-forms:")
                && !(shipped && value.startsWith("embedded:deployment:"))) {
            faults.add("The form key \"" + value + "\" is refused: use a Camunda Form");
        }
        if (attribute.endsWith("delegateexpression")) {
            checkDelegate(value, faults);
        }
        faults.addAll(expressions.faultsOf(value));
    }

    private void checkDelegate(String expression, List<String> faults) {
        var name = expressions.soleBeanOf(expression);
        var type = name == null ? Optional.<Class<?>>empty() : beans.apply(name);
        if (type.filter(ModelGuard::isDelegateOrListener).isEmpty()) {
            faults.add("The product has no delegate or listener " + expression);
        }
    }

    private static boolean isDelegateOrListener(Class<?> type) {
        return JavaDelegate.class.isAssignableFrom(type)
                || TaskListener.class.isAssignableFrom(type)
                || ExecutionListener.class.isAssignableFrom(type);
    }

    private void checkDecision(XMLStreamReader at, boolean shipped, List<String> faults) {
        for (int i = 0; i < at.getAttributeCount(); i++) {
            var name = at.getAttributeLocalName(i);
            var value = at.getAttributeValue(i);
            if (name.equalsIgnoreCase("expressionLanguage") && !FEEL.contains(value.toLowerCase(Locale.ROOT))) {
                faults.add("Decisions are written in FEEL; the language \"" + value + "\" is refused");
            }
            if (name.equals("typeRef") && !DECISION_TYPES.contains(value)) {
                faults.add("The type \"" + value
                        + "\" is unknown to the engine; use integer, long, double, string, boolean or date");
            }
        }
    }

    private static List<Fault> checkForm(byte[] content) {
        try {
            var form = new JsonMapper().readTree(content);
            return form.path("id").asText("").isBlank()
                    ? List.of(new Fault("The form has no id", 0, 0, null))
                    : List.of();
        } catch (JsonProcessingException e) {
            return List.of(new Fault(NO_JSON, e.getLocation().getLineNr(), 0, null));
        } catch (IOException e) {
            return List.of(new Fault(NO_JSON, 0, 0, null));
        }
    }

    private static void addTo(List<Fault> faults, XMLStreamReader xml, Deque<String> ids, List<String> messages) {
        var where = xml.getLocation();
        var id = ids.isEmpty() || ids.peek().isEmpty() ? null : ids.peek();
        messages.forEach(message -> faults.add(new Fault(message, where.getLineNumber(), where.getColumnNumber(), id)));
    }

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
