package org.countersign.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.support.MariaDb;

/** A server in a process of its own, with the memory and the collector that {@code java} chooses by itself. */
final class Server implements AutoCloseable {

    /** What only the measuring needs. */
    private static final Pattern NOT_FOR_SERVERS =
            Pattern.compile(".*(/io/gatling/|/org/scala-lang/|/io/netty/|/io/suzaku/"
                    + "|/org/simpleflatmapper/|/org/jodd/|/aayushatharva/|/debasishg/|/io/burt/|/io/pebbletemplates/"
                    + "|/com/typesafe/).*");

    private static final List<String> COMPANY = List.of(
            "--countersign.company.name=Example Works GmbH",
            "--countersign.company.street=Musterweg 12",
            "--countersign.company.postal-code=20095",
            "--countersign.company.city=Hamburg",
            "--countersign.company.country=DE",
            "--countersign.company.tax-id=DE305129476",
            "--countersign.company.email=purchasing@example-works.example.com",
            "--countersign.company.phone=+49 40 5550 100",
            "--countersign.company.time-zone=Europe/Berlin",
            "--countersign.company.base-currency=EUR");

    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
    private static final int TICKS_PER_SECOND = 100;

    private static final List<String> BARE =
            List.of("--camunda.bpm.authorization.enabled=false", "--camunda.bpm.webapp.enabled=false");

    private final Process process;
    private final Path log;
    private final int port;
    private final Duration start;
    private int nextPurchase = 1;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Server(Process process, Path log, int port, long began) {
        this.process = process;
        this.log = log;
        this.port = port;
        awaitUp();
        this.start = Duration.ofNanos(System.nanoTime() - began);
    }

    /** Which database. */
    enum Database {
        H2("H2"),
        MARIADB("MariaDB");

        private final String label;

        Database(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final String JAR = "countersign.jar";
    private static final String ARCHIVE = "countersign.jsa";

    /**
     * {@code java -jar countersign.jar}, as an operator starts it.
     *
     * @param directory where it is started: what {@link #extracted} made of the packed file, or any other, and then it is
     *     the packed file itself
     */
    static Server packaged(Path directory, List<String> java, String... arguments) {
        var command = new ArrayList<>(java);
        var extracted = Files.exists(directory.resolve(JAR));
        command.addAll(List.of("-jar", extracted ? JAR : packed().toString()));
        return started(directory, command, Map.of(), List.of(arguments));
    }

    /**
     * Puts classes and libraries side by side, and makes an archive of the classes that a start loads, in the words of
     * docker/Dockerfile.
     */
    static Path extracted(Path directory) {
        Path data = directory.resolve("archiving");
        run(Path.of("."), "-Djarmode=tools", "-jar", packed().toString(), "extract", "--destination", directory.toString());
        run(
                directory,
                "-XX:ArchiveClassesAtExit=" + ARCHIVE,
                "-Xlog:cds=error,cds+dynamic=error",
                "-Dspring.context.exit=onRefresh",
                "-jar",
                JAR,
                "--countersign.data=" + data.toAbsolutePath());
        return directory;
    }

    /** The options that use the archive of {@link #extracted}. */
    static List<String> withArchive() {
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE);
    }

    private static Path packed() {
        return Path.of("target", JAR).toAbsolutePath();
    }

    private static void run(Path directory, String... arguments) {
        var command = new ArrayList<>(List.of(javaCommand()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(directory);
            var code = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("Failed with " + code + ": " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The product from its classes. */
    static Server product(Path directory, Database database, String... arguments) {
        return main("org.countersign.CountersignApplication", directory, Schema.of(database), List.of(), arguments);
    }

    /** The product from its classes, on a database that is there already. */
    static Server product(Path directory, Schema schema, String... arguments) {
        return main("org.countersign.CountersignApplication", directory, schema, List.of(), arguments);
    }

    /** The product with a counter at its database. */
    static Server counted(Path directory, Database database, Path statements, String... arguments) {
        return main(
                CountedServer.class.getName(),
                directory,
                Schema.of(database),
                List.of("-Dbench.statements=" + statements.toAbsolutePath()),
                arguments);
    }

    /** The bare engine with a counter at its database. */
    static Server countedBare(Path directory, Database database, Path statements) {
        return main(
                CountedServer.class.getName(),
                directory,
                Schema.of(database),
                List.of("-Dbench.bare=true", "-Dbench.statements=" + statements.toAbsolutePath()),
                BARE.toArray(String[]::new));
    }

    /** The same models in the same engine, and nothing else. */
    static Server bare(Path directory, Database database, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(BARE);
        return main(BareEngine.class.getName(), directory, Schema.of(database), List.of(), all.toArray(String[]::new));
    }

    /** A database of its own; on MariaDB a schema. */
    record Schema(Database database, String name) {

        static Schema of(Database database) {
            return new Schema(database, database == Database.MARIADB ? MariaDb.newSchema() : "");
        }
    }

    static Server main(String mainClass, Path directory, Schema schema, List<String> java, String... arguments) {
        var command = new ArrayList<>(java);
        command.addAll(List.of("-cp", classPath(), mainClass));
        var all = new ArrayList<String>();
        all.add("--countersign.demo=true");
        Map<String, String> environment = Map.of();
        if (schema.database() == Database.MARIADB) {
            MariaDb.execute("set global innodb_flush_log_at_trx_commit = 1");
            all.addAll(COMPANY);
            all.add("--camunda.bpm.generic-properties.properties.enablePasswordPolicy=false");
            all.add("--logging.structured.format.console=");
            environment = Map.of(
                    "SPRING_PROFILES_ACTIVE", "mariadb",
                    "COUNTERSIGN_DB_HOST", "127.0.0.1",
                    "COUNTERSIGN_DB_PORT", String.valueOf(MariaDb.port()),
                    "COUNTERSIGN_DB_NAME", schema.name(),
                    "COUNTERSIGN_DB_USER", "root",
                    "COUNTERSIGN_DB_PASSWORD", "",
                    "COUNTERSIGN_ADMIN_PASSWORD", "admin",
                    "COUNTERSIGN_SECRET", "a-secret-for-figures-only-0123456789-0123456789");
        }
        all.addAll(List.of(arguments));
        return started(directory, command, environment, all);
    }

    private static Server started(
            Path directory, List<String> java, Map<String, String> environment, List<String> arguments) {
        try {
            Files.createDirectories(directory);
            var port = freePort();
            var log = directory.resolve("server.log").toAbsolutePath();
            var command = new ArrayList<String>();
            command.add(javaCommand());
            command.addAll(java);
            command.add("--server.port=" + port);
            command.add("--countersign.data=" + directory.resolve("data").toAbsolutePath());
            command.addAll(arguments);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(log.toString()));
            builder.environment().putAll(environment);
            var began = System.nanoTime();
            return new Server(builder.start(), log, port, began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Without Gatling and what it brings. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> !NOT_FOR_SERVERS
                        .matcher(entry.replace(File.separatorChar, '/'))
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process until health is UP. */
    Duration start() {
        return start;
    }

    /** The memory that the process holds now, in MiB; -1 where the kernel does not tell. */
    long memory() {
        return memory("VmRSS");
    }

    /** The most memory that it held since {@link #forgetMostMemory}, in MiB; -1 where the kernel does not tell. */
    long mostMemory() {
        return memory("VmHWM");
    }

    /** From now on {@link #mostMemory} counts anew, where the kernel lets it. */
    void forgetMostMemory() {
        try {
            Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), "5");
        } catch (IOException e) {
            // Then it counts from the start.
        }
    }

    private long memory(String which) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(which))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /** The time of processors that it has used so far, in milliseconds; unlike a rate it says the same on a busy machine. */
    double cpu() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    /** The same without Java's own compilers, which have much to do in the first minutes and nothing later. */
    double work() {
        return cpu() - compilers();
    }

    /** What of it Java's own compilers used so far, in milliseconds; 0 where the kernel does not tell. */
    double compilers() {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            var ticks = 0L;
            for (var thread : threads) {
                ticks += compilerTicks(thread);
            }
            return ticks * 1000.0 / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long compilerTicks(Path thread) {
        try {
            if (!COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                return 0;
            }
            var stat = Files.readString(thread.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return 0;
        }
    }

    HttpResponse<String> get(String user, String path, String accept) {
        return send(request(user, path).header("Accept", accept).GET());
    }

    HttpResponse<String> post(String user, String path, String contentType, String body) {
        return send(request(user, path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String user, String path, String contentType, String body) {
        return send(request(user, path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body)));
    }

    /** The number of the next purchase, and of the supplier that it is made from. */
    int nextPurchase() {
        return nextPurchase;
    }

    /** Says how many purchases began, so that none takes a number again. */
    void purchased(long started) {
        nextPurchase += (int) started + 1;
    }

    /** Imports suppliers for purchases, in files that the server takes. */
    void suppliers(int from, int to) {
        for (int start = from; start < to; start += 1000) {
            var answer = post(
                    "buyer",
                    "/api/v1/imports/suppliers",
                    "text/csv",
                    Masters.suppliers(start, Math.min(to, start + 1000)));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Suppliers were refused: " + answer.body());
            }
        }
    }

    private HttpRequest.Builder request(String user, String path) {
        var credentials = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitUp() {
        var health =
                HttpRequest.newBuilder(URI.create(url() + "/actuator/health")).build();
        var until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (true) {
            try {
                if (client.send(health, BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                pause(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IllegalStateException("The server did not start, see " + log);
            }
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
