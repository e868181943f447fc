package org.countersign.purchasing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads changes of orders that were proposed, a page at a time. */
@Service
@Transactional(readOnly = true)
public class PastChanges {

    private static final String PROPOSED = " from change_orders where proposed_at >= :from and proposed_at < :until";
    private static final String OPEN = " and status in ('PROPOSED', 'UNFIT')";
    private static final String BETWEEN = "|";

    private final ChangeOrders changes;
    private final JdbcClient database;

    PastChanges(ChangeOrders changes, JdbcClient database) {
        this.changes = changes;
        this.database = database;
    }

    /**
     * Which changes are looked at.
     *
     * @param open those that something can still become of; else all that were proposed in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    public record Range(boolean open, Instant from, Instant until) {}

    /**
     * A page of changes.
     *
     * @param last where it ended
     * @param end whether there are no more
     */
    public record Page(
            List<ChangeOrder> found, int read, @Nullable String last, boolean end) {

        public Page {
            found = List.copyOf(found);
        }
    }

    private record Position(String id, Instant at) {}

    /** How many there are. */
    public long count(Range range) {
        return database.sql("select count(*)" + proposed(range))
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .query(Long.class)
                .single();
    }

    /**
     * The next ones, the oldest first.
     *
     * @param after where the last page ended; null for the first
     */
    public Page next(Range range, @Nullable String after, int most) {
        var at = after == null ? range.from() : Instant.parse(after.substring(0, after.indexOf(BETWEEN)));
        var positions = database.sql("select id, proposed_at" + proposed(range)
                        + " and proposed_at >= :at and (proposed_at > :at or id > :behind)"
                        + " order by proposed_at, id limit :most")
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .param("at", stored(at))
                .param("behind", after == null ? "" : after.substring(after.indexOf(BETWEEN) + 1))
                .param("most", most)
                .query((row, number) -> new Position(
                        row.getString("id"),
                        row.getObject("proposed_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list();
        var found = changes.findAllById(positions.stream().map(Position::id).toList()).stream()
                .collect(Collectors.toMap(ChangeOrder::id, one -> one));
        var last = positions.isEmpty() ? null : positions.get(positions.size() - 1);
        return new Page(
                positions.stream()
                        .filter(position -> found.containsKey(position.id()))
                        .map(position -> found.get(position.id()))
                        .toList(),
                positions.size(),
                last == null ? after : last.at() + BETWEEN + last.id(),
                positions.size() < most);
    }

    private static String proposed(Range range) {
        return range.open() ? PROPOSED + OPEN : PROPOSED;
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
