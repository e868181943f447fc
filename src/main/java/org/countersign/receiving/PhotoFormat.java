package org.countersign.receiving;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.files.FileType;

/** What is taken as a photo or delivery note of a receipt, known by their bytes and never by what somebody says they are. */
public enum PhotoFormat {
    /** What most cameras write. */
    JPEG(FileType.JPEG),
    /** Screens and scanners. */
    PNG(FileType.PNG),
    /** What web browsers write. */
    WEBP(FileType.WEBP),
    /** What newer phones write. */
    HEIC(FileType.HEIC),
    /** A delivery note as the supplier sent it. */
    PDF(FileType.PDF);

    /** All of them, as types of files. */
    static final Set<FileType> TYPES = Arrays.stream(values())
            .map(PhotoFormat::type)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FileType.class)));

    private final FileType type;

    PhotoFormat(FileType type) {
        this.type = type;
    }

    /** The format of these bytes; empty where they are no photo that is taken. */
    static Optional<PhotoFormat> of(byte[] bytes) {
        var found = FileType.of(bytes);
        return Arrays.stream(values())
                .filter(format -> found.filter(format.type::equals).isPresent())
                .findFirst();
    }

    /** What it is among files. */
    public FileType type() {
        return type;
    }

    /** Its media type. */
    public String mediaType() {
        return type.mediaType();
    }

    /** How names of its files end, without a dot. */
    public String extension() {
        return type.extension();
    }

    /** Whether every web browser shows it as a picture. */
    public boolean isShownByBrowsers() {
        return this != PDF && type.isShownByBrowsers();
    }
}
