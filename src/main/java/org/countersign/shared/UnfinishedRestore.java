package org.countersign.shared;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/** Refuses a database that a restore has not filled to its end, before anything is made in it that would hide that. */
@Component
class UnfinishedRestore implements Callback {

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
        try (var tables = context.getConnection()
                .getMetaData()
                .getTables(context.getConnection().getCatalog(), null, "restore_unfinished", null)) {
            if (tables.next()) {
                throw new StartRefused(
                        "This database is only half restored: the restore was interrupted.",
                        "Drop the schema, make it anew, and run restore.sh again.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of the schema cannot be read", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "unfinished-restore";
    }
}
