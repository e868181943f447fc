package org.countersign.bench;

import java.util.List;
import org.countersign.CountersignApplication;
import org.countersign.dispatch.FormerFonts;
import org.countersign.mail.FormerMails;
import org.springframework.boot.SpringApplication;

/**
 * The product with one of the dearest things as it was before it was mended, so that before and after are measured in one
 * run. The system property {@code bench.former} says which.
 */
public final class FormerServer {

    /** What was dear. */
    enum Former {
        /** H2 kept eight parsed statements a connection: nearly every one was parsed again. */
        PARSING(
                "every statement parsed anew (H2)",
                List.of("--spring.datasource.url=jdbc:h2:file:${countersign.data}/countersign"
                        + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE"),
                CountersignApplication.class),
        /** Each byte of an encoded mail went to the disk by itself. */
        MAILS("mails written to files byte by byte", List.of(), CountersignApplication.class, FormerMails.class),
        /** Both fonts were read anew for each order. */
        FONTS("fonts read anew for each order's PDF", List.of(), CountersignApplication.class, FormerFonts.class);

        private final String label;
        private final List<String> arguments;
        private final Class<?>[] sources;

        Former(String label, List<String> arguments, Class<?>... sources) {
            this.label = label;
            this.arguments = arguments;
            this.sources = sources;
        }

        String label() {
            return label;
        }

        List<String> arguments() {
            return arguments;
        }
    }

    private FormerServer() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        new SpringApplication(Former.valueOf(System.getProperty("bench.former")).sources).run(arguments);
    }
}
