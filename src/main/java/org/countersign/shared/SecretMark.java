package org.countersign.shared;

import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Recognises the installation's secret by a mark in the database from which nobody can guess it: a server with another
 * secret would continue the audit trail so that it no longer verifies, and refuse the links of the others.
 */
@Component
@Lazy(false)
class SecretMark {

    private static final int BYTES = 16;

    SecretMark(Secrets secrets, JdbcTemplate database) {
        demandSame(mark(secrets), database);
    }

    private static void demandSame(String mine, JdbcTemplate database) {
        var kept = database.queryForList("select mark from installation_secret where id = 1", String.class);
        if (kept.isEmpty()) {
            remember(mine, database);
        } else if (!kept.get(0).equals(mine)) {
            throw new StartRefused(
                    "This server has another secret than the one with which this database was begun. The audit trail would"
                            + " no longer verify, and links in mails would no longer work.",
                    "Give it the same COUNTERSIGN_SECRET as before and as the other servers; the embedded default keeps it"
                            + " in the file \"keys\" of its data directory. The operations guide says what to do if it is lost.");
        }
    }

    private static void remember(String mine, JdbcTemplate database) {
        try {
            database.update("insert into installation_secret (id, mark) values (1, ?)", mine);
        } catch (DuplicateKeyException anotherServerJustDid) {
            demandSame(mine, database);
        }
    }

    private static String mark(Secrets secrets) {
        return HexFormat.of().formatHex(Arrays.copyOf(secrets.key("mark-in-the-database"), BYTES));
    }
}
