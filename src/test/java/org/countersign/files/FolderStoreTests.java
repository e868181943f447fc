package org.countersign.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;

class FolderStoreTests {

    private final String id = UUID.randomUUID().toString();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("What a transaction wrote is there, whole, and goes when it rolls back")
    void whatARolledBackTransactionWroteIsGone() throws IOException {
        var store = store();
        ending(TransactionSynchronization.STATUS_COMMITTED, () -> store.put(id, FileExamples.pdf("a")));
        assertThat(store.get(id)).isEqualTo(FileExamples.pdf("a"));
        assertThat(paths()).containsExactly(id);

        var other = UUID.randomUUID().toString();
        ending(TransactionSynchronization.STATUS_ROLLED_BACK, () -> {
            store.put(other, FileExamples.pdf("b"));
            assertThat(store.get(other)).isEqualTo(FileExamples.pdf("b"));
        });
        assertThat(paths()).containsExactly(id);
    }

    @Test
    @DisplayName("What a transaction removed is there until it commits")
    void whatATransactionRemovedIsThereUntilItCommits() throws IOException {
        var store = store();
        ending(TransactionSynchronization.STATUS_COMMITTED, () -> store.put(id, FileExamples.pdf("a")));
        ending(TransactionSynchronization.STATUS_ROLLED_BACK, () -> store.remove(List.of(id)));
        assertThat(store.get(id)).isEqualTo(FileExamples.pdf("a"));
        ending(TransactionSynchronization.STATUS_UNKNOWN, () -> store.remove(List.of(id)));
        assertThat(store.get(id)).isEqualTo(FileExamples.pdf("a"));
        ending(TransactionSynchronization.STATUS_COMMITTED, () -> store.remove(List.of(id)));
        assertThatThrownBy(() -> store.get(id)).isInstanceOf(IllegalStateException.class);
        assertThat(paths()).isEmpty();
    }

    @Test
    @DisplayName("Nothing but an id becomes a path")
    void nothingButAnIdBecomesAPath() {
        assertThatThrownBy(() -> store().get("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    private FolderStore store() {
        return new FolderStore(new FileSettings(
                FileSettings.Store.FOLDER,
                directory,
                DataSize.ofMegabytes(15),
                20,
                Set.of(FileType.PDF),
                new FileSettings.Clamd("", 3310, Duration.ofSeconds(1))));
    }

    private List<String> paths() throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    private static void ending(int status, Runnable work) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            work.run();
            TransactionSynchronizationManager.getSynchronizations().forEach(one -> one.afterCompletion(status));
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }
}
