package org.countersign.receiving;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The pictures that are taken as photos, known by their bytes and never by what somebody says they are. */
public enum PhotoFormat {
    /** What most cameras write. */
    JPEG("image/jpeg", "jpg") {
        @Override
        boolean begins(byte[] bytes) {
            return at(bytes, 0, 0xFF, 0xD8, 0xFF);
        }
    },
    /** Screens and scanners. */
    PNG("image/png", "png") {
        @Override
        boolean begins(byte[] bytes) {
            return at(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
        }
    },
    /** What web browsers write. */
    WEBP("image/webp", "webp") {
        @Override
        boolean begins(byte[] bytes) {
            return at(bytes, 0, 'R', 'I', 'F', 'F') && at(bytes, 8, 'W', 'E', 'B', 'P');
        }
    },
    /** What newer phones write. */
    HEIC("image/heic", "heic") {
        @Override
        boolean begins(byte[] bytes) {
            return at(bytes, 4, 'f', 't', 'y', 'p')
                    && bytes.length >= 12
                    && BRANDS.contains(new String(bytes, 8, 4, StandardCharsets.US_ASCII));
        }
    };

    private static final Set<String> BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private final String mediaType;
    private final String extension;

    PhotoFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    abstract boolean begins(byte[] bytes);

    /** The format of these bytes; empty where they are no photo that is taken. */
    static Optional<PhotoFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** How names of its files end, without a dot. */
    public String extension() {
        return extension;
    }

    /** Whether every web browser shows it. */
    public boolean isShownByBrowsers() {
        return this != HEIC;
    }

    private static boolean at(byte[] bytes, int from, int... expected) {
        if (bytes.length < from + expected.length) {
            return false;
        }
        for (int index = 0; index < expected.length; index++) {
            if ((bytes[from + index] & 0xFF) != expected[index]) {
                return false;
            }
        }
        return true;
    }
}
