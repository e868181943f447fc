package org.countersign.shared.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.OldRows;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The keys under which clients sent their POSTs, with the answers they got. Each statement commits by itself: a key is
 * stored before the call is made, its answer before it is sent.
 */
@Component
class IdempotencyKeys implements NightlyWork {

    /** How long an answer is kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

    IdempotencyKeys(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Takes a key. @return false when this person used it before */
    boolean take(String user, String key, String fingerprint) {
        if (find(user, key).isPresent()) {
            return false;
        }
        try {
            jdbc.update(
                    "insert into idempotency_keys (user_id, request_key, fingerprint, started_at) values (?, ?, ?, ?)",
                    user,
                    key,
                    fingerprint,
                    stored(clock.instant()));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** What is known of a key. */
    Optional<Entry> find(String user, String key) {
        return jdbc
                .query(
                        "select fingerprint, status, location, etag, content_type, body from idempotency_keys"
                                + " where user_id = ? and request_key = ?",
                        (row, number) -> {
                            var status = row.getInt("status");
                            var body = row.getBytes("body");
                            return new Entry(
                                    row.getString("fingerprint"),
                                    status == 0
                                            ? null
                                            : new Answer(
                                                    status,
                                                    row.getString("location"),
                                                    row.getString("etag"),
                                                    row.getString("content_type"),
                                                    body == null ? new byte[0] : body));
                        },
                        user,
                        key)
                .stream()
                .findFirst();
    }

    /** Keeps the answer that a call got. */
    void keep(String user, String key, Answer answer) {
        jdbc.update(
                "update idempotency_keys set status = ?, location = ?, etag = ?, content_type = ?, body = ?"
                        + " where user_id = ? and request_key = ?",
                answer.status(),
                answer.location(),
                answer.etag(),
                answer.contentType(),
                answer.body(),
                user,
                key);
    }

    /** Gives a key back, because nothing came of the call. */
    void release(String user, String key) {
        jdbc.update("delete from idempotency_keys where user_id = ? and request_key = ?", user, key);
    }

    /** Forgets what is older than it must be kept. */
    void purge() {
        var until = stored(clock.instant().minus(KEPT));
        OldRows.delete(transactions, () -> {
            var old = jdbc.query(
                    "select user_id, request_key from idempotency_keys where started_at < ? order by started_at limit "
                            + OldRows.SLICE,
                    (row, number) -> new Object[] {row.getString("user_id"), row.getString("request_key")},
                    until);
            jdbc.batchUpdate("delete from idempotency_keys where user_id = ? and request_key = ?", old);
            return old.size();
        });
    }

    @Override
    public String name() {
        return "idempotency-keys";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(3, 20);
    }

    @Override
    public void work() {
        purge();
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * A key that was used.
     *
     * @param fingerprint of the request that used it
     * @param answer null while the call is under way, or when it was cut off
     */
    record Entry(String fingerprint, @Nullable Answer answer) {}

    /** An answer as it was given. */
    record Answer(
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String contentType,
            byte[] body) {

        @Override
        public String toString() {
            return status + " " + new String(body, StandardCharsets.UTF_8);
        }
    }
}
