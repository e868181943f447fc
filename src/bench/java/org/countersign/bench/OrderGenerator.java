package org.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Many orders by SQL, in batches: copies of purchases that the product itself took to different stages, row by row in every
 * table that knows them, each with numbers, suppliers, requesters, titles and days of its own. So they are what the product would
 * have written, whatever tables it has. Left out are the audit trail, whose seals nobody can forge, and, in all but a share,
 * mails, documents in PDF and the engine's rows, which would only fill the disk.
 */
final class OrderGenerator {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\b(REQ|PO|GR|INV|RT|RET)-(\\d{4})-(\\d{6})\\b");
    private static final Set<String> NEVER = Set.of(
            "audit_entries",
            "audit_documents",
            "audit_seals",
            "audit_unsealed",
            "audit_head",
            "number_series",
            "idempotency_keys",
            "flyway_schema_history",
            "suppliers",
            "supplier_numbers",
            "items",
            "people",
            "departments",
            "cost_centers",
            "exchange_rates",
            "spring_session",
            "spring_session_attributes");
    private static final Set<String> IN_A_SHARE_ONLY = Set.of("mails", "mail_attachments", "order_documents");
    private static final List<String> REQUESTERS = List.of(
            "requester", "manager", "buyer", "receiver", "ap", "finance", "department-head", "admin", "analyst", "cfo");
    private static final List<String> TITLES = List.of(
            "Adapters",
            "Benches",
            "Cables",
            "Drills",
            "Engraving",
            "Filters",
            "Gloves",
            "Hinges",
            "Inserts",
            "Jackets",
            "Keyboards",
            "Ladders",
            "Monitors",
            "Notebooks",
            "Oils",
            "Pallets",
            "Quilts",
            "Racks",
            "Sensors",
            "Toner");
    private static final int BATCH = 1000;
    private static final int ROWS_OF_A_TRANSACTION = 50_000;

    /** One purchase in so many has its mails, documents and the engine's rows. */
    static final int SHARE = 5;

    private final boolean h2;
    private final Spread spread;
    private final List<List<Row>> patterns = new ArrayList<>();
    private final Map<String, PreparedStatement> inserts = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private Connection database;
    private int uncommitted;
    private int made;

    /** In what copies differ, beside their numbers and titles. */
    interface Spread {

        /** Which pattern is copied. */
        int pattern(int copy, int patterns);

        /** Whether its mails, documents and the engine's rows are copied as well. */
        boolean whole(int copy);

        /** How much earlier than the pattern it happened. */
        Duration earlier(int copy, boolean engine);

        /** Who asked. */
        String requester(int copy);

        /** Whether rows of this table are copied at all. */
        default boolean copies(String table) {
            return true;
        }

        /** What stands in the place of these words of a pattern: ids of people, for instance. */
        default Map<String, IntFunction<String>> words() {
            return Map.of();
        }
    }

    /** Of ten purchases six are closed, and each other stage has one; within 700 days. */
    private static final Spread PURCHASES = new Spread() {

        @Override
        public int pattern(int copy, int patterns) {
            return Math.min(copy % 10, patterns - 1);
        }

        @Override
        public boolean whole(int copy) {
            return copy / 10 % SHARE == 0;
        }

        @Override
        public Duration earlier(int copy, boolean engine) {
            return engine ? Duration.ZERO : Duration.ofDays(copy % 700);
        }

        @Override
        public String requester(int copy) {
            return REQUESTERS.get(copy / 10 % REQUESTERS.size());
        }
    };

    private record Table(String name, List<String> columns, List<Integer> types, boolean engine) {}

    private static final class Row {

        private final Table table;
        private final Object[] values;

        private Row(Table table, Object[] values) {
            this.table = table;
            this.values = values;
        }
    }

    /**
     * Reads the patterns.
     *
     * @param requisitions the number of each pattern's requisition
     * @param claims the supplier's number of each pattern's invoice
     */
    OrderGenerator(Connection connection, List<String> requisitions, List<String> claims) throws SQLException {
        this(connection, requisitions, claims, PURCHASES);
    }

    OrderGenerator(Connection connection, List<String> requisitions, List<String> claims, Spread spread)
            throws SQLException {
        this.database = connection;
        this.spread = spread;
        this.h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        var rows = new ArrayList<Row>();
        for (var table : tables()) {
            rows.addAll(rowsOf(table));
        }
        var shared = idsOfDefinitions(rows);
        for (int i = 0; i < requisitions.size(); i++) {
            var renaming = new Renaming(claims.get(i), shared, spread);
            patterns.add(rowsOfPurchase(requisitions.get(i), rows, shared).stream()
                    .map(renaming::prepared)
                    .toList());
        }
    }

    /** The number that the supplier gave its invoice for this purchase; it stands in the purchase's title too. */
    static String claim(int copy) {
        return String.valueOf(10_000_000 + copy);
    }

    /** What this purchase is called, beside the number. */
    static String title(int copy) {
        return TITLES.get(copy / 100 % TITLES.size());
    }

    /** How many rows a purchase of this pattern has, of ours and of the engine. */
    String sizes() {
        return patterns.stream()
                .map(rows -> rows.stream().filter(row -> !row.table.engine).count() + "+"
                        + rows.stream().filter(row -> row.table.engine).count())
                .toList()
                .toString();
    }

    /** How many process instances of a purchase of this pattern run. */
    long running(int pattern) {
        return patterns.get(pattern).stream()
                .filter(row -> row.table.name.equalsIgnoreCase("act_ru_execution")
                        && row.values[row.table.columns.indexOf("parent_id_")] == null)
                .count();
    }

    /**
     * Fills up to so many purchases. Indexes and foreign keys are taken
     * away before and built again after, as the product's migrations made them: row by row they would cost hours.
     */
    void fillUpTo(int purchases, Connection connection) throws SQLException {
        database = connection;
        database.setAutoCommit(true);
        execute(h2 ? List.of() : List.of("set foreign_key_checks = 0", "set unique_checks = 0"));
        var indexes = Indexes.of(database, h2, tablesOfPatterns());
        execute(indexes.drops());
        var began = System.nanoTime();
        var former = made;
        database.setAutoCommit(false);
        for (; made < purchases; made++) {
            copy(patterns.get(spread.pattern(made, patterns.size())), made, spread.whole(made));
            if (uncommitted > ROWS_OF_A_TRANSACTION) {
                flush();
            }
        }
        flush();
        for (var insert : inserts.values()) {
            insert.close();
        }
        inserts.clear();
        database.setAutoCommit(true);
        System.out.printf(
                "%,d copies after %d s, without indexes%n", made - former, (System.nanoTime() - began) / 1_000_000_000);
        execute(indexes.creations());
        execute(h2 ? List.of("analyze") : List.of("analyze table " + String.join(", ", tablesOfPatterns())));
    }

    private List<String> tablesOfPatterns() {
        return patterns.stream()
                .flatMap(List::stream)
                .map(row -> row.table.name)
                .distinct()
                .sorted()
                .toList();
    }

    private void execute(List<String> statements) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var sql : statements) {
                var began = System.nanoTime();
                statement.execute(sql);
                var seconds = (System.nanoTime() - began) / 1_000_000_000;
                if (seconds >= 10) {
                    System.out.printf("%d s: %.120s%n", seconds, sql);
                }
            }
        }
    }

    private void copy(List<Row> rows, int copy, boolean whole) throws SQLException {
        var ids = new HashMap<String, String>();
        for (var row : rows) {
            if (whole || !row.table.engine && !IN_A_SHARE_ONLY.contains(row.table.name)) {
                insert(row, spread.earlier(copy, row.table.engine), copy, ids);
            }
        }
    }

    private void insert(Row row, Duration earlier, int copy, Map<String, String> ids) throws SQLException {
        var table = row.table;
        var statement = inserts.get(table.name);
        if (statement == null) {
            statement = database.prepareStatement("insert into " + table.name + " (" + String.join(", ", table.columns)
                    + ") values (" + "?, ".repeat(table.columns.size() - 1) + "?)");
            inserts.put(table.name, statement);
        }
        for (int i = 0; i < row.values.length; i++) {
            var value = row.values[i];
            if (value instanceof Renamed text) {
                value = text.of(copy, ids);
            } else if (value instanceof Timestamp time && !earlier.isZero()) {
                value = Timestamp.from(time.toInstant().minus(earlier));
            } else if (value instanceof Date date && !earlier.isZero()) {
                value = Date.valueOf(date.toLocalDate().minusDays(earlier.toDays()));
            }
            if (value == null) {
                statement.setNull(i + 1, table.types.get(i));
            } else {
                statement.setObject(i + 1, value);
            }
        }
        statement.addBatch();
        uncommitted++;
        if (waiting.merge(table.name, 1, Integer::sum) >= BATCH) {
            statement.executeBatch();
            waiting.put(table.name, 0);
        }
    }

    private void flush() throws SQLException {
        for (var statement : inserts.values()) {
            statement.executeBatch();
        }
        waiting.clear();
        database.commit();
        uncommitted = 0;
    }

    /** A text that differs from copy to copy. */
    @FunctionalInterface
    private interface Renamed {

        String of(int copy, Map<String, String> ids);
    }

    /**
     * What becomes of the texts of one pattern: its documents and its supplier's claim get numbers of the copy, in whatever
     * spelling they are searched for, and its ids others; those of definitions are shared by all instances and stay.
     */
    private static final class Renaming {

        private final Pattern changing;
        private final Set<String> shared;
        private final Spread spread;

        private Renaming(String claim, Set<String> shared, Spread spread) {
            this.spread = spread;
            this.changing = Pattern.compile(
                    "\\b(?<series>REQ|PO|GR|INV|RT|RET)(?<dash>-?)\\d{4}-?\\d{6}\\b|(?<id>" + UUID_TEXT
                            + ")|\\b(?<title>workshop)\\b|\\b(?<word>"
                            + (spread.words().isEmpty()
                                    ? "(?!)"
                                    : String.join(
                                            "|", new TreeSet<>(spread.words().keySet())))
                            + ")\\b|\\b" + claim + "\\b",
                    Pattern.CASE_INSENSITIVE);
            this.shared = shared;
        }

        private Row prepared(Row row) {
            var values = row.values.clone();
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof String text) {
                    values[i] = prepared(row.table.columns.get(i), text);
                }
            }
            return new Row(row.table, values);
        }

        private Object prepared(String column, String text) {
            if (column.equals("requester")) {
                return (Renamed) (copy, ids) -> spread.requester(copy);
            }
            if (column.equals("supplier") || column.equals("supplier_key") && text.startsWith("B-")) {
                return (Renamed) (copy, ids) -> Masters.supplier(copy / 10 % 1000);
            }
            var parts = new ArrayList<Renamed>();
            var found = changing.matcher(text);
            var end = 0;
            while (found.find()) {
                var word = found.group("word");
                var part = word == null
                        ? part(found.group("series"), found.group("dash"), found.group("id"), found.group("title"))
                        : word(word);
                if (part != null) {
                    var before = text.substring(end, found.start());
                    parts.add((copy, ids) -> before);
                    parts.add(part);
                    end = found.end();
                }
            }
            if (parts.isEmpty()) {
                return text;
            }
            var rest = text.substring(end);
            return (Renamed) (copy, ids) -> {
                var whole = new StringBuilder();
                parts.forEach(part -> whole.append(part.of(copy, ids)));
                return whole.append(rest).toString();
            };
        }

        private Renamed word(String word) {
            var named = spread.words().get(word);
            return named == null ? null : (copy, ids) -> named.apply(copy);
        }

        private Renamed part(String series, String dash, String id, String title) {
            if (series != null) {
                return (copy, ids) -> series + dash + "2025" + dash + (100_000 + copy);
            }
            if (title != null) {
                var isWord = title.equals(title.toLowerCase(Locale.ROOT));
                return (copy, ids) -> isWord ? title(copy).toLowerCase(Locale.ROOT) : title(copy);
            }
            if (id == null) {
                return (copy, ids) -> claim(copy);
            }
            return shared.contains(id)
                    ? null
                    : (copy, ids) -> ids.computeIfAbsent(
                            id,
                            former -> UUID.nameUUIDFromBytes((copy + former).getBytes(StandardCharsets.UTF_8))
                                    .toString());
        }
    }

    private List<Table> tables() throws SQLException {
        var tables = new ArrayList<Table>();
        var meta = database.getMetaData();
        try (var found = meta.getTables(
                database.getCatalog(), h2 ? "PUBLIC" : null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                var name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!NEVER.contains(name) && spread.copies(name)) {
                    tables.add(table(name));
                }
            }
        }
        return tables;
    }

    private Table table(String name) throws SQLException {
        var columns = new LinkedHashMap<String, Integer>();
        var meta = database.getMetaData();
        var stored = meta.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
        for (var spelling : new LinkedHashSet<>(List.of(stored, name, name.toUpperCase(Locale.ROOT)))) {
            try (var found = meta.getColumns(database.getCatalog(), h2 ? "PUBLIC" : null, spelling, "%")) {
                while (found.next()) {
                    columns.put(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), found.getInt("DATA_TYPE"));
                }
            }
            if (!columns.isEmpty()) {
                break;
            }
        }
        return new Table(
                h2 ? name : spelled(name),
                columns.keySet().stream().toList(),
                columns.values().stream().toList(),
                name.startsWith("act_"));
    }

    /** MariaDB knows the engine's tables by capital letters only. */
    private static String spelled(String name) {
        return name.startsWith("act_") ? name.toUpperCase(Locale.ROOT) : name;
    }

    private List<Row> rowsOf(Table table) throws SQLException {
        var rows = new ArrayList<Row>();
        if (table.columns.isEmpty()) {
            return rows;
        }
        try (var statement = database.createStatement();
                var found =
                        statement.executeQuery("select " + String.join(", ", table.columns) + " from " + table.name)) {
            while (found.next()) {
                var values = new Object[table.columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = switch (table.types.get(i)) {
                        case Types.CLOB,
                                Types.LONGVARCHAR,
                                Types.VARCHAR,
                                Types.CHAR,
                                Types.NVARCHAR,
                                Types.LONGNVARCHAR -> found.getString(i + 1);
                        case Types.BLOB, Types.LONGVARBINARY, Types.VARBINARY, Types.BINARY -> found.getBytes(i + 1);
                        case Types.TIMESTAMP -> found.getTimestamp(i + 1);
                        case Types.DATE -> found.getDate(i + 1);
                        default -> found.getObject(i + 1);
                    };
                }
                rows.add(new Row(table, values));
            }
        }
        return rows;
    }

    /** What many instances share: definitions, deployments and their resources, definitions of jobs. */
    private static Set<String> idsOfDefinitions(List<Row> rows) {
        var shared = new HashSet<String>();
        for (var row : rows) {
            var name = row.table.name.toLowerCase(Locale.ROOT);
            if (name.startsWith("act_re_")
                    || name.equals("act_ru_jobdef")
                    || name.equals("act_ru_filter")
                    || name.startsWith("act_id_")) {
                shared.addAll(ids(row));
            }
        }
        return shared;
    }

    private static List<Row> rowsOfPurchase(String requisition, List<Row> all, Set<String> shared) {
        var tokens = new HashSet<String>(Set.of(requisition));
        var mine = new LinkedHashSet<Row>();
        var grew = true;
        while (grew) {
            grew = false;
            for (var row : all) {
                if (mine.contains(row)
                        || row.table.name.toLowerCase(Locale.ROOT).startsWith("act_re_")) {
                    continue;
                }
                var its = new HashSet<>(ids(row));
                its.removeAll(shared);
                its.addAll(numbers(row));
                if (its.stream().anyMatch(tokens::contains)) {
                    mine.add(row);
                    grew |= tokens.addAll(its);
                    grew = true;
                }
            }
        }
        return List.copyOf(mine);
    }

    private static Set<String> ids(Row row) {
        var ids = new HashSet<String>();
        for (var value : row.values) {
            if (value instanceof String text && text.length() < 4000) {
                UUID_TEXT.matcher(text).results().forEach(id -> ids.add(id.group()));
            }
        }
        return ids;
    }

    private static Set<String> numbers(Row row) {
        var numbers = new HashSet<String>();
        for (var value : row.values) {
            if (value instanceof String text && text.length() < 500) {
                NUMBER.matcher(text).results().forEach(number -> numbers.add(number.group()));
            }
        }
        return numbers;
    }
}
