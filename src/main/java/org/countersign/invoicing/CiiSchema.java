package org.countersign.invoicing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Says what breaks the structure of a UN/CEFACT Cross Industry Invoice. Its schema is read when the first one comes. */
final class CiiSchema {

    private static final String FOLDER = "/external/schemas/d16b/";
    private static final List<String> PARTS =
            List.of("data/standard/", "codelist/standard/", "identifierlist/standard/");
    private static final String MAIN = "CrossIndustryInvoice_100pD16B.xsd";
    private static final int MOST_FINDINGS = 10;

    private static SoftReference<Schema> schema = new SoftReference<>(null);

    private CiiSchema() {}

    static List<InvoiceFinding> findings(Document document) {
        var told = new Told();
        try {
            var validator = schema().newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(told);
            validator.validate(new DOMSource(document));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("The schema of UN/CEFACT CII cannot be read", e);
        }
        return told.findings;
    }

    private static synchronized Schema schema() throws SAXException {
        var known = schema.get();
        if (known == null) {
            var factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> new Part(systemId));
            known = factory.newSchema(new StreamSource(open(MAIN), MAIN));
            schema = new SoftReference<>(known);
        }
        return known;
    }

    private static InputStream open(String file) {
        return PARTS.stream()
                .map(folder -> CiiSchema.class.getResourceAsStream(FOLDER + folder + file))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The schema of UN/CEFACT CII has no part " + file));
    }

    /** What is not well formed by the schema, in the words of the parser. */
    private static final class Told implements ErrorHandler {

        private final List<InvoiceFinding> findings = new ArrayList<>();

        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(InvoiceFinding.ofSchema(String.valueOf(exception.getMessage())));
            }
        }

        @Override
        public void fatalError(SAXParseException exception) {
            error(exception);
        }
    }

    /** A part of the schema: always the one that we have, wherever the schema says that it is. */
    private static final class Part implements LSInput {

        private final String systemId;

        Part(String systemId) {
            this.systemId = systemId;
        }

        @Override
        public InputStream getByteStream() {
            return open(systemId.substring(systemId.lastIndexOf('/') + 1));
        }

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public @Nullable Reader getCharacterStream() {
            return null;
        }

        @Override
        public @Nullable String getStringData() {
            return null;
        }

        @Override
        public @Nullable String getPublicId() {
            return null;
        }

        @Override
        public @Nullable String getBaseURI() {
            return null;
        }

        @Override
        public @Nullable String getEncoding() {
            return null;
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setByteStream(@Nullable InputStream stream) {}

        @Override
        public void setSystemId(@Nullable String id) {}

        @Override
        public void setCharacterStream(@Nullable Reader reader) {}

        @Override
        public void setStringData(@Nullable String data) {}

        @Override
        public void setPublicId(@Nullable String id) {}

        @Override
        public void setBaseURI(@Nullable String uri) {}

        @Override
        public void setEncoding(@Nullable String encoding) {}

        @Override
        public void setCertifiedText(boolean certified) {}
    }
}
