package org.countersign.receiving;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes out of photos what tells where and by whom they were taken. The picture itself stays bit by bit; of a JPEG's notes only
 * the way up and the colour profile stay. HEIC keeps its notes: they lie across the whole file.
 */
final class PhotoPrivacy {

    private static final int ORIENTATION = 0x0112;
    private static final int ROTATED_MOST = 8;
    private static final Set<String> TELLING_PNG = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");
    private static final Set<String> TELLING_WEBP = Set.of("EXIF", "XMP ");

    private PhotoPrivacy() {}

    /**
     * The same picture without its notes.
     *
     * @throws IllegalArgumentException where the bytes end before the picture does
     */
    static byte[] stripped(PhotoFormat format, byte[] bytes) {
        try {
            return switch (format) {
                case JPEG -> jpeg(bytes);
                case PNG -> png(bytes);
                case WEBP -> webp(bytes);
                case HEIC, PDF -> bytes.clone();
            };
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The picture is cut off", e);
        }
    }

    private static byte[] jpeg(byte[] bytes) {
        var kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 2);
        var orientation = 1;
        var notes = new ByteArrayOutputStream();
        int at = 2;
        while (true) {
            if ((bytes[at] & 0xFF) != 0xFF) {
                throw new IllegalArgumentException("No marker at " + at);
            }
            int marker = bytes[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0xD9) {
                break;
            }
            int length = ((bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF) + 2;
            int end = marker == 0xDA ? endOfScan(bytes, at + length) : at + length;
            if (end > bytes.length || length < 4) {
                throw new IllegalArgumentException("A part ends beyond the file");
            }
            if (marker == 0xE1 && startsWith(bytes, at + 4, "Exif\0\0")) {
                orientation = orientation(Arrays.copyOfRange(bytes, at + 10, end));
            } else if (!tells(bytes, at, marker)) {
                (marker == 0xE0 ? kept : notes).write(bytes, at, end - at);
            }
            at = end;
        }
        if (orientation > 1 && orientation <= ROTATED_MOST) {
            kept.writeBytes(exif(orientation));
        }
        kept.writeBytes(notes.toByteArray());
        kept.write(0xFF);
        kept.write(0xD9);
        return kept.toByteArray();
    }

    /** Application parts but the plain header, the colour profile and Adobe's colours; comments. */
    private static boolean tells(byte[] bytes, int at, int marker) {
        return marker == 0xFE
                || marker > 0xE0
                        && marker <= 0xEF
                        && marker != 0xEE
                        && !(marker == 0xE2 && startsWith(bytes, at + 4, "ICC_PROFILE\0"));
    }

    private static int endOfScan(byte[] bytes, int from) {
        int at = from;
        while (true) {
            int next = bytes[at + 1] & 0xFF;
            if ((bytes[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
            at++;
        }
    }

    private static int orientation(byte[] tiff) {
        if (tiff.length < 8) {
            return 1;
        }
        var data = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = data.getInt(4);
        if (directory < 8 || directory > tiff.length - 2) {
            return 1;
        }
        int entries = data.getShort(directory) & 0xFFFF;
        for (int entry = directory + 2; entries-- > 0 && entry + 12 <= tiff.length; entry += 12) {
            if ((data.getShort(entry) & 0xFFFF) == ORIENTATION) {
                return data.getShort(entry + 8) & 0xFFFF;
            }
        }
        return 1;
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    private static byte[] png(byte[] bytes) {
        var kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 8);
        var data = ByteBuffer.wrap(bytes);
        int at = 8;
        while (true) {
            var type = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
            int end = Math.addExact(at + 12, Math.max(data.getInt(at), 0));
            if (!TELLING_PNG.contains(type)) {
                kept.write(bytes, at, end - at);
            }
            if (type.equals("IEND")) {
                return kept.toByteArray();
            }
            at = end;
        }
    }

    private static byte[] webp(byte[] bytes) {
        var kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 12);
        var data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int whole = Math.min(bytes.length, Math.addExact(data.getInt(4), 8));
        for (int at = 12; at + 8 <= whole; ) {
            var type = new String(bytes, at, 4, StandardCharsets.US_ASCII);
            int size = Math.max(data.getInt(at + 4), 0);
            int end = Math.addExact(at + 8, size + (size & 1));
            if (!TELLING_WEBP.contains(type)) {
                kept.write(bytes, at, Math.min(end, whole) - at);
            }
            at = end;
        }
        var result = kept.toByteArray();
        ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putInt(4, result.length - 8);
        if (startsWith(result, 12, "VP8X")) {
            result[20] &= ~0x0C;
        }
        return result;
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        var expected = text.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= from + expected.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }
}
