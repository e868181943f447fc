package org.countersign.console.web.master;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.util.MultiValueMap;

/** What a record looked like when its form was shown: who saves what somebody else changed meanwhile is told so first. */
final class Seen {

    private static final String FIELD = "seen";

    private Seen() {}

    /** @param record a record whose text says everything that the form shows */
    static String of(Record record) {
        try {
            var text = record.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the form was shown with something else than is there now. */
    static boolean isStale(MultiValueMap<String, String> sent, Record now) {
        var seen = sent.getFirst(FIELD);
        return seen != null && !seen.isEmpty() && !seen.equals(of(now));
    }
}
