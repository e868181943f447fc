package org.countersign.console.page;

import java.nio.charset.StandardCharsets;
import org.countersign.files.FileType;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Answers with a file that somebody else brought. Pictures and PDF are shown, everything else is saved; what is in it never
 * runs as a page of ours.
 */
public final class FileAnswer {

    private static final String SHOWN = "default-src 'none'; img-src 'self'; object-src 'self';"
            + " plugin-types application/pdf; frame-ancestors 'self'";
    private static final String SAVED = "default-src 'none'; sandbox";

    private FileAnswer() {}

    /**
     * The answer.
     *
     * @param name of the file
     * @param type by its bytes
     * @param content its bytes
     * @param cache how long a browser may keep it
     */
    public static ResponseEntity<byte[]> of(String name, FileType type, byte[] content, CacheControl cache) {
        var disposition = type.isShownByBrowsers() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", type.isShownByBrowsers() ? SHOWN : SAVED)
                .cacheControl(cache)
                .body(content);
    }
}
