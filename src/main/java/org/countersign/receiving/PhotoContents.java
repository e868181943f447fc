package org.countersign.receiving;

import java.util.Collection;
import org.countersign.files.CheckedFile;
import org.countersign.files.FileKeeper;
import org.countersign.files.FileUpload;
import org.springframework.stereotype.Component;

/** The bytes of photos, kept as those of all files are. */
@Component
class PhotoContents {

    private final FileKeeper files;

    PhotoContents(FileKeeper files) {
        this.files = files;
    }

    /** Looks whether the bytes may be kept. */
    CheckedFile checked(String name, byte[] content) {
        return files.checked(new FileUpload(name, content), ReceiptPhotos.MOST_BYTES, PhotoFormat.TYPES);
    }

    /** Keeps them. @return their id, which is the photo's */
    String keep(CheckedFile file) {
        return files.keep(file);
    }

    PhotoContent of(ReceiptPhoto photo) {
        return new PhotoContent(photo, files.read(photo.id()));
    }

    void forget(Collection<String> photos) {
        files.forget(photos);
    }
}
