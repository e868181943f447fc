package org.countersign.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes that are text for people: in UTF-8, in UTF-16 with its mark, or in the letters of Western Europe. */
final class PlainText {

    private PlainText() {}

    static boolean is(byte[] bytes) {
        if (isWide(bytes)) {
            try {
                StandardCharsets.UTF_16.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f') {
                return false;
            }
        }
        return true;
    }

    static String beginning(byte[] bytes, int most) {
        Charset charset = isWide(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
        return new String(bytes, 0, Math.min(bytes.length, most), charset);
    }

    private static boolean isWide(byte[] bytes) {
        return bytes.length >= 2
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }
}
