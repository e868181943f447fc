package org.countersign.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The logo on what suppliers get, if there is one. */
@Component
public class Letterhead {

    private static final long LARGEST = 300_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final @Nullable String logo;

    Letterhead(DispatchSettings settings) {
        this.logo = settings.letterhead().logo() == null
                ? null
                : read(settings.letterhead().logo());
    }

    /** The logo as an address that carries its content; null where there is none. */
    public @Nullable String logo() {
        return logo;
    }

    private static String read(String file) {
        byte[] content;
        try {
            var path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new IllegalStateException(
                        "The logo " + file + " (countersign.letterhead.logo) is larger than 300 kB");
            }
            content = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new IllegalStateException("The logo " + file + " (countersign.letterhead.logo) cannot be read", e);
        }
        var type = begins(content, PNG) ? "image/png" : begins(content, JPEG) ? "image/jpeg" : null;
        if (type == null) {
            throw new IllegalStateException(
                    "The logo " + file + " (countersign.letterhead.logo) is neither PNG nor JPEG");
        }
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    private static boolean begins(byte[] content, byte[] with) {
        for (var i = 0; i < with.length; i++) {
            if (content.length <= i || content[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
