package org.countersign.invoicing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** A PDF with files in it, as Factur-X and ZUGFeRD are. */
public final class HybridPdf {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int pages = 1;
    private boolean locked;
    private String password = "";

    public static HybridPdf of(String name, byte[] file) {
        return new HybridPdf().with(name, file);
    }

    public HybridPdf with(String name, byte[] file) {
        files.put(name, file);
        return this;
    }

    HybridPdf pages(int count) {
        pages = count;
        return this;
    }

    HybridPdf locked() {
        locked = true;
        return this;
    }

    /** Nobody opens it without the password. */
    HybridPdf lockedBy(String word) {
        password = word;
        return locked();
    }

    public byte[] bytes() {
        try (var document = new PDDocument()) {
            for (int page = 0; page < pages; page++) {
                document.addPage(new PDPage());
            }
            var specifications = new LinkedHashMap<String, PDComplexFileSpecification>();
            for (var file : files.entrySet()) {
                var embedded =
                        new PDEmbeddedFile(document, new ByteArrayInputStream(file.getValue()), COSName.FLATE_DECODE);
                embedded.setSubtype("text/xml");
                var specification = new PDComplexFileSpecification();
                specification.setFile(file.getKey());
                specification.setFileUnicode(file.getKey());
                specification.setEmbeddedFile(embedded);
                specifications.put(file.getKey(), specification);
            }
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(specifications);
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            if (locked) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file whose table of objects unpacks to so many bytes of nothing. */
    static byte[] bomb(long size, String filter) {
        try {
            var packed = new ByteArrayOutputStream();
            try (OutputStream deflated = new DeflaterOutputStream(packed)) {
                var nothing = new byte[1 << 16];
                for (long written = 0; written < size; written += nothing.length) {
                    deflated.write(nothing);
                }
            }
            var file = new ByteArrayOutputStream();
            file.write(("%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter " + filter
                            + " /Length " + packed.size() + " >>\nstream\n")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            file.write(packed.toByteArray());
            file.write("\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
