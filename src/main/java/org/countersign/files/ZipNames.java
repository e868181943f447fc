package org.countersign.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The names in the directory of a ZIP archive. Nothing is unpacked, however small or large it says it is. */
final class ZipNames {

    /** Office documents have some dozens or hundreds. */
    static final int MOST = 10_000;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;

    private ZipNames() {}

    /** Its names; empty where its directory cannot be read, or has more than {@link #MOST}. */
    static Set<String> of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var end = end(buffer);
        if (end < 0) {
            return Set.of();
        }
        var count = buffer.getShort(end + 10) & 0xFFFF;
        long at = buffer.getInt(end + 16) & 0xFFFFFFFFL;
        var names = new HashSet<String>();
        for (int index = 0; index < count; index++) {
            if (index == MOST || at + ENTRY_LENGTH > end || buffer.getInt((int) at) != ENTRY) {
                return Set.of();
            }
            var entry = (int) at;
            var name = buffer.getShort(entry + 28) & 0xFFFF;
            if (entry + ENTRY_LENGTH + name > end) {
                return Set.of();
            }
            names.add(new String(bytes, entry + ENTRY_LENGTH, name, StandardCharsets.UTF_8));
            at += ENTRY_LENGTH + name + (buffer.getShort(entry + 30) & 0xFFFF) + (buffer.getShort(entry + 32) & 0xFFFF);
        }
        return names;
    }

    private static int end(ByteBuffer buffer) {
        var last = buffer.limit() - END_LENGTH;
        for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (buffer.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }
}
