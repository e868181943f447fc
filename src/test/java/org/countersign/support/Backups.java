package org.countersign.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the scripts that back up and restore, as the guide for operations tells to. */
public final class Backups {

    private final Path directory;
    private final Path options;

    /** With the user and the rights of the guide. */
    public Backups(Path directory, String schema) {
        this.directory = directory;
        MariaDb.execute("create or replace user backup@'127.0.0.1' identified by 'a password'");
        MariaDb.execute(
                "grant select, show view, trigger, show create routine on " + schema + ".* to backup@'127.0.0.1'");
        this.options = write("backup.cnf", "backup", "a password");
    }

    /** What a script wrote, and how it ended. */
    public record Ended(int code, String said) {}

    /** Backs up. @return the folder of the newest backup */
    public Path backUp(String schema, Map<String, String> settings) {
        assertThat(run("backup.sh", directory.resolve("backups"), schema, settings))
                .satisfies(ended -> assertThat(ended.code()).as(ended.said()).isZero());
        try (var kept = Files.list(directory.resolve("backups"))) {
            return kept.filter(folder -> folder.getFileName().toString().matches("\\d{8}-\\d{6}"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries to restore into a schema. */
    public Ended restore(Path backup, String schema, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("RESTORE_DEFAULTS", write("restore.cnf", "root", "").toString());
        return run("restore.sh", backup, schema, all);
    }

    /** Runs a script. */
    public Ended run(String script, Path argument, String schema, Map<String, String> settings) {
        var builder = new ProcessBuilder(
                        Path.of("docker", script).toAbsolutePath().toString(), argument.toString())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.merge("PATH", MariaDb.programs().toString(), (known, ours) -> ours + ":" + known);
        environment.put("BACKUP_DEFAULTS", options.toString());
        environment.put("COUNTERSIGN_DB_NAME", schema);
        environment.putAll(settings);
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
            return new Ended(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, String user, String password) {
        try {
            return Files.writeString(
                    directory.resolve(name),
                    "[client]\nhost=127.0.0.1\nport=" + MariaDb.port() + "\nuser=" + user + "\npassword=\"" + password
                            + "\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
