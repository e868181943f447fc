package org.countersign.shared;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Refuses a MariaDB schema in which tables would lose characters, or in which two numbers that differ in case alone would
 * be one. Checked before the first table is made, for afterwards it is costly to mend.
 */
@Component
@Profile("mariadb")
class DatabaseCharacters implements Callback {

    private static final String NEEDED = "utf8mb4_bin";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        check(context.getConnection());
    }

    @Override
    public String getCallbackName() {
        return "database-characters";
    }

    /** @throws IllegalStateException when tables of the connection's schema would get another collation by default */
    static void check(Connection connection) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select schema_name, default_collation_name"
                        + " from information_schema.schemata where schema_name = database()")) {
            row.next();
            var schema = row.getString(1);
            var collation = row.getString(2);
            if (!NEEDED.equals(collation)) {
                throw new IllegalStateException(
                        "The tables of the schema " + schema + " would be made with the collation "
                                + collation
                                + ", which loses characters or mixes up upper and lower case. Before the first start:"
                                + " ALTER DATABASE `" + schema + "` CHARACTER SET utf8mb4 COLLATE " + NEEDED);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The schema's collation cannot be read", e);
        }
    }
}
