package org.countersign.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Notes the head of the global chain outside the database, so that a chain that is cut together with its head, or a
 * database set back to an older state, shows. Each line of the file has time, place, the chain's last MAC, and a MAC over
 * these. Without a file the same line goes to the log {@code org.countersign.audit.anchor}, to be kept elsewhere.
 *
 * <p>Several servers on one database share the file; where each has its own, it notes what the others sealed too.
 */
@Component
class AuditAnchor {

    private static final Logger log = LoggerFactory.getLogger("org.countersign.audit.anchor");
    private static final String RESTORED = "restored";
    private static final int TAIL = 8192;
    private static final Pattern BLANK = Pattern.compile(" ");

    private final @Nullable Path file;
    private final AuditMac macs;
    private long noted;

    AuditAnchor(
            @Value("${countersign.audit.anchor-file:${countersign.data:./data}/audit-anchor.log}") String file,
            AuditMac macs) {
        this.file = file.isBlank() ? null : Path.of(file.trim());
        this.macs = macs;
    }

    /** Whether there is a file to compare with. */
    boolean isKept() {
        return file != null;
    }

    /** Notes how far the global chain reaches where neither this server nor another that shares the file has. */
    synchronized void noteNew(ChainHead head, Instant at) {
        if (head.count() <= noted || !head.isGenuine(macs)) {
            return;
        }
        var last = lastNote();
        if (last.isEmpty() && file != null) {
            log.warn("The audit anchor {} begins at place {}: there was none before", file, head.count());
        }
        if (last.filter(note -> note.place() >= head.count()).isPresent()) {
            noted = head.count();
        } else {
            note(head, at);
        }
    }

    /** Notes that the global chain reaches to this place. */
    synchronized void note(ChainHead head, Instant at) {
        noted = Math.max(noted, head.count());
        var mac = macs.of("anchor", at, head.count(), head.lastMac());
        write(at + " " + head.count() + " " + head.lastMac() + " " + mac);
    }

    /**
     * Notes that the database was set back on purpose, and that the global chain goes on from this place: what was noted before
     * counts no more. That the chain up to here is the former one, its MAC tells.
     */
    synchronized void begin(ChainHead head, Instant at) {
        var mac = macs.of(RESTORED, at, head.count(), head.lastMac());
        write(at + " " + head.count() + " " + head.lastMac() + " " + mac + " " + RESTORED);
    }

    private void write(String line) {
        if (file == null) {
            log.info("{}", line);
            return;
        }
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The audit anchor cannot be written to " + file, e);
        }
    }

    /** All notes, in the order of the file; a line that was changed is a note without a genuine MAC. */
    synchronized List<Note> notes() {
        if (file == null || !Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            var notes = new ArrayList<Note>();
            lines.filter(line -> !line.isBlank()).map(this::note).forEach(note -> {
                if (note.begins()) {
                    notes.clear();
                }
                notes.add(note);
            });
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException("The audit anchor cannot be read from " + file, e);
        }
    }

    /** The last note that the product wrote, read from the end of the file alone. */
    synchronized Optional<Note> lastNote() {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var tail = ByteBuffer.allocate((int) Math.min(channel.size(), TAIL));
            channel.position(channel.size() - tail.capacity());
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                log.trace("Reading on");
            }
            return new String(tail.array(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(this::note)
                    .filter(Note::genuine)
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            throw new UncheckedIOException("The audit anchor cannot be read from " + file, e);
        }
    }

    private Note note(String line) {
        var parts = BLANK.split(line.trim());
        var begins = parts.length == 5 && RESTORED.equals(parts[4]);
        if (parts.length != 4 && !begins
                || !AuditMac.same(parts[3], macs.of(begins ? RESTORED : "anchor", parts[0], parts[1], parts[2]))) {
            return new Note(0, "", false, false, Instant.EPOCH);
        }
        return new Note(Long.parseLong(parts[1]), parts[2], true, begins, Instant.parse(parts[0]));
    }

    /**
     * That the global chain once reached to a place.
     *
     * @param genuine whether the product wrote it
     * @param begins whether nothing that was noted before counts, because a restored database went on from here
     * @param at when it was noted; not known of one that is not genuine
     */
    record Note(long place, String lastMac, boolean genuine, boolean begins, Instant at) {}
}
