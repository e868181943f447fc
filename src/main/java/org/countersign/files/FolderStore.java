package org.countersign.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.files.FileSettings.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Bytes in files below a directory, named by their ids: nothing that anybody called a file becomes a path. A file appears
 * whole or not at all, is taken away again when the transaction rolls back, and goes only once its removal is committed.
 */
@Component
class FolderStore implements FileStore {

    private static final Logger log = LoggerFactory.getLogger(FolderStore.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path directory;

    FolderStore(FileSettings settings) {
        this.directory = settings.directory();
    }

    @Override
    public Store store() {
        return Store.FOLDER;
    }

    @Override
    public void put(String id, byte[] content) {
        var path = path(id);
        after(TransactionSynchronization.STATUS_ROLLED_BACK, List.of(path));
        try {
            Files.createDirectories(path.getParent());
            var writing = Files.createTempFile(path.getParent(), id, ".part");
            try {
                try (var channel = FileChannel.open(writing, StandardOpenOption.WRITE)) {
                    var bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(writing, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(writing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("File " + id + " cannot be written below " + directory, e);
        }
    }

    @Override
    public byte[] get(String id) {
        try {
            return Files.readAllBytes(path(id));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("The bytes of file " + id + " are gone from " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException("File " + id + " cannot be read below " + directory, e);
        }
    }

    @Override
    public void remove(Collection<String> ids) {
        after(
                TransactionSynchronization.STATUS_COMMITTED,
                ids.stream().map(this::path).toList());
    }

    private void after(int end, List<Path> paths) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                // What may have been committed stays: a file too many does no harm, one too few does.
                if (status == end) {
                    paths.forEach(FolderStore::delete);
                }
            }
        });
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warn("{} is not needed any more and cannot be deleted", path, e);
        }
    }

    private Path path(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("No id of a file: " + id);
        }
        return directory.resolve(id.substring(0, 2)).resolve(id);
    }
}
