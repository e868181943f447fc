package org.countersign.models;

import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SafeXml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A process as it is drawn for a reader: the same file with other names in it. */
final class ProcessDrawing {

    private static final List<String> NAMED = List.of("process", "participant", "lane");

    private ProcessDrawing() {}

    static String named(String key, byte[] file, ElementNaming naming) {
        var document = read(key, file);
        var elements = document.getElementsByTagNameNS("http://www.omg.org/spec/BPMN/20100524/MODEL", "*");
        for (var index = 0; index < elements.getLength(); index++) {
            var element = (Element) elements.item(index);
            if (element.hasAttribute("name") && element.hasAttribute("id") && isDrawn(element)) {
                element.setAttribute("name", naming.of(key, element.getAttribute("id"), element.getAttribute("name")));
            }
        }
        return written(document);
    }

    /** Everything else that bears a name, as messages and errors do, is known by it. */
    private static boolean isDrawn(Element element) {
        return NAMED.contains(element.getLocalName())
                || XmlParts.name(element.getParentNode()).equals("process")
                || XmlParts.name(element.getParentNode()).equals("subProcess")
                || XmlParts.name(element.getParentNode()).equals("transaction");
    }

    static Document read(String key, byte[] file) {
        try {
            return SafeXml.parse(file);
        } catch (SafeXml.Unreadable e) {
            throw new RuleViolation(ModelRule.FILE_UNREADABLE, key, String.valueOf(e.getMessage()));
        }
    }

    private static String written(Document document) {
        try {
            var factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("What was read cannot be written", e);
        }
    }
}
