package org.countersign.files;

import java.util.Collection;
import org.countersign.files.FileSettings.Store;
import org.springframework.stereotype.Component;

/** Bytes in a table. */
@Component
class DatabaseStore implements FileStore {

    private final FileContents contents;

    DatabaseStore(FileContents contents) {
        this.contents = contents;
    }

    @Override
    public Store store() {
        return Store.DATABASE;
    }

    @Override
    public void put(String id, byte[] content) {
        contents.save(new FileContent(id, content));
    }

    @Override
    public byte[] get(String id) {
        return contents.findById(id)
                .orElseThrow(() -> new IllegalStateException("The bytes of file " + id + " are gone"))
                .content();
    }

    @Override
    public void remove(Collection<String> ids) {
        contents.deleteAllOf(ids);
    }
}
