package org.countersign.console.web.invoice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Makes an XML or JSON document readable: indented, long values cut, never longer than a person scrolls. The page escapes
 * it; the exact bytes are there to be downloaded.
 */
final class DocumentText {

    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_CHARACTERS = 120_000;
    private static final int LONGEST_VALUE = 400;
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final StringBuilder text = new StringBuilder();

    private DocumentText() {}

    /** The document in lines; null where it is too large to be shown. */
    static @Nullable String of(String mediaType, byte[] content) {
        if (content.length > MOST_BYTES) {
            return null;
        }
        return bounded(mediaType.contains("json") ? json(content) : xml(content));
    }

    private static String bounded(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "\n…";
    }

    private static String json(byte[] content) {
        try {
            return JSON.writeValueAsString(JSON.readTree(content));
        } catch (IOException e) {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private static String xml(byte[] content) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var document = builder.parse(new ByteArrayInputStream(content));
            var shown = new DocumentText();
            shown.element(document.getDocumentElement(), 0);
            return shown.text.toString().stripTrailing();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private void element(Element element, int depth) {
        if (text.length() > MOST_CHARACTERS || depth > DEEPEST) {
            return;
        }
        var indent = "  ".repeat(depth);
        text.append(indent).append('<').append(element.getTagName());
        var attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            var attribute = attributes.item(index);
            text.append(' ')
                    .append(attribute.getNodeName())
                    .append("=\"")
                    .append(shortened(attribute.getNodeValue()))
                    .append('"');
        }
        if (!element.hasChildNodes()) {
            text.append("/>\n");
            return;
        }
        text.append('>');
        if (hasElements(element)) {
            text.append('\n');
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) {
                    element(inner, depth + 1);
                } else if (child.getNodeType() != Node.COMMENT_NODE
                        && !child.getTextContent().isBlank()) {
                    text.append(indent)
                            .append("  ")
                            .append(shortened(child.getTextContent().strip()))
                            .append('\n');
                }
            }
            text.append(indent);
        } else {
            text.append(shortened(element.getTextContent().strip()));
        }
        text.append("</").append(element.getTagName()).append(">\n");
    }

    private static boolean hasElements(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE) + "… (" + value.length() + ")";
    }
}
