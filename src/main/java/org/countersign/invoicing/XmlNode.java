package org.countersign.invoicing;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An element, or the absence of one: a path can be followed without asking at every step. */
final class XmlNode {

    private final @Nullable Element element;
    private final String namespace;

    /** @param namespace how the namespaces begin whose elements are seen */
    XmlNode(@Nullable Element element, String namespace) {
        this.element = element;
        this.namespace = namespace;
    }

    XmlNode child(String name) {
        return children(name).findFirst().orElseGet(() -> new XmlNode(null, namespace));
    }

    /** @param names one below the other */
    XmlNode at(String... names) {
        var node = this;
        for (var name : names) {
            node = node.child(name);
        }
        return node;
    }

    Stream<XmlNode> children(String name) {
        var found = Stream.<XmlNode>builder();
        if (element != null) {
            for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element one
                        && name.equals(one.getLocalName())
                        && one.getNamespaceURI() != null
                        && one.getNamespaceURI().startsWith(namespace)) {
                    found.add(new XmlNode(one, namespace));
                }
            }
        }
        return found.build();
    }

    @Nullable
    String text() {
        if (element == null) {
            return null;
        }
        var text = element.getTextContent().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? null : text;
    }

    /** @param most what is kept of it */
    @Nullable
    String text(int most) {
        var text = text();
        return text == null ? null : shortened(text, most);
    }

    /** The text of the first of these children that has one. @param most what is kept of it */
    @Nullable
    String firstText(int most, String... names) {
        for (var name : names) {
            var text = child(name).text(most);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Its beginning, and no half of a character: databases refuse those. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    @Nullable
    String attribute(String name) {
        return element == null || element.getAttribute(name).isBlank()
                ? null
                : element.getAttribute(name).strip();
    }
}
