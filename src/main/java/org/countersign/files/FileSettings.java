package org.countersign.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which files are taken, and where they are kept. Set with {@code countersign.files.*}.
 *
 * @param store where the bytes of new files are kept; those kept before are found wherever they are
 * @param directory where they are kept as files, with {@code store: folder}
 * @param maxSize the largest file that is taken
 * @param maxNumber the most files of one document
 * @param types what is taken, known by the bytes
 * @param clamd the scanner
 */
@ConfigurationProperties("countersign.files")
public record FileSettings(
        @DefaultValue("database") Store store,
        @DefaultValue("./data/files") Path directory,
        @DefaultValue("15MB") DataSize maxSize,
        @DefaultValue("20") int maxNumber,

        @DefaultValue({
            "pdf", "jpeg", "png", "webp", "gif", "heic", "tiff", "docx", "xlsx", "pptx", "odt", "ods", "odp", "text",
            "xml", "html", "svg"
        })
        Set<FileType> types,

        @DefaultValue Clamd clamd) {

    public FileSettings {
        types = Set.copyOf(types);
    }

    /** Where bytes are kept. */
    public enum Store {
        /** In the product's own database, and its backups. */
        DATABASE,
        /** As files below a directory. */
        FOLDER
    }

    /**
     * ClamAV's daemon.
     *
     * @param host empty where there is none
     * @param port its TCP port
     * @param timeout how long it may take to connect, and to answer
     */
    public record Clamd(
            @DefaultValue("") String host,
            @DefaultValue("3310") int port,
            @DefaultValue("20s") Duration timeout) {}
}
