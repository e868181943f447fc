package org.countersign.files;

import static org.countersign.shared.RuleViolation.check;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.shared.RuleViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps files of documents. A file is checked first, which may take a while and needs no transaction, and kept afterwards in
 * the transaction that records whose it is. It is never changed; its bytes are compared with their hash each time they are
 * read.
 */
@Service
public class FileKeeper {

    private static final Logger log = LoggerFactory.getLogger(FileKeeper.class);

    private final StoredFiles files;
    private final List<FileStore> stores;
    private final ObjectProvider<FileScanner> scanners;
    private final FileSettings settings;
    private final Clock clock;

    FileKeeper(
            StoredFiles files,
            List<FileStore> stores,
            ObjectProvider<FileScanner> scanners,
            FileSettings settings,
            Clock clock) {
        this.files = files;
        this.stores = List.copyOf(stores);
        this.scanners = scanners;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Looks whether a file may be kept as a document's attachment: its size, its type by its bytes, and what the scanners
     * say.
     *
     * @throws RuleViolation when it may not (422), or no scanner can say so (503)
     */
    public CheckedFile checked(FileUpload upload) {
        return checked(upload, (int) settings.maxSize().toBytes(), settings.types());
    }

    /** The same with other limits than those of attachments. */
    public CheckedFile checked(FileUpload upload, int mostBytes, Set<FileType> types) {
        var said = FileName.clean(upload.name(), "file");
        check(upload.content().length > 0, FileRule.EMPTY_FILE, said);
        check(upload.content().length <= mostBytes, FileRule.FILE_TOO_LARGE, said, mostBytes / 1024 / 1024);
        var type = FileType.of(upload.content()).filter(types::contains).orElse(null);
        if (type == null) {
            throw new RuleViolation(FileRule.TYPE_NOT_TAKEN, said, named(types));
        }
        scan(said, upload.content());
        return new CheckedFile(
                FileName.of(upload.name(), type), type, upload.content().clone(), sha256(upload.content()));
    }

    /**
     * Keeps a file.
     *
     * @return its id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String keep(CheckedFile file) {
        var id = UUID.randomUUID().toString();
        files.saveAndFlush(new StoredFile(id, settings.store(), file.size(), file.sha256(), clock.instant()));
        store(settings.store()).put(id, file.content());
        return id;
    }

    /** Keeps a copy of a file that is kept. @return its id */
    @Transactional(propagation = Propagation.MANDATORY)
    public String copy(String id) {
        var content = read(id);
        var copy = UUID.randomUUID().toString();
        files.saveAndFlush(new StoredFile(copy, settings.store(), content.length, sha256(content), clock.instant()));
        store(settings.store()).put(copy, content);
        return copy;
    }

    /**
     * The bytes of a file.
     *
     * @throws IllegalStateException when they are gone, or are not those that were kept
     */
    @Transactional(readOnly = true)
    public byte[] read(String id) {
        var file = files.findById(id).orElseThrow(() -> new IllegalStateException("There is no file " + id));
        var content = store(file.store()).get(id);
        if (!sha256(content).equals(file.sha256())) {
            throw new IllegalStateException("The bytes of file " + id + " are not those that were kept");
        }
        return content;
    }

    /** Forgets files. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        files.findAllById(ids).stream()
                .collect(Collectors.groupingBy(
                        StoredFile::store, Collectors.mapping(StoredFile::getId, Collectors.toList())))
                .forEach((store, stored) -> store(store).remove(stored));
        files.deleteAllOf(ids);
    }

    /** Types in words that people know. */
    public static String named(Set<FileType> types) {
        return types.stream()
                .sorted()
                .map(type -> type.extension().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private void scan(String name, byte[] content) {
        for (var scanner : scanners.orderedStream().toList()) {
            Optional<String> finding;
            try {
                finding = scanner.findingIn(name, content.clone());
            } catch (IOException e) {
                log.error("The scanner cannot say whether a file is harmless; it was not kept", e);
                throw new RuleViolation(FileRule.SCANNER_UNREACHABLE, name);
            }
            if (finding.isPresent()) {
                log.warn("The scanner refuses a file: {}", finding.get());
                throw new RuleViolation(FileRule.FILE_INFECTED, name, finding.get());
            }
        }
    }

    private FileStore store(FileSettings.Store wanted) {
        return stores.stream().filter(one -> one.store() == wanted).findFirst().orElseThrow();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
