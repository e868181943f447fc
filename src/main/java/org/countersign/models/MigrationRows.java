package org.countersign.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.countersign.models.MigratedInstance.Outcome;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of plans. Who changes one says which state it has seen, so that of two people one wins. */
@Component
class MigrationRows {

    private static final int LONGEST_REASON = 2000;

    private final JdbcClient database;
    private final ObjectMapper json;
    private final Clock clock;

    MigrationRows(JdbcClient database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    void add(String id, MigrationPlan plan, @Nullable String note, UserId by) {
        database.sql("""
            insert into model_migrations (id, model_key, from_version, to_version, note, what_becomes, state, drafted_by,
            drafted_at, instance_count, version)
            values (:id, :key, :from, :to, :note, :instructions, 'DRAFT', :by, :now, 0, 0)
            """)
                .param("id", id)
                .param("key", plan.key())
                .param("from", plan.from())
                .param("to", plan.to())
                .param("note", note)
                .param("instructions", written(plan.instructions()))
                .param("by", by.value())
                .param("now", now())
                .update();
    }

    Optional<ModelMigration> find(String id) {
        return database.sql("select * from model_migrations where id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<ModelMigration> ofBatch(String batch) {
        return database.sql("select * from model_migrations where batch = :batch")
                .param("batch", batch)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<ModelMigration> underWay(String key, int from) {
        return database.sql("select * from model_migrations where underway = :underway")
                .param("underway", lock(key, from))
                .query((row, number) -> read(row))
                .optional();
    }

    List<ModelMigration> of(String key, long offset, int most) {
        return database.sql("select * from model_migrations where model_key = :key order by drafted_at desc, id"
                        + " limit :most offset :offset")
                .param("key", key)
                .param("most", most)
                .param("offset", offset)
                .query((row, number) -> read(row))
                .list();
    }

    long count(String key) {
        return database.sql("select count(*) from model_migrations where model_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    /** Other instructions make another plan, which nobody has tried. */
    boolean change(ModelMigration seen, List<MigrationInstruction> instructions, @Nullable String note) {
        var others = instructions.equals(seen.plan().instructions()) ? "" : " tried_at = null,";
        return database.sql("update model_migrations set what_becomes = :instructions, note = :note," + others
                                + " version = version + 1 where id = :id and state = 'DRAFT' and version = :version")
                        .param("instructions", written(instructions))
                        .param("note", note)
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    boolean tried(ModelMigration seen) {
        return database.sql("update model_migrations set tried_at = :now where id = :id and state = 'DRAFT'"
                                + " and version = :version")
                        .param("now", now())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    /** Takes the plan for somebody, before the engine is told. */
    boolean take(ModelMigration seen, UserId by, String reason, int instances) {
        return database.sql("""
            update model_migrations set state = 'RUNNING', started_by = :by, started_at = :now, reason = :reason,
            instance_count = :instances, underway = :underway, version = version + 1
            where id = :id and state = 'DRAFT' and version = :version
            """)
                        .param("by", by.value())
                        .param("now", now())
                        .param("reason", reason)
                        .param("instances", instances)
                        .param("underway", lock(seen.plan().key(), seen.plan().from()))
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    void began(String id, String batch) {
        database.sql("update model_migrations set batch = :batch where id = :id")
                .param("batch", batch)
                .param("id", id)
                .update();
    }

    boolean turn(ModelMigration seen, MigrationState to) {
        return database.sql("update model_migrations set state = :to, version = version + 1"
                                + " where id = :id and state = :from")
                        .param("to", to.name())
                        .param("id", seen.id())
                        .param("from", seen.state().name())
                        .update()
                == 1;
    }

    /** Somebody ends it now. */
    boolean stop(ModelMigration seen) {
        return end(seen, MigrationState.STOPPED, now());
    }

    /** Found to have ended by itself: with the last process that it moved or left. */
    boolean ended(ModelMigration seen, MigrationState as) {
        var last = database.sql("select max(done_at) from model_migration_instances where migration = :id")
                .param("id", seen.id())
                .query(LocalDateTime.class)
                .optional();
        return end(seen, as, last.orElseGet(this::now));
    }

    private boolean end(ModelMigration seen, MigrationState as, LocalDateTime at) {
        return database.sql("update model_migrations set state = :as, finished_at = :at, underway = null,"
                                + " version = version + 1 where id = :id and state in ('RUNNING', 'PAUSED')")
                        .param("as", as.name())
                        .param("at", at)
                        .param("id", seen.id())
                        .update()
                == 1;
    }

    /** What was tried was all that there was. */
    void endWithTrial(ModelMigration seen) {
        database.sql("update model_migrations set state = 'DONE', finished_at = :now, version = version + 1"
                        + " where id = :id and state = 'DRAFT'")
                .param("now", now())
                .param("id", seen.id())
                .update();
    }

    boolean drop(ModelMigration seen) {
        return database.sql("update model_migrations set state = 'STOPPED', finished_at = :now, version = version + 1"
                                + " where id = :id and state = 'DRAFT'")
                        .param("now", now())
                        .param("id", seen.id())
                        .update()
                == 1;
    }

    void note(String id, String instance, @Nullable String document, Outcome outcome, @Nullable Explanation reason) {
        database.sql("delete from model_migration_instances where migration = :id and instance = :instance")
                .param("id", id)
                .param("instance", instance)
                .update();
        database.sql("""
            insert into model_migration_instances (migration, instance, document, outcome, reason, reason_parts, done_at)
            values (:id, :instance, :document, :outcome, :reason, :parts, :now)
            """)
                .param("id", id)
                .param("instance", instance)
                .param("document", document)
                .param("outcome", outcome.name())
                .param("reason", reason == null ? null : cut(reason.english()))
                .param("parts", reason == null ? null : reason.facts())
                .param("now", now())
                .update();
    }

    Map<Outcome, Long> outcomes(String id) {
        var found = new EnumMap<Outcome, Long>(Outcome.class);
        database.sql("select outcome, count(*) from model_migration_instances where migration = :id group by outcome")
                .param("id", id)
                .query((row, number) -> found.put(Outcome.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return found;
    }

    List<MigratedInstance> instances(String id, @Nullable Outcome outcome, long offset, int most) {
        return database.sql("select * from model_migration_instances where migration = :id"
                        + (outcome == null ? "" : " and outcome = :outcome")
                        + " order by done_at desc, instance limit :most offset :offset")
                .param("id", id)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("most", most)
                .param("offset", offset)
                .query((row, number) -> {
                    var reason = row.getString("reason");
                    return new MigratedInstance(
                            row.getString("instance"),
                            row.getString("document"),
                            Outcome.valueOf(row.getString("outcome")),
                            reason == null ? null : Explanation.kept(reason, row.getString("reason_parts")),
                            Objects.requireNonNull(instant(row.getObject("done_at", LocalDateTime.class))));
                })
                .list();
    }

    private static String lock(String key, int from) {
        return key + ":" + from;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }

    private ModelMigration read(ResultSet row) throws SQLException {
        return new ModelMigration(
                row.getString("id"),
                new MigrationPlan(
                        row.getString("model_key"),
                        row.getInt("from_version"),
                        row.getInt("to_version"),
                        instructions(row.getString("what_becomes"))),
                row.getString("note"),
                MigrationState.valueOf(row.getString("state")),
                new UserId(row.getString("drafted_by")),
                Objects.requireNonNull(instant(row.getObject("drafted_at", LocalDateTime.class))),
                instant(row.getObject("tried_at", LocalDateTime.class)),
                user(row.getString("started_by")),
                instant(row.getObject("started_at", LocalDateTime.class)),
                row.getString("reason"),
                row.getString("batch"),
                row.getInt("instance_count"),
                instant(row.getObject("finished_at", LocalDateTime.class)),
                row.getInt("version"));
    }

    private String written(List<MigrationInstruction> instructions) {
        try {
            return json.writeValueAsString(instructions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Instructions cannot be written", e);
        }
    }

    private List<MigrationInstruction> instructions(String written) {
        try {
            return json.readValue(written, new TypeReference<List<MigrationInstruction>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Instructions cannot be read: " + written, e);
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static @Nullable UserId user(@Nullable String id) {
        return id == null ? null : new UserId(id);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
