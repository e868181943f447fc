package org.countersign.shared.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Strong entity tags: a digest of the bytes that a read answers. */
final class EntityTag {

    private EntityTag() {}

    /** The tag of a representation, in quotes. */
    static String of(byte[] representation) {
        return '"' + HexFormat.of().formatHex(Arrays.copyOf(sha256(representation), 16)) + '"';
    }

    /**
     * Whether a header names this tag.
     *
     * @param header the value of {@code If-Match} or {@code If-None-Match}: tags separated by commas, or {@code *}
     * @param weakly whether tags marked as weak may count, as they may for reads
     */
    static boolean isNamedBy(String header, String tag, boolean weakly) {
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .map(given -> weakly && given.startsWith("W/") ? given.substring(2) : given)
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
