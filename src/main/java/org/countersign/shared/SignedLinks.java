package org.countersign.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Last parts of addresses that prove themselves: each carries what it is about, its end and a random part, and is proved by
 * a keyed code. Nothing of it is kept.
 */
public final class SignedLinks {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int LONGEST = 512;
    private static final int NONCE = 9;
    private static final int CODE = 32;

    private final byte[] key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param key of one purpose, so that no link is good for another: {@link Secrets#key} */
    public SignedLinks(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /** Draws a new one about something. */
    public String draw(String about, Instant until) {
        var text = about.getBytes(StandardCharsets.UTF_8);
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var content = ByteBuffer.allocate(Long.BYTES + NONCE + text.length)
                .putLong(until.getEpochSecond())
                .put(nonce)
                .put(text)
                .array();
        var token = ByteBuffer.allocate(content.length + CODE)
                .put(content)
                .put(code(content))
                .array();
        return ENCODER.encodeToString(token);
    }

    /** What a link says about itself. */
    public sealed interface Reading {

        /** It is genuine and still works. */
        record Valid(String about, Instant until) implements Reading {}

        /** It is genuine, and its time is over. */
        record Expired(String about) implements Reading {}

        /** It was not drawn here for this purpose, or was changed since. */
        record Forged() implements Reading {}
    }

    /** Reads the last part of a link's address. */
    public Reading read(String token) {
        if (token.length() > LONGEST) {
            return new Reading.Forged();
        }
        byte[] bytes;
        try {
            bytes = DECODER.decode(token);
        } catch (IllegalArgumentException e) {
            return new Reading.Forged();
        }
        var length = bytes.length - CODE;
        // Encodings that differ in unused bits only would read the same: there is one spelling of a link.
        if (length <= Long.BYTES + NONCE || !ENCODER.encodeToString(bytes).equals(token)) {
            return new Reading.Forged();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var content = new byte[length];
        var code = new byte[CODE];
        buffer.get(content).get(code);
        if (!MessageDigest.isEqual(code, code(content))) {
            return new Reading.Forged();
        }
        var until = Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong());
        var start = Long.BYTES + NONCE;
        var about = new String(content, start, length - start, StandardCharsets.UTF_8);
        return clock.instant().isBefore(until) ? new Reading.Valid(about, until) : new Reading.Expired(about);
    }

    private byte[] code(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
