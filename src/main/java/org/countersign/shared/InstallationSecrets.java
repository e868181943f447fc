package org.countersign.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One secret for each installation, from which a key is derived for each purpose (HKDF-SHA256, RFC 5869). It comes from
 * the setting {@code countersign.secret}; where that is absent and the installation is the embedded default, it is drawn
 * once and kept in the file {@code keys} of the data directory.
 */
@Component
class InstallationSecrets implements Secrets {

    private static final int SHORTEST = 32;
    private static final String HOW = "Draw one with: openssl rand -hex 32";

    private final byte[] pseudoRandomKey;

    @Autowired
    InstallationSecrets(
            @Value("${countersign.secret:}") String secret,
            @Value("${countersign.generate-secret:false}") boolean mayGenerate,
            @Value("${countersign.data:./data}") Path data) {
        this(secret.isBlank() ? null : secret, mayGenerate ? data.resolve("keys") : null);
    }

    InstallationSecrets(@Nullable String secret, @Nullable Path file) {
        this.pseudoRandomKey =
                mac(bytes("countersign"), bytes(material(secret, file).strip()));
    }

    @Override
    public byte[] key(String purpose) {
        var name = bytes(purpose);
        var info = new byte[name.length + 1];
        System.arraycopy(name, 0, info, 0, name.length);
        info[name.length] = 1;
        return mac(pseudoRandomKey, info);
    }

    private static String material(@Nullable String secret, @Nullable Path file) {
        if (secret != null) {
            if (secret.length() < SHORTEST) {
                throw new StartRefused(
                        "The secret of this installation has " + secret.length() + " characters; it needs " + SHORTEST
                                + " or more.",
                        "Set COUNTERSIGN_SECRET to a longer one. " + HOW);
            }
            return secret;
        }
        if (file == null) {
            throw new StartRefused(
                    "This installation has no secret. The audit trail and the links to suppliers are proved with it.",
                    "Set COUNTERSIGN_SECRET to " + SHORTEST + " random characters or more, and keep it for ever. "
                            + HOW);
        }
        return readOrGenerate(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String readOrGenerate(Path file) {
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The secret of this installation can neither be read from nor kept in " + file, e);
        }
    }

    /** Complete or not at all: a half-written secret would make every proof worthless at the next start. */
    private static void generate(Path file) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var draft = Files.createTempFile(directory, "keys", ".tmp");
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(draft, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
