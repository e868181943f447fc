package org.countersign.invoicing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.countersign.shared.RuleViolation;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML that strangers wrote: no DOCTYPE, no entities, nothing from elsewhere, and no more of anything than is sensible. */
final class InvoiceXml {

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 1_000_000;
    private static final int MOST_ATTACHMENTS = 100;
    private static final Set<String> ATTACHMENTS = Set.of("EmbeddedDocumentBinaryObject", "AttachmentBinaryObject");

    private InvoiceXml() {}

    /** @throws RuleViolation when it cannot be read, or is more than is taken (422) */
    static Document parse(byte[] xml) {
        demandSensible(xml);
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(DEEPEST));
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXParseException e) {
            throw new RuleViolation(
                    InvoicingRule.UNREADABLE_DOCUMENT,
                    "line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": " + e.getMessage());
        } catch (SAXException | IOException e) {
            throw new RuleViolation(InvoicingRule.UNREADABLE_DOCUMENT, String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no safe XML parser", e);
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

    /** Nothing is printed, nothing is forgiven. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
