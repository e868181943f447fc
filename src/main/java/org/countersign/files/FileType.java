package org.countersign.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a file is, known by its bytes and never by what somebody says it is. What is not listed here is never taken. */
public enum FileType {
    PDF("application/pdf", Showing.INSIDE, "pdf"),
    JPEG("image/jpeg", Showing.INSIDE, "jpg", "jpeg", "jpe", "jfif"),
    PNG("image/png", Showing.INSIDE, "png"),
    WEBP("image/webp", Showing.INSIDE, "webp"),
    GIF("image/gif", Showing.INSIDE, "gif"),
    HEIC("image/heic", Showing.SAVED, "heic", "heif"),
    TIFF("image/tiff", Showing.SAVED, "tif", "tiff"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Showing.SAVED, "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Showing.SAVED, "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Showing.SAVED, "pptx"),
    ODT("application/vnd.oasis.opendocument.text", Showing.SAVED, "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", Showing.SAVED, "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", Showing.SAVED, "odp"),
    /** Mails, data and drawings that are written as text are text too; a browser gets all of it as text to be saved. */
    TEXT("text/plain", Showing.SAVED, "txt", "csv", "tsv", "md", "log", "json", "eml", "ics", "dxf", "step", "stp"),
    XML("application/xml", Showing.SAVED, "xml"),
    /** May carry scripts: saved, never shown. */
    HTML("text/html", Showing.SAVED, "html", "htm"),
    /** May carry scripts: saved, never shown. */
    SVG("image/svg+xml", Showing.SAVED, "svg"),
    /** Mails and documents of older offices, which may carry macros. */
    OLE("application/x-ole-storage", Showing.SAVED, "doc", "xls", "ppt", "msg"),
    ZIP("application/zip", Showing.SAVED, "zip");

    /** How many bytes from the beginning are read as text, to learn what kind of text it is. */
    private static final int TEXT_BEGINNING = 64 * 1024;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private final String mediaType;
    private final Showing showing;
    private final List<String> endings;

    FileType(String mediaType, Showing showing, String... endings) {
        this.mediaType = mediaType;
        this.showing = showing;
        this.endings = List.of(endings);
    }

    private enum Showing {
        INSIDE,
        SAVED
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** How names of its files end, without a point. */
    public String extension() {
        return endings.get(0);
    }

    /** Whether a browser may show it; everything else is saved. */
    public boolean isShownByBrowsers() {
        return showing == Showing.INSIDE;
    }

    List<String> endings() {
        return endings;
    }

    /** What these bytes are; empty where they are nothing that is known, as programs are. */
    public static Optional<FileType> of(byte[] bytes) {
        var magic = Signature.of(bytes);
        if (magic.begins(0, 'P', 'K', 3, 4)) {
            return zipped(bytes, magic);
        }
        if (magic.begins(0, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (magic.begins(0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (magic.begins(0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (magic.begins(0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (magic.begins(0, 'R', 'I', 'F', 'F') && magic.begins(8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (magic.begins(4, 'f', 't', 'y', 'p') && HEIC_BRANDS.contains(magic.text(8, 4))) {
            return Optional.of(HEIC);
        }
        if (magic.begins(0, 'I', 'I', 42, 0) || magic.begins(0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        if (magic.begins(0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            return Optional.of(OLE);
        }
        return magic.begins(0, '#', '!') || !PlainText.is(bytes) ? Optional.empty() : Optional.of(text(bytes));
    }

    private static Optional<FileType> zipped(byte[] bytes, Signature magic) {
        // An OpenDocument file says first, and uncompressed, what it is.
        if (magic.text(30, 8).equals("mimetype")) {
            return Stream.of(ODT, ODS, ODP)
                    .filter(type -> magic.text(38, type.mediaType.length()).equals(type.mediaType))
                    .findFirst()
                    .or(() -> Optional.of(ZIP));
        }
        var names = ZipNames.of(bytes);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (!names.contains("[Content_Types].xml")) {
            return Optional.of(ZIP);
        }
        if (names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"))) {
            return Optional.empty();
        }
        return Optional.of(
                names.contains("word/document.xml")
                        ? DOCX
                        : names.contains("xl/workbook.xml")
                                ? XLSX
                                : names.contains("ppt/presentation.xml") ? PPTX : ZIP);
    }

    private static FileType text(byte[] bytes) {
        var beginning = PlainText.beginning(bytes, TEXT_BEGINNING).toLowerCase(Locale.ROOT);
        if (beginning.contains("<svg")) {
            return SVG;
        }
        if (beginning.contains("<html") || beginning.contains("<!doctype html") || beginning.contains("<script")) {
            return HTML;
        }
        return beginning.stripLeading().startsWith("<?xml") ? XML : TEXT;
    }

    /** The first bytes of a file. */
    private record Signature(String bytes) {

        static Signature of(byte[] all) {
            return new Signature(new String(all, 0, Math.min(all.length, 128), StandardCharsets.ISO_8859_1));
        }

        boolean begins(int from, int... expected) {
            if (bytes.length() < from + expected.length) {
                return false;
            }
            for (int index = 0; index < expected.length; index++) {
                if (bytes.charAt(from + index) != expected[index]) {
                    return false;
                }
            }
            return true;
        }

        String text(int from, int length) {
            return from >= bytes.length() ? "" : bytes.substring(from, Math.min(bytes.length(), from + length));
        }
    }
}
