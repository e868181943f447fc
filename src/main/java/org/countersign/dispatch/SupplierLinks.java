package org.countersign.dispatch;

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
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Secrets;
import org.springframework.stereotype.Component;

/**
 * The links with which suppliers answer without an account. A link carries its order, its end and a random part, and is
 * proved by a keyed code: who has it may answer that order, and nothing else.
 */
@Component
public class SupplierLinks {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int LONGEST = 512;
    private static final int NONCE = 9;
    private static final int CODE = 32;

    private final byte[] key;
    private final DispatchSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SupplierLinks(Secrets secrets, DispatchSettings settings, Clock clock) {
        this.key = secrets.key("supplier-link");
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A link that was drawn.
     *
     * @param url its full address
     * @param until when it ends
     */
    record Link(String url, Instant until) {}

    /** Draws a new link to an order's page. */
    Link draw(PurchaseOrderNumber order) {
        var until = clock.instant().plus(settings.supplierLink().validity());
        var number = order.value().getBytes(StandardCharsets.UTF_8);
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var content = ByteBuffer.allocate(Long.BYTES + NONCE + number.length)
                .putLong(until.getEpochSecond())
                .put(nonce)
                .put(number)
                .array();
        var token = ByteBuffer.allocate(content.length + CODE)
                .put(content)
                .put(code(content))
                .array();
        return new Link(settings.baseUrl() + "/supplier/orders/" + ENCODER.encodeToString(token), until);
    }

    /** What a link says about itself. */
    public sealed interface Reading {

        /** It is genuine and still works. */
        record Valid(PurchaseOrderNumber order, Instant until) implements Reading {}

        /** It is genuine, and its time is over. */
        record Expired(PurchaseOrderNumber order) implements Reading {}

        /** It was not drawn here, or was changed since. */
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
        var order = new PurchaseOrderNumber(new String(content, start, length - start, StandardCharsets.UTF_8));
        return clock.instant().isBefore(until) ? new Reading.Valid(order, until) : new Reading.Expired(order);
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
