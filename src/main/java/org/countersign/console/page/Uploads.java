package org.countersign.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.countersign.files.FileUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files that came with a form. */
public final class Uploads {

    private Uploads() {}

    /** What was chosen; a field that was left empty counts for nothing. */
    public static List<FileUpload> of(@Nullable List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .filter(file -> file.getSize() > 0 || isNamed(file))
                        .map(Uploads::read)
                        .toList();
    }

    private static boolean isNamed(MultipartFile file) {
        return file.getOriginalFilename() != null && !file.getOriginalFilename().isBlank();
    }

    private static FileUpload read(MultipartFile file) {
        try {
            return new FileUpload(file.getOriginalFilename(), file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
