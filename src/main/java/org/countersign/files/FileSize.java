package org.countersign.files;

/** Sizes of files for people, the same in every language. */
public final class FileSize {

    private static final long KB = 1024;

    private FileSize() {}

    /** In kilobytes, and in megabytes from ten of them on; rounded up. */
    public static String text(long bytes) {
        return bytes < 10 * KB * KB ? up(bytes, KB) + " KB" : up(bytes, KB * KB) + " MB";
    }

    private static long up(long bytes, long unit) {
        return (bytes + unit - 1) / unit;
    }
}
