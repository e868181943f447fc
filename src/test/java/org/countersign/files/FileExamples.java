package org.countersign.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of many kinds. */
public final class FileExamples {

    private FileExamples() {}

    /** A PDF, as far as anybody looks. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.7\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A PDF of so many bytes. */
    public static byte[] pdfOf(int bytes) {
        return Arrays.copyOf(pdf("long"), bytes);
    }

    /** Text as it is. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What begins like a program of Windows. */
    public static byte[] program() {
        var bytes = new byte[512];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[2] = (byte) 0x90;
        return bytes;
    }

    /** An archive with entries of these names. */
    public static byte[] zip(String... names) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** An OpenDocument file of this media type. */
    public static byte[] openDocument(String mediaType) {
        var out = new ByteArrayOutputStream();
        var said = text(mediaType);
        var sum = new CRC32();
        sum.update(said);
        var entry = new ZipEntry("mimetype");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(said.length);
        entry.setCrc(sum.getValue());
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(said);
            zip.closeEntry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
