package org.countersign.workflow.models;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** In which line of an XML file each element stands. */
final class Places {

    private final Map<String, Integer> lines = new HashMap<>();

    /** Reads the file as far as it can be read. */
    Places(byte[] content) {
        try {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    var id = xml.getAttributeValue(null, "id");
                    if (id != null) {
                        lines.putIfAbsent(id, xml.getLocation().getLineNumber());
                    }
                }
            }
        } catch (XMLStreamException unreadable) {
            // What could be read has its lines; that the rest cannot is said elsewhere.
            lines.putIfAbsent("", 0);
        }
    }

    int lineOf(@Nullable String element) {
        return element == null ? 0 : lines.getOrDefault(element, 0);
    }
}
