package org.countersign.receiving;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Photos as cameras write them. */
public final class PhotoExamples {

    /** Stands in the notes of the examples that tell too much. */
    public static final String TELLING = "Home of Mrs Example, 53.5511 N";

    private PhotoExamples() {}

    /** A small picture without any notes. @param format as Java calls it: {@code jpg}, {@code png} */
    public static byte[] picture(String format) {
        var picture = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(new Color(180, 120, 60));
        pen.fillRect(20, 20, 100, 80);
        pen.setColor(Color.BLACK);
        pen.drawLine(20, 20, 120, 100);
        pen.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG whose notes tell where it was taken, and which way is up. */
    public static byte[] tellingJpeg(int orientation) {
        var plain = picture("jpg");
        var place = TELLING.getBytes(StandardCharsets.US_ASCII);
        var tiff = ByteBuffer.allocate(26 + place.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II*\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(place)
                .array();
        var comment = ("by " + TELLING).getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        out.writeBytes(part(0xE1, "Exif\0\0", tiff));
        out.writeBytes(part(0xE1, "http://ns.adobe.com/xap/1.0/\0", place));
        out.writeBytes(part(0xFE, "", comment));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(place);
        return out.toByteArray();
    }

    private static byte[] part(int marker, String name, byte[] content) {
        var title = name.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + title.length + content.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + title.length + content.length))
                .put(title)
                .put(content)
                .array();
    }

    /** A PNG whose notes tell where it was taken. */
    public static byte[] tellingPng() {
        var plain = picture("png");
        var note = ("Comment\0" + TELLING).getBytes(StandardCharsets.US_ASCII);
        // After the header: 8 bytes signature, 25 bytes IHDR.
        return ByteBuffer.allocate(plain.length + 12 + note.length)
                .put(plain, 0, 33)
                .putInt(note.length)
                .put("tEXt".getBytes(StandardCharsets.US_ASCII))
                .put(note)
                .putInt(0)
                .put(plain, 33, plain.length - 33)
                .array();
    }

    /** The frame of a WebP with notes; what should be the picture is some bytes. */
    public static byte[] tellingWebp() {
        var note = TELLING.getBytes(StandardCharsets.US_ASCII);
        var even = note.length + (note.length & 1);
        var size = 4 + 18 + 12 + 8 + even;
        return ByteBuffer.allocate(8 + size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(size)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .put((byte) 0x08)
                .put(new byte[9])
                .put("VP8 ".getBytes(StandardCharsets.US_ASCII))
                .putInt(4)
                .putInt(0x01020304)
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(note.length)
                .put(note)
                .array();
    }

    /** The beginning of a HEIC. */
    public static byte[] heic() {
        return ByteBuffer.allocate(32)
                .putInt(24)
                .put("ftypheic".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
