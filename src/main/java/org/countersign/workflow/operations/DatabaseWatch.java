package org.countersign.workflow.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.countersign.operations.Condition;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckWatch;
import org.countersign.operations.Treatment;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what is stuck in one way with one statement over the engine's tables and ours. Number, list, document and subject are asked
 * of the same statement, so that they cannot contradict each other.
 */
final class DatabaseWatch implements StuckWatch {

    /** How moments are stored. */
    enum Times {
        /** The engine's: by the clock of the server's zone. */
        OF_THE_ENGINE,
        /** Ours: in UTC. */
        OURS
    }

    /**
     * A row that the statement found.
     *
     * @param detail what only its condition understands
     * @param owner a person's sign-in name or the id of a group
     * @param extra what only its condition understands
     */
    record Row(
            String subject,
            DocumentNumber document,
            @Nullable Instant since,
            @Nullable String model,
            @Nullable String step,
            @Nullable String instance,
            @Nullable String detail,
            @Nullable String owner,
            @Nullable String extra) {

        String detailOr(String otherwise) {
            return detail == null || detail.isBlank() ? otherwise : detail;
        }
    }

    private static final int LONGEST_NUMBER = 64;
    private static final String BODY = "#multiInstanceBody";

    private final Condition condition;
    private final JdbcClient database;
    private final Times times;
    private final String sql;
    private final Supplier<Map<String, ?>> values;
    private final Function<Row, Stuck> stuck;
    private final BiConsumer<Stuck, Treatment> remedy;

    /**
     * @param sql selects subject, document, since, model, step, instance, detail, owner and extra
     * @param values of its parameters, at the moment in which they are asked for
     * @param stuck what a row means
     * @param remedy puts it right
     */
    DatabaseWatch(
            Condition condition,
            JdbcClient database,
            Times times,
            String sql,
            Supplier<Map<String, ?>> values,
            Function<Row, Stuck> stuck,
            BiConsumer<Stuck, Treatment> remedy) {
        this.condition = condition;
        this.database = database;
        this.times = times;
        this.sql = sql;
        this.values = values;
        this.stuck = stuck;
        this.remedy = remedy;
    }

    @Override
    public Condition condition() {
        return condition;
    }

    @Override
    public long count() {
        return database.sql("select count(*) from (" + sql + ") found")
                .params(values.get())
                .query(Long.class)
                .single();
    }

    @Override
    public List<Stuck> oldest(int most) {
        return ask("", Map.of("most", most));
    }

    @Override
    public List<Stuck> of(DocumentNumber document, int most) {
        return ask("where found.document = :document", Map.of("document", document.value(), "most", most));
    }

    @Override
    public Optional<Stuck> find(String subject) {
        return ask("where found.subject = :subject", Map.of("subject", subject, "most", 1)).stream()
                .findFirst();
    }

    @Override
    public void apply(Stuck found, Treatment treatment) {
        remedy.accept(found, treatment);
    }

    private List<Stuck> ask(String where, Map<String, ?> further) {
        var all = new HashMap<String, Object>(values.get());
        all.putAll(further);
        return database.sql("select * from (" + sql + ") found " + where
                        + " order by found.since, found.subject limit :most")
                .params(all)
                .query((row, number) -> stuck.apply(row(row)))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        var document = row.getString("document");
        var step = row.getString("step");
        return new Row(
                row.getString("subject"),
                new DocumentNumber(
                        document.length() <= LONGEST_NUMBER ? document : document.substring(0, LONGEST_NUMBER)),
                since(row),
                row.getString("model"),
                step != null && step.endsWith(BODY) ? step.substring(0, step.length() - BODY.length()) : step,
                row.getString("instance"),
                row.getString("detail"),
                row.getString("owner"),
                row.getString("extra"));
    }

    private @Nullable Instant since(ResultSet row) throws SQLException {
        if (times == Times.OF_THE_ENGINE) {
            var at = row.getTimestamp("since");
            return at == null ? null : at.toInstant();
        }
        var at = row.getObject("since", LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
