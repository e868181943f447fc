package org.countersign.files;

import java.util.Arrays;
import java.util.Objects;

/** A file of which {@link FileKeeper} knows that it may be kept. */
public final class CheckedFile {

    private final String name;
    private final FileType type;
    private final byte[] content;
    private final String sha256;

    CheckedFile(String name, FileType type, byte[] content, String sha256) {
        this.name = name;
        this.type = type;
        this.content = content;
        this.sha256 = sha256;
    }

    /** Its name, harmless, with an ending that belongs to its type. */
    public String name() {
        return name;
    }

    /** What it is by its bytes. */
    public FileType type() {
        return type;
    }

    /** How many bytes it has. */
    public int size() {
        return content.length;
    }

    /** SHA-256 of its bytes, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    byte[] content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckedFile file && name.equals(file.name) && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, sha256);
    }
}
