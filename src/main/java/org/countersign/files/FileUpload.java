package org.countersign.files;

import org.jspecify.annotations.Nullable;

/**
 * A file as somebody sends it, not checked yet.
 *
 * @param name its file name, as it was said
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileUpload(@Nullable String name, byte[] content) {}
