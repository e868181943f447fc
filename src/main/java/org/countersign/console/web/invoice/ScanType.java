package org.countersign.console.web.invoice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The kinds of scanned paper that are kept and shown, told by how they begin and never by what their name claims. */
enum ScanType {
    PDF(MediaType.APPLICATION_PDF, "pdf", 0x25, 0x50, 0x44, 0x46, 0x2D),
    PNG(MediaType.IMAGE_PNG, "png", 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A),
    JPEG(MediaType.IMAGE_JPEG, "jpg", 0xFF, 0xD8, 0xFF);

    private final MediaType mediaType;
    private final String ending;
    private final int[] beginning;

    ScanType(MediaType mediaType, String ending, int... beginning) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.beginning = beginning;
    }

    /** What a file is; empty for anything else. */
    static Optional<ScanType> of(byte[] content) {
        return Arrays.stream(values()).filter(type -> type.begins(content)).findFirst();
    }

    /** The kind with this media type; empty for anything else. */
    static Optional<ScanType> of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> mediaType.toLowerCase(Locale.ROOT).startsWith(type.mediaType.toString()))
                .findFirst();
    }

    String mediaType() {
        return mediaType.toString();
    }

    String ending() {
        return ending;
    }

    private boolean begins(byte[] content) {
        if (content.length < beginning.length) {
            return false;
        }
        for (int index = 0; index < beginning.length; index++) {
            if ((content[index] & 0xFF) != beginning[index]) {
                return false;
            }
        }
        return true;
    }
}
