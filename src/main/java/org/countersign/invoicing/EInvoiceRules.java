package org.countersign.invoicing;

import java.io.ByteArrayInputStream;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerException;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.TransformerFactoryImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Checks documents by the rules that they claim to keep: EN 16931, XRechnung and Peppol BIS Billing, as their publishers
 * wrote them. A document that claims none is measured by none. Rules are read when the first document claims them, and
 * given up again where memory runs short.
 */
@Component
class EInvoiceRules {

    private static final int MOST_FINDINGS = 200;

    /** Some rules compare everything with everything: of a document made for it they would never come to an end. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String FOLDER = "/external/schematron/";
    private static final String EN = "urn:cen.eu:en16931:2017";

    /** What is added to EN 16931, and may therefore break it. */
    private static final String EXTENDS = "#conformant#";

    private static final Predicate<String> CLAIMS_EN = claim -> claim.startsWith(EN) && !claim.contains(EXTENDS);
    private static final Predicate<String> CLAIMS_XRECHNUNG =
            CLAIMS_EN.and(claim -> claim.contains("urn:xeinkauf.de:kosit:xrechnung_3.0"));
    private static final Predicate<String> CLAIMS_PEPPOL =
            CLAIMS_EN.and(claim -> claim.contains("urn:fdc:peppol.eu:2017:poacc:billing:3.0"));

    private enum RuleSet {
        EN_UBL(false, CLAIMS_EN, "1.3.15/ubl/EN16931-UBL-validation.xslt"),
        EN_CII(true, CLAIMS_EN, "1.3.15/cii/EN16931-CII-validation.xslt"),
        XRECHNUNG_UBL(false, CLAIMS_XRECHNUNG, "3.0.2/XRechnung-UBL-validation.xslt"),
        XRECHNUNG_CII(true, CLAIMS_XRECHNUNG, "3.0.2/XRechnung-CII-validation.xslt"),
        PEPPOL_UBL(false, CLAIMS_PEPPOL, "openpeppol/2025.11/xslt/PEPPOL-EN16931-UBL.xslt");

        private final boolean cii;
        private final Predicate<String> claims;
        private final String path;

        RuleSet(boolean cii, Predicate<String> claims, String path) {
            this.cii = cii;
            this.claims = claims;
            this.path = FOLDER + path;
        }
    }

    private final Map<RuleSet, SoftReference<Templates>> compiled = new EnumMap<>(RuleSet.class);
    private final Duration longest;

    EInvoiceRules() {
        this(LONGEST);
    }

    /** @param longest how long a document is checked by one set of rules */
    EInvoiceRules(Duration longest) {
        this.longest = longest;
    }

    /**
     * What is wrong with a document.
     *
     * @param xml its bytes, of which nothing outside is read
     * @param document the same, parsed
     * @param claim the rules that it claims to keep; null where it claims none
     */
    List<InvoiceFinding> findings(byte[] xml, Document document, @Nullable String claim) {
        boolean cii = CiiReader.reads(document);
        var findings = new ArrayList<InvoiceFinding>();
        for (var rules : RuleSet.values()) {
            if (rules.cii == cii && claim != null && rules.claims.test(claim)) {
                findings.addAll(broken(rules, xml));
            }
        }
        // That something was not checked must not be lost behind many findings.
        findings.sort(Comparator.comparing(finding -> !finding.rule().equals(InvoiceFinding.UNCHECKED)));
        return findings.size() <= MOST_FINDINGS ? findings : findings.subList(0, MOST_FINDINGS);
    }

    private List<InvoiceFinding> broken(RuleSet rules, byte[] xml) {
        try {
            var parsers = SAXParserFactory.newDefaultNSInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var source = new SAXSource(
                    parsers.newSAXParser().getXMLReader(), new InputSource(new ByteArrayInputStream(xml)));
            var transformer = compiled(rules).newTransformer();
            transformer.setErrorListener(new Silent());
            var report = new Report(System.nanoTime() + longest.toNanos());
            try {
                transformer.transform(source, new SAXResult(report));
            } catch (TransformerException stopped) {
                report.findings.add(InvoiceFinding.unchecked(rules.name(), String.valueOf(stopped.getMessage())));
            }
            return report.findings;
        } catch (TransformerException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The rules " + rules + " cannot be applied", e);
        }
    }

    private synchronized Templates compiled(RuleSet rules) throws TransformerException {
        var known = compiled.get(rules);
        var templates = known == null ? null : known.get();
        if (templates == null) {
            var factory = new TransformerFactoryImpl();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setURIResolver((href, base) -> {
                throw new TransformerException("Rules read nothing from elsewhere: " + href);
            });
            templates = factory.newTemplates(new StreamSource(
                    Objects.requireNonNull(EInvoiceRules.class.getResourceAsStream(rules.path), rules.path)));
            compiled.put(rules, new SoftReference<>(templates));
        }
        return templates;
    }

    /** What stops a transformation is thrown as well; nothing of it is printed. */
    private static final class Silent implements ErrorListener {

        @Override
        public void warning(TransformerException exception) {}

        @Override
        public void error(TransformerException exception) {}

        @Override
        public void fatalError(TransformerException exception) {}
    }

    /** Hears the report (SVRL) and keeps what was broken; what is only recommended, or only told, is none of our business. */
    private static final class Report extends DefaultHandler {

        private final List<InvoiceFinding> findings = new ArrayList<>();
        private final long end;
        private @Nullable String rule;
        private @Nullable String place;
        private @Nullable StringBuilder text;

        /** @param end when it hears no more, in the time of {@link System#nanoTime} */
        Report(long end) {
            this.end = end;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (System.nanoTime() - end > 0) {
                throw new SAXException("It takes too long");
            }
            if (name.equals("failed-assert") || name.equals("successful-report")) {
                var flag = attributes.getValue("flag");
                var level = flag == null ? attributes.getValue("role") : flag;
                boolean counts = level == null || level.equals("fatal") || level.equals("error");
                rule = counts ? Objects.requireNonNullElse(attributes.getValue("id"), "RULE") : null;
                place = attributes.getValue("location");
            } else if (name.equals("text") && rule != null) {
                text = new StringBuilder();
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (text != null) {
                text.append(characters, start, length);
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            if (name.equals("text") && rule != null && text != null) {
                if (findings.size() < MOST_FINDINGS) {
                    findings.add(new InvoiceFinding(rule, plain(text.toString()), readable(place)));
                }
                text = null;
                rule = null;
            }
        }

        /** Without the rule's id in front, which is kept beside it. */
        private static String plain(String text) {
            return text.strip().replaceAll("\\s+", " ").replaceFirst("^\\[[^\\]]{1,40}\\]\\s*-?\\s*", "");
        }

        /** A path without the namespaces: {@code /Invoice/InvoiceLine[2]/Price}. */
        private static @Nullable String readable(@Nullable String path) {
            return path == null
                    ? null
                    : path.replaceAll("\\*:|\\[namespace-uri\\(\\)\\s*=\\s*'[^']*'\\]|Q\\{[^}]*\\}", "")
                            .replaceAll("\\[1\\]", "");
        }
    }
}
