package org.countersign.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Ways through the XML of BPMN and DMN, by names without their namespaces. */
final class XmlParts {

    private XmlParts() {}

    static Stream<Element> children(Node parent) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    static Stream<Element> children(Node parent, String name) {
        return children(parent).filter(child -> name(child).equals(name));
    }

    static Optional<Element> child(Node parent, String name) {
        return children(parent, name).findFirst();
    }

    /** All elements of a name, wherever they lie, in the document's order. */
    static List<Element> all(Document document, String name) {
        var nodes = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    static String name(Node node) {
        return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    }

    /** What a child of this name says, on one line; empty where there is none. */
    static String text(Node parent, String name) {
        return child(parent, name).map(child -> line(child.getTextContent())).orElse("");
    }

    static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
