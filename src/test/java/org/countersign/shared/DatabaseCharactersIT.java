package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.countersign.support.MariaDb;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseCharactersIT {

    @Test
    @DisplayName("A schema that would lose characters is refused, and how to mend it is told")
    void aSchemaThatLosesCharactersIsRefused() throws SQLException {
        var schema = MariaDb.newSchema();
        try (var connection =
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + MariaDb.port() + "/" + schema, "root", "")) {
            assertThatCode(() -> DatabaseCharacters.check(connection)).doesNotThrowAnyException();

            MariaDb.execute("alter database " + schema + " character set latin1 collate latin1_swedish_ci");

            assertThatThrownBy(() -> DatabaseCharacters.check(connection))
                    .hasMessageContaining("latin1_swedish_ci")
                    .hasMessageContaining("ALTER DATABASE `" + schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
    }
}
