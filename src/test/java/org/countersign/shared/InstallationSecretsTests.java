package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationSecretsTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void aGeneratedSecretIsKeptForTheNextStartAndReadableByItsOwnerOnly() throws Exception {
        var file = directory.resolve("data").resolve("keys");
        var first = new InstallationSecrets(null, file).key("audit");
        assertThat(new InstallationSecrets(null, file).key("audit"))
                .isEqualTo(first)
                .hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        var secrets = new InstallationSecrets(SECRET, null);
        assertThat(secrets.key("audit")).isNotEqualTo(secrets.key("supplier-link"));
    }

    @Test
    void twoInstallationsHaveDifferentKeys() {
        assertThat(new InstallationSecrets(SECRET, null).key("audit"))
                .isNotEqualTo(new InstallationSecrets(SECRET.toUpperCase(java.util.Locale.ROOT), null).key("audit"));
    }

    @Test
    void aGivenSecretWinsAndLeavesNoFile() {
        var file = directory.resolve("keys");
        new InstallationSecrets(SECRET, file);
        assertThat(file).doesNotExist();
    }

    @Test
    void withADatabaseOfItsOwnThereIsNoStartWithoutASecret() {
        assertThatThrownBy(() -> new InstallationSecrets((String) null, (Path) null))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.action()).contains("COUNTERSIGN_SECRET"));
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new InstallationSecrets("short", null)).hasMessageContaining("32 or more");
    }
}
