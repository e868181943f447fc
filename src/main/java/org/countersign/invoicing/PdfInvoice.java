package org.countersign.invoicing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Takes the invoice out of a Factur-X or ZUGFeRD PDF. Nothing is rendered and nothing is run; what a small file unpacks to
 * is counted before it is kept.
 */
final class PdfInvoice {

    private static final int MOST_PAGES = 1_000;
    private static final int MOST_ATTACHMENTS = 100;
    private static final int MOST_NODES = 1_000;
    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int KIB = 1024;

    /** How long a file may be read: one that is made to be searched again and again is given up. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Each change of a file adds a table of references and its end; a thousand changes are more than any program makes. */
    private static final int MOST_REFERENCES = 2_000;

    /** Tables of the file's own structure: one holds a hundred objects and more, so that a large file has hundreds of them. */
    private static final int MOST_TABLES = 5_000;

    /** As Factur-X, ZUGFeRD 1 and 2, and XRechnung call the file. */
    private static final List<String> NAMES = List.of("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml");

    private static final byte[] BEGINNING = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** What a dictionary says before its stream where the stream is part of the file's own structure. */
    private static final Pattern STRUCTURE = Pattern.compile("/(ObjStm|XRef|First|W)\\b");

    private static final Pattern ESCAPE = Pattern.compile("#([0-9a-fA-F]{2})");
    private static final Pattern INFLATES = Pattern.compile("/(FlateDecode|Fl)\\b");
    private static final Pattern UNUSUAL = Pattern.compile(
            "/(LZWDecode|LZW|RunLengthDecode|RL|ASCII85Decode|A85|ASCIIHexDecode|AHx|Crypt)\\b|/Filter\\s*\\d");

    private PdfInvoice() {}

    static boolean isPdf(byte[] document) {
        for (int index = 0; index < BEGINNING.length; index++) {
            if (document.length <= index || document[index] != BEGINNING[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The XML of the invoice.
     *
     * @throws RuleViolation when the file cannot be read, is more than is taken, or has no invoice in it (422)
     */
    static byte[] xmlOf(byte[] pdf) {
        demandNoBomb(pdf);
        try (var document = Loader.loadPDF(new TimedRead(pdf, LONGEST))) {
            RuleViolation.check(!document.isEncrypted(), InvoicingRule.ENCRYPTED_PDF);
            RuleViolation.check(document.getNumberOfPages() <= MOST_PAGES, InvoicingRule.TOO_MANY_PAGES, MOST_PAGES);
            var file = invoiceIn(attachmentsOf(document));
            if (file == null) {
                throw new RuleViolation(InvoicingRule.NO_INVOICE_IN_PDF);
            }
            return unpacked(file);
        } catch (RuleViolation refused) {
            throw refused;
        } catch (InvalidPasswordException locked) {
            throw new RuleViolation(InvoicingRule.ENCRYPTED_PDF);
        } catch (IOException | RuntimeException | StackOverflowError whateverAStrangerCanDoToAParser) {
            throw new RuleViolation(InvoicingRule.BROKEN_PDF);
        }
    }

    /** The file's own tables are unpacked as a whole when it is opened: none of them may be a bomb. */
    private static void demandNoBomb(byte[] pdf) {
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        demandFew(text, "xref");
        demandFew(text, "trailer");
        demandFew(text, "%%EOF");
        var buffer = new byte[64 * KIB];
        long unpacked = 0;
        int tables = 0;
        int before = 0;
        for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 1)) {
            var dictionary = ESCAPE.matcher(text.substring(Math.max(before, at - 64 * KIB), at))
                    .replaceAll(found ->
                            Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
            before = at;
            if (text.startsWith("end", at - 3) || !STRUCTURE.matcher(dictionary).find()) {
                continue;
            }
            RuleViolation.check(++tables <= MOST_TABLES, InvoicingRule.BROKEN_PDF);
            long filters = INFLATES.matcher(dictionary).results().count();
            RuleViolation.check(filters <= 1 && !UNUSUAL.matcher(dictionary).find(), InvoicingRule.BROKEN_PDF);
            if (filters == 1) {
                unpacked += inflatedSize(pdf, begin(text, at), MOST_UNPACKED - unpacked, buffer);
                RuleViolation.check(
                        unpacked <= MOST_UNPACKED, InvoicingRule.UNPACKS_TOO_LARGE, MOST_UNPACKED / KIB / KIB);
            }
        }
    }

    /** A broken file is searched for these words, and each that is found is tried. */
    private static void demandFew(String text, String word) {
        int found = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            RuleViolation.check(++found <= MOST_REFERENCES, InvoicingRule.BROKEN_PDF);
        }
    }

    private static int begin(String text, int at) {
        int begin = at + "stream".length();
        if (begin < text.length() && text.charAt(begin) == '\r') {
            begin++;
        }
        return begin < text.length() && text.charAt(begin) == '\n' ? begin + 1 : begin;
    }

    /** How much it unpacks to; what lies beyond the limit is not counted. */
    private static long inflatedSize(byte[] pdf, int begin, long limit, byte[] buffer) {
        long size = 0;
        try (var inflated =
                new InflaterInputStream(new ByteArrayInputStream(pdf, begin, Math.max(0, pdf.length - begin)))) {
            for (int read = inflated.read(buffer); read >= 0 && size <= limit; read = inflated.read(buffer)) {
                size += read;
            }
        } catch (IOException brokenFromHereOn) {
            return size;
        }
        return size;
    }

    private record Attachment(String name, COSStream content) {}

    private static List<Attachment> attachmentsOf(PDDocument document) {
        var catalog = document.getDocumentCatalog().getCOSObject();
        var files = new ArrayList<COSDictionary>();
        var names = catalog.getCOSDictionary(COSName.NAMES);
        var tree = names == null ? null : names.getCOSDictionary(COSName.EMBEDDED_FILES);
        if (tree != null) {
            collect(tree, files);
        }
        add(catalog.getCOSArray(COSName.AF), files);
        RuleViolation.check(files.size() <= 2 * MOST_ATTACHMENTS, InvoicingRule.TOO_MANY_ATTACHMENTS, MOST_ATTACHMENTS);
        var attachments = new ArrayList<Attachment>();
        for (var file : files) {
            var embedded = file.getCOSDictionary(COSName.EF);
            var content = embedded == null
                    ? null
                    : embedded.getCOSStream(COSName.UF) == null
                            ? embedded.getCOSStream(COSName.F)
                            : embedded.getCOSStream(COSName.UF);
            var name = file.getString(COSName.UF, file.getString(COSName.F, ""));
            if (content != null) {
                attachments.add(new Attachment(name.toLowerCase(Locale.ROOT), content));
            }
        }
        return attachments;
    }

    private static void collect(COSDictionary tree, List<COSDictionary> files) {
        var seen = Collections.<COSDictionary>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<COSDictionary>();
        open.add(tree);
        while (!open.isEmpty() && seen.size() <= MOST_NODES) {
            var node = open.remove();
            if (!seen.add(node)) {
                continue;
            }
            add(node.getCOSArray(COSName.NAMES), files);
            var kids = node.getCOSArray(COSName.KIDS);
            for (int index = 0; kids != null && index < kids.size() && index <= MOST_NODES; index++) {
                if (kids.getObject(index) instanceof COSDictionary kid) {
                    open.add(kid);
                }
            }
        }
    }

    private static void add(@Nullable COSArray found, List<COSDictionary> files) {
        for (int index = 0; found != null && index < found.size() && files.size() <= 2 * MOST_ATTACHMENTS; index++) {
            if (found.getObject(index) instanceof COSDictionary file && !files.contains(file)) {
                files.add(file);
            }
        }
    }

    /** By the names that the formats agreed on; a single other XML file will do as well. */
    private static @Nullable COSStream invoiceIn(List<Attachment> attachments) {
        for (var name : NAMES) {
            for (var attachment : attachments) {
                if (attachment.name().equals(name)) {
                    return attachment.content();
                }
            }
        }
        var others = attachments.stream()
                .filter(attachment -> attachment.name().endsWith(".xml"))
                .map(Attachment::content)
                .distinct()
                .toList();
        return others.size() == 1 ? others.get(0) : null;
    }

    private static byte[] unpacked(COSStream file) throws IOException {
        try (InputStream raw = file.createRawInputStream()) {
            byte[] xml;
            var filter = file.getFilters();
            var only = filter instanceof COSArray several && several.size() == 1 ? several.getObject(0) : filter;
            if (only == null || (only instanceof COSArray none && none.size() == 0)) {
                xml = raw.readNBytes(InvoiceCapture.MOST_BYTES + 1);
            } else if (only.equals(COSName.FLATE_DECODE) || only.equals(COSName.FLATE_DECODE_ABBREVIATION)) {
                try (var inflated = new InflaterInputStream(raw)) {
                    xml = inflated.readNBytes(InvoiceCapture.MOST_BYTES + 1);
                }
            } else {
                throw new RuleViolation(InvoicingRule.BROKEN_PDF);
            }
            RuleViolation.check(
                    xml.length <= InvoiceCapture.MOST_BYTES,
                    InvoicingRule.UNPACKS_TOO_LARGE,
                    InvoiceCapture.MOST_BYTES / KIB / KIB);
            return xml;
        }
    }
}
