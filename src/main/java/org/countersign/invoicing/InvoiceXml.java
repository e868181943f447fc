package org.countersign.invoicing;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SafeXml;
import org.w3c.dom.Document;

/** Reads invoices that strangers wrote as {@link SafeXml} does, and no more of anything than is sensible. */
final class InvoiceXml {

    private static final int MOST_ELEMENTS = 1_000_000;
    private static final int MOST_ATTACHMENTS = 100;
    private static final Set<String> ATTACHMENTS = Set.of("EmbeddedDocumentBinaryObject", "AttachmentBinaryObject");

    private InvoiceXml() {}

    /** @throws RuleViolation when it cannot be read, or is more than is taken (422) */
    static Document parse(byte[] xml) {
        demandSensible(xml);
        try {
            return SafeXml.parse(xml);
        } catch (SafeXml.Unreadable e) {
            throw new RuleViolation(InvoicingRule.UNREADABLE_DOCUMENT, String.valueOf(e.getMessage()));
        }
    }

    /** Counts before anything of it is built, so that a small document cannot become a large one in memory. */
    private static void demandSensible(byte[] xml) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        int elements = 0;
        int attachments = 0;
        try {
            var events = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (events.hasNext() && elements <= MOST_ELEMENTS && attachments <= MOST_ATTACHMENTS) {
                if (events.next() == XMLStreamConstants.START_ELEMENT) {
                    elements++;
                    if (ATTACHMENTS.contains(events.getLocalName())) {
                        attachments++;
                    }
                }
            }
        } catch (XMLStreamException brokenAndToldBetterByTheOtherParser) {
            return;
        }
        RuleViolation.check(elements <= MOST_ELEMENTS, InvoicingRule.TOO_MANY_ELEMENTS, MOST_ELEMENTS);
        RuleViolation.check(attachments <= MOST_ATTACHMENTS, InvoicingRule.TOO_MANY_ATTACHMENTS, MOST_ATTACHMENTS);
    }
}
