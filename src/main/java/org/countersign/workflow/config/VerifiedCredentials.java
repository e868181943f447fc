package org.countersign.workflow.config;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Passwords verified a moment ago, so that a client of the REST API does not pay for a slow hash on every call. Kept as
 * a keyed digest over user, password and the stored hash, whose key lives and dies with this Java process: when the stored
 * hash changes, through whichever door and on whichever node, the memory is worth nothing.
 */
@Component
class VerifiedCredentials {

    private final SecretKeySpec key;
    private final Cache<String, byte[]> digests = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(10_000)
            .build();

    VerifiedCredentials() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    void remember(String user, String password, String storedHash) {
        digests.put(user, digest(user, password, storedHash));
    }

    boolean knows(String user, String password, String storedHash) {
        var digest = digests.getIfPresent(user);
        return digest != null && MessageDigest.isEqual(digest, digest(user, password, storedHash));
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
