package org.countersign.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.policy.Foresight.State;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of foresights. Each is worked on by one server at a time, which says at each slice that it is still there. */
@Component
class ForesightRows {

    private static final TypeReference<List<Explanation>> WORDS = new TypeReference<>() {};
    private static final String UNFINISHED = "('WAITING', 'RUNNING')";
    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_TITLE = 255;

    private final JdbcClient database;
    private final NamedParameterJdbcTemplate batches;
    private final ObjectMapper json;

    ForesightRows(JdbcClient database, NamedParameterJdbcTemplate batches, ObjectMapper json) {
        this.database = database;
        this.batches = batches;
        this.json = json;
    }

    /**
     * One as it is kept.
     *
     * @param candidate the file as it was when it began
     * @param digest of that file
     * @param looksAtOpen whether those of the time are through and those that are open come now
     * @param last where the last slice ended; null before the first
     * @param items how many documents were written down
     */
    record Kept(
            String id,
            String change,
            String table,
            int version,
            String candidate,
            String digest,
            Instant from,
            Instant until,
            boolean withOpen,
            State state,
            boolean looksAtOpen,
            @Nullable String last,
            long expected,
            long looked,
            long items,
            ForesightSums past,
            ForesightSums open,
            @Nullable Instant touchedAt,
            String createdBy,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable Explanation note) {}

    /** Both sums, as they are kept. */
    record Sums(ForesightSums.Kept past, ForesightSums.Kept open) {}

    /** @param runner who works on it at once; null where it waits */
    void write(Kept one, @Nullable String runner) {
        database.sql("""
            insert into policy_foresights (id, change_id, table_key, table_version, candidate, candidate_digest, begins_at,
            ends_at, with_open, state, looks_at_open, expected, looked, items, sums, runner, touched_at, created_by,
            created_at)
            values (:id, :change, :table, :version, :candidate, :digest, :from, :until, :withOpen, :state, false, :expected,
            0, 0, :sums, :runner, :touched, :by, :at)
            """)
                .param("id", one.id())
                .param("change", one.change())
                .param("table", one.table())
                .param("version", one.version())
                .param("candidate", one.candidate())
                .param("digest", one.digest())
                .param("from", stored(one.from()))
                .param("until", stored(one.until()))
                .param("withOpen", one.withOpen())
                .param("state", one.state().name())
                .param("expected", one.expected())
                .param("sums", written(new Sums(one.past().kept(), one.open().kept())))
                .param("runner", runner)
                .param("touched", one.touchedAt() == null ? null : stored(one.touchedAt()))
                .param("by", one.createdBy())
                .param("at", stored(one.createdAt()))
                .update();
    }

    Optional<Kept> find(String id) {
        return database.sql("select * from policy_foresights where id = :id")
                .param("id", id)
                .query((row, number) -> kept(row))
                .optional();
    }

    /** The last one of a change. */
    Optional<Kept> latest(String change) {
        return database.sql("select * from policy_foresights where change_id = :change"
                        + " order by created_at desc, id desc limit 1")
                .param("change", change)
                .query((row, number) -> kept(row))
                .optional();
    }

    /** Those of a change, the latest first. */
    List<String> idsOf(String change) {
        return database.sql(
                        "select id from policy_foresights where change_id = :change order by created_at desc, id desc")
                .param("change", change)
                .query(String.class)
                .list();
    }

    /** The oldest one that nobody works on: it waits, or whoever worked on it was not heard of since. */
    Optional<String> next(Instant lost) {
        return database.sql("select id from policy_foresights where state = 'WAITING'"
                        + " or state = 'RUNNING' and touched_at < :lost order by created_at, id limit 1")
                .param("lost", stored(lost))
                .query(String.class)
                .optional();
    }

    /** Takes one to work on it. @return whether nobody else has it */
    boolean take(String id, String runner, Instant now, Instant lost) {
        return database.sql("update policy_foresights set state = 'RUNNING', runner = :runner, touched_at = :now"
                                + " where id = :id and (state = 'WAITING' or state = 'RUNNING' and touched_at < :lost)")
                        .param("runner", runner)
                        .param("now", stored(now))
                        .param("id", id)
                        .param("lost", stored(lost))
                        .update()
                == 1;
    }

    /**
     * Writes down what a slice found.
     *
     * @return whether it is still this server's to work on; if not, nothing was written
     */
    boolean advance(Kept before, Kept after, String runner, List<ForeseenDocument> documents, List<String> shifts) {
        var mine = database.sql("""
            update policy_foresights set looks_at_open = :looksAtOpen, last_position = :last, looked = :looked,
            items = :items, sums = :sums, touched_at = :now, state = :state, finished_at = :finished
            where id = :id and state = 'RUNNING' and runner = :runner and looked = :before and items = :itemsBefore
            """)
                .param("looksAtOpen", after.looksAtOpen())
                .param("last", after.last())
                .param("looked", after.looked())
                .param("items", after.items())
                .param(
                        "sums",
                        written(new Sums(after.past().kept(), after.open().kept())))
                .param("now", after.touchedAt() == null ? null : stored(after.touchedAt()))
                .param("state", after.state().name())
                .param("finished", after.finishedAt() == null ? null : stored(after.finishedAt()))
                .param("id", before.id())
                .param("runner", runner)
                .param("before", before.looked())
                .param("itemsBefore", before.items())
                .update();
        if (mine == 1 && !documents.isEmpty()) {
            var rows = new ArrayList<MapSqlParameterSource>();
            for (var index = 0; index < documents.size(); index++) {
                rows.add(row(before.id(), before.items() + index, documents.get(index), shifts.get(index)));
            }
            batches.batchUpdate("""
                insert into policy_foresight_documents (foresight, item, document, kind, title, total, currency, began_at,
                is_open, rebuilt, outcome, shift, answer_before, answer_after)
                values (:foresight, :item, :document, :kind, :title, :total, :currency, :at, :open, :rebuilt, :outcome,
                :shift, :before, :after)
                """, rows.toArray(new MapSqlParameterSource[0]));
        }
        return mine == 1;
    }

    /** Lets one wait for somebody else to go on. */
    void release(String id, String runner) {
        database.sql(
                        "update policy_foresights set state = 'WAITING', runner = null where id = :id and state = 'RUNNING'"
                                + " and runner = :runner")
                .param("id", id)
                .param("runner", runner)
                .update();
    }

    /** Ends one that goes on. @return whether it did */
    boolean end(String id, State state, @Nullable Explanation note, Instant now) {
        var english = note == null ? null : note.english();
        return database.sql("update policy_foresights set state = :state, note = :note, note_facts = :facts,"
                                + " finished_at = :now where id = :id and state in " + UNFINISHED)
                        .param("state", state.name())
                        .param(
                                "note",
                                english == null || english.length() <= LONGEST_NOTE
                                        ? english
                                        : english.substring(0, LONGEST_NOTE))
                        .param("facts", note == null ? null : note.facts())
                        .param("now", stored(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Lets one that failed go on where it stopped. @return whether it does */
    boolean resume(String id) {
        return database.sql("update policy_foresights set state = 'WAITING', runner = null, note = null,"
                                + " note_facts = null, finished_at = null where id = :id and state = 'FAILED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void delete(String id) {
        for (var statement : List.of(
                "delete from policy_foresight_documents where foresight = :id",
                "delete from policy_foresights where id = :id")) {
            database.sql(statement).param("id", id).update();
        }
    }

    /** Those that ended before a time. */
    List<String> endedBefore(Instant time, int most) {
        return database.sql("select id from policy_foresights where created_at < :time order by created_at limit :most")
                .param("time", stored(time))
                .param("most", most)
                .query(String.class)
                .list();
    }

    Page<ForeseenDocument> documents(String id, ForeseenDocument.Query query, Pageable page) {
        var where = new StringBuilder(" from policy_foresight_documents where foresight = :id");
        var values = new HashMap<String, Object>(Map.of("id", id));
        if (query.outcome() != null) {
            where.append(" and outcome = :outcome");
            values.put("outcome", query.outcome().name());
        }
        if (query.open() != null) {
            where.append(" and is_open = :open");
            values.put("open", query.open());
        }
        if (query.shift() != null) {
            where.append(" and shift = :shift");
            values.put("shift", query.shift());
        }
        if (query.text() != null) {
            where.append(" and (lower(document) like :text escape '!' or lower(title) like :text escape '!')");
            values.put("text", "%" + query.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        var total = database.sql("select count(*)" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("most", page.getPageSize());
        values.put("from", page.getOffset());
        var rows = database.sql("select *" + where + " order by item limit :most offset :from")
                .params(values)
                .query((row, number) -> document(row))
                .list();
        return new PageImpl<>(rows, page, total);
    }

    private MapSqlParameterSource row(String id, long item, ForeseenDocument one, String shift) {
        var total = one.total();
        return new MapSqlParameterSource()
                .addValue("foresight", id)
                .addValue("item", item)
                .addValue("document", one.number())
                .addValue("kind", one.kind())
                .addValue(
                        "title",
                        one.title().length() <= LONGEST_TITLE
                                ? one.title()
                                : one.title().substring(0, LONGEST_TITLE - 1) + "…")
                .addValue("total", total == null ? null : total.amount())
                .addValue("currency", total == null ? null : total.currency().getCurrencyCode())
                .addValue("at", stored(one.at()))
                .addValue("open", one.open())
                .addValue("rebuilt", one.rebuilt())
                .addValue("outcome", one.outcome().name())
                .addValue("shift", shift)
                .addValue("before", written(one.before()))
                .addValue("after", written(one.after()));
    }

    private ForeseenDocument document(ResultSet row) throws SQLException {
        var total = row.getBigDecimal("total");
        return new ForeseenDocument(
                row.getString("document"),
                row.getString("kind"),
                row.getString("title"),
                total == null ? null : money(total, row.getString("currency")),
                at(row, "began_at"),
                row.getBoolean("is_open"),
                row.getBoolean("rebuilt"),
                ForeseenOutcome.valueOf(row.getString("outcome")),
                words(row.getString("answer_before")),
                words(row.getString("answer_after")));
    }

    private static Money money(BigDecimal total, String currency) {
        return Money.of(total.toPlainString(), currency).rounded();
    }

    private Kept kept(ResultSet row) throws SQLException {
        var sums = sums(row.getString("sums"));
        return new Kept(
                row.getString("id"),
                row.getString("change_id"),
                row.getString("table_key"),
                row.getInt("table_version"),
                row.getString("candidate"),
                row.getString("candidate_digest"),
                at(row, "begins_at"),
                at(row, "ends_at"),
                row.getBoolean("with_open"),
                State.valueOf(row.getString("state")),
                row.getBoolean("looks_at_open"),
                row.getString("last_position"),
                row.getLong("expected"),
                row.getLong("looked"),
                row.getLong("items"),
                ForesightSums.of(sums.past()),
                ForesightSums.of(sums.open()),
                atIfAny(row, "touched_at"),
                row.getString("created_by"),
                at(row, "created_at"),
                atIfAny(row, "finished_at"),
                note(row.getString("note"), row.getString("note_facts")));
    }

    private static @Nullable Explanation note(@Nullable String english, @Nullable String facts) {
        return english == null ? null : Explanation.kept(english, facts);
    }

    private Sums sums(String text) {
        try {
            return json.readValue(text, Sums.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The figures of a foresight cannot be read", e);
        }
    }

    private List<Explanation> words(String text) {
        try {
            return json.readValue(text, WORDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was foreseen cannot be read: " + text, e);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was foreseen cannot be written", e);
        }
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant atIfAny(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
