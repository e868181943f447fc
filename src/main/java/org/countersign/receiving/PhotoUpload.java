package org.countersign.receiving;

import org.jspecify.annotations.Nullable;

/**
 * A photo as somebody sends it, not checked yet.
 *
 * @param name its file name
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record PhotoUpload(@Nullable String name, byte[] content) {

    /** The most bytes that a photo may have. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;
}
