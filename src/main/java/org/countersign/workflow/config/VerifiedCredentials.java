package org.countersign.workflow.config;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Passwords verified a while ago, so that a client of the REST API does not pay for a slow hash on every call, nor several
 * at once when it opens many connections. Kept as a keyed digest over user, password and the stored hash, whose key lives
 * and dies with this Java process: when the stored hash changes, through whichever door and on whichever node, the memory
 * is worth nothing.
 */
@Component
class VerifiedCredentials {

    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> digests = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(10))
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(10_000)
            .build();

    VerifiedCredentials() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    /**
     * Whether the password is right: known from before, or by asking. Calls with the same credentials at the same moment
     * ask once, and only a right answer is remembered.
     */
    boolean areRight(String user, String password, String storedHash, BooleanSupplier check) {
        var right = digests.get(
                ByteBuffer.wrap(digest(user, password, storedHash)), unknown -> check.getAsBoolean() ? true : null);
        return right != null && right;
    }

    private byte[] digest(String... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((byte) (bytes.length >> 8));
                mac.update((byte) bytes.length);
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
