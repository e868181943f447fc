package org.countersign.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.countersign.shared.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The keyed MAC over entries, heads and seals. Its key lies outside the database. */
@Component
class AuditMac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    AuditMac(Secrets secrets) {
        this.key = new SecretKeySpec(secrets.key("audit"), ALGORITHM);
    }

    /**
     * The MAC of values that belong together, in hexadecimal digits.
     *
     * @param kind what they are, so that the MAC of one kind never stands for another
     */
    String of(String kind, @Nullable Object... values) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, kind);
            for (var value : values) {
                update(mac, value);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Whether two MACs are the same. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Length, colon, value: no two lists of values are fed alike. */
    private static void update(Mac mac, @Nullable Object value) {
        if (value == null) {
            mac.update("-;".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        var bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
    }
}
