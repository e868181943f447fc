package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

class SecretMarkTests {

    private static final String SECRET = "a-secret-that-only-the-tests-know-0123456789";

    private EmbeddedDatabase database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void anEmptyDatabase() {
        database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("db/migration/V202611221901__shared_keep_mark_of_secret.sql")
                .build();
        jdbc = new JdbcTemplate(database);
    }

    @AfterEach
    void gone() {
        database.shutdown();
    }

    @Test
    @DisplayName("A server with the same secret starts again and again; one with another secret does not, and says why")
    void anotherSecretIsRefused() {
        begin(SECRET);
        begin(SECRET);

        assertThatThrownBy(() -> begin(SECRET + "!")).isInstanceOfSatisfying(StartRefused.class, refused -> {
            assertThat(refused).hasMessageContaining("another secret");
            assertThat(refused.action()).contains("COUNTERSIGN_SECRET");
        });
    }

    @Test
    @DisplayName("The database knows neither the secret nor a key that is used for anything")
    void theMarkTellsNothing() {
        begin(SECRET);

        var mark = jdbc.queryForObject("select mark from installation_secret", String.class);
        assertThat(mark).hasSize(32);
        assertThat(new String(new InstallationSecrets(SECRET, null).key("audit"), StandardCharsets.ISO_8859_1))
                .doesNotContain(mark);
    }

    private void begin(String secret) {
        new SecretMark(new InstallationSecrets(secret, null), jdbc);
    }
}
