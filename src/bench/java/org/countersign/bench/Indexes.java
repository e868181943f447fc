package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a database keeps beside the rows of some tables, in its own words: how to take it away, and how to build it again in
 * one go, which costs a fraction of keeping it up to date row by row. In H2 that is all indexes and constraints, primary keys
 * too, for rows lie in the order in which they came; in MariaDB they lie in the order of their primary keys, which stay.
 *
 * @param drops foreign keys first, they need the others
 * @param creations foreign keys last
 */
record Indexes(List<String> drops, List<String> creations) {

    private static final Pattern H2_INDEX = Pattern.compile("CREATE .*?INDEX (?<name>\"PUBLIC\"\\.\"\\w+\") ON .*");
    private static final Pattern H2_CONSTRAINT = Pattern.compile(
            "ALTER TABLE \"PUBLIC\"\\.\"(?<table>\\w+)\" ADD CONSTRAINT (?<name>\"PUBLIC\"\\.\"\\w+\") (?<kind>PRIMARY"
                    + " KEY|UNIQUE|FOREIGN KEY).*");
    private static final Pattern MARIADB_KEY = Pattern.compile("(UNIQUE )?KEY (?<name>`\\w+`) .*");
    private static final Pattern MARIADB_CONSTRAINT = Pattern.compile("CONSTRAINT (?<name>`\\w+`) FOREIGN KEY .*");

    static Indexes of(Connection database, boolean h2, List<String> tables) throws SQLException {
        return h2 ? ofH2(database) : ofMariaDb(database, tables);
    }

    private static Indexes ofH2(Connection database) throws SQLException {
        var found = new Found();
        for (var line : texts(database, "script nodata nopasswords nosettings", 1)) {
            var sql = line.replaceAll("\\s+", " ").strip().replaceFirst(";$", "");
            var index = H2_INDEX.matcher(sql);
            var constraint = H2_CONSTRAINT.matcher(sql);
            if (index.matches()) {
                found.index("drop index " + index.group("name"), sql);
            } else if (constraint.matches()) {
                var drop = "alter table \"PUBLIC\".\"%s\" drop constraint %s"
                        .formatted(constraint.group("table"), constraint.group("name"));
                if (constraint.group("kind").equals("FOREIGN KEY")) {
                    found.foreignKey(drop, sql);
                } else {
                    found.index(drop, sql);
                }
            }
        }
        return found.all();
    }

    private static Indexes ofMariaDb(Connection database, List<String> tables) throws SQLException {
        var found = new Found();
        for (var table : tables) {
            var drops = new ArrayList<String>();
            var creations = new ArrayList<String>();
            for (var line :
                    texts(database, "show create table " + table, 2).get(0).split("\n")) {
                var part = line.strip().replaceFirst(",$", "");
                var key = MARIADB_KEY.matcher(part);
                var constraint = MARIADB_CONSTRAINT.matcher(part);
                if (key.matches()) {
                    drops.add("drop key " + key.group("name"));
                    creations.add("add " + part);
                } else if (constraint.matches()) {
                    found.foreignKey(
                            "alter table " + table + " drop foreign key " + constraint.group("name"),
                            "alter table " + table + " add " + part);
                }
            }
            if (!drops.isEmpty()) {
                found.index(
                        "alter table " + table + " " + String.join(", ", drops),
                        "alter table " + table + " " + String.join(", ", creations));
            }
        }
        return found.all();
    }

    private static List<String> texts(Connection database, String sql, int column) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = database.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(column));
            }
        }
        return texts;
    }

    private static final class Found {

        private final List<String> indexDrops = new ArrayList<>();
        private final List<String> indexCreations = new ArrayList<>();
        private final List<String> foreignKeyDrops = new ArrayList<>();
        private final List<String> foreignKeyCreations = new ArrayList<>();

        private void index(String drop, String creation) {
            indexDrops.add(drop);
            indexCreations.add(creation);
        }

        private void foreignKey(String drop, String creation) {
            foreignKeyDrops.add(drop);
            foreignKeyCreations.add(creation);
        }

        private Indexes all() {
            return new Indexes(joined(foreignKeyDrops, indexDrops), joined(indexCreations, foreignKeyCreations));
        }

        private static List<String> joined(List<String> first, List<String> second) {
            var all = new ArrayList<>(first);
            all.addAll(second);
            return all;
        }
    }
}
