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

    /**
     * The same rows, asked for in several ways.
     *
     * @param all selects subject, document, since, model, step, instance, detail, owner and extra
     * @param one the one that is the {@code :subject}; {@code :named} is what it says after its kind
     * @param ofBusinessKey those of processes with the key {@code :document}, {@code :most} at the most
     * @param count how many there are
     * @param oldest the {@code :most} of them that have been so longest, with the same columns
     */
    record Question(String all, String one, String ofBusinessKey, String count, String oldest) {

        private static final String SUBJECT = "found.subject = :subject";
        private static final String DOCUMENT = "found.document = :document";

        /** Number and oldest are asked of the statement itself. */
        static Question of(String sql) {
            return new Question(
                    sql,
                    those(sql, SUBJECT),
                    those(sql, DOCUMENT) + OLDEST_FIRST,
                    "select count(*) from (" + sql + ") found",
                    oldest(sql));
        }

        /**
         * Of rows of one table that may be many: they are counted and put in order by themselves, and what is told of them is looked up
         * for those that are listed alone.
         *
         * @param columns what is told of a row
         * @param table a table of the engine, with a short name
         * @param key its id
         * @param since since when
         * @param instance whose process it is
         * @param beside joins that leave the rows as many as they are
         * @param which a condition of this table's columns
         */
        static Question of(
                String columns, String table, String key, String since, String instance, String beside, String which) {
            var all = columns + " from " + table + " " + beside + " where " + which;
            return new Question(
                    all,
                    those(all, SUBJECT),
                    oldest(all + " and " + instance + " in (select named.ID_ from ACT_RU_EXECUTION named"
                            + " where named.BUSINESS_KEY_ = :document)"),
                    "select count(*) from " + table + " where " + which,
                    "select * from (" + columns + " from (select " + key + " as picked from " + table + " where "
                            + which
                            + " order by " + since + ", " + key + " limit :most) chosen join " + table + " on " + key
                            + " = chosen.picked " + beside + ") found order by found.since, found.subject");
        }

        /**
         * For rows that would all be made before those of one document are picked of them.
         *
         * @param ofBusinessKey selects those of processes with the key {@code :document}, with the same columns
         */
        Question along(String ofBusinessKey) {
            return new Question(all, one, oldest(ofBusinessKey), count, oldest);
        }

        /**
         * For rows that would all be made before the one of a subject is picked of them.
         *
         * @param few selects those of {@code :subject}, or of {@code :named}, what it says after its kind, with the same columns
         */
        Question one(String few) {
            return new Question(all, those(few, SUBJECT), ofBusinessKey, count, oldest);
        }

        String subject() {
            return one;
        }

        /** What is no document of ours has a kind before it, as {@code process:}. */
        String ofDocument(String document) {
            return document.indexOf(':') < 0 ? ofBusinessKey : those(all, DOCUMENT) + OLDEST_FIRST;
        }

        private static String oldest(String rows) {
            return "select * from (" + rows + ") found " + OLDEST_FIRST;
        }

        private static String those(String all, String which) {
            return "select * from (" + all + ") found where " + which + " ";
        }
    }

    private static final String OLDEST_FIRST = "order by found.since, found.subject limit :most";
    private static final int LONGEST_NUMBER = 64;
    private static final String BODY = "#multiInstanceBody";

    private final Condition condition;
    private final JdbcClient database;
    private final Times times;
    private final Question question;
    private final Supplier<Map<String, ?>> values;
    private final Function<Row, Stuck> stuck;
    private final BiConsumer<Stuck, Treatment> remedy;

    /** @param sql selects subject, document, since, model, step, instance, detail, owner and extra */
    DatabaseWatch(
            Condition condition,
            JdbcClient database,
            Times times,
            String sql,
            Supplier<Map<String, ?>> values,
            Function<Row, Stuck> stuck,
            BiConsumer<Stuck, Treatment> remedy) {
        this(condition, database, times, Question.of(sql), values, stuck, remedy);
    }

    /**
     * @param question what finds them
     * @param values of its parameters, at the moment in which they are asked for
     * @param stuck what a row means
     * @param remedy puts it right
     */
    DatabaseWatch(
            Condition condition,
            JdbcClient database,
            Times times,
            Question question,
            Supplier<Map<String, ?>> values,
            Function<Row, Stuck> stuck,
            BiConsumer<Stuck, Treatment> remedy) {
        this.condition = condition;
        this.database = database;
        this.times = times;
        this.question = question;
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
        return database.sql(question.count())
                .params(values.get())
                .query(Long.class)
                .single();
    }

    @Override
    public List<Stuck> oldest(int most) {
        return ask(question.oldest(), Map.of("most", most));
    }

    @Override
    public List<Stuck> of(DocumentNumber document, int most) {
        return ask(question.ofDocument(document.value()), Map.of("document", document.value(), "most", most));
    }

    @Override
    public Optional<Stuck> find(String subject) {
        return ask(question.subject(), Map.of("subject", subject, "named", subject.substring(subject.indexOf(':') + 1)))
                .stream()
                .findFirst();
    }

    @Override
    public void apply(Stuck found, Treatment treatment) {
        remedy.accept(found, treatment);
    }

    private List<Stuck> ask(String sql, Map<String, ?> further) {
        var all = new HashMap<String, Object>(values.get());
        all.putAll(further);
        return database.sql(sql)
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
