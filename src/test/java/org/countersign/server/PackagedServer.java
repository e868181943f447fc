package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code java -jar target/countersign.jar} with a data directory of the test's own: as it is packaged, or unpacked as in the
 * container's image, which starts in two thirds of the time.
 */
public final class PackagedServer implements AutoCloseable {

    static final Path JAR = Path.of("target/countersign.jar").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path unpacked;

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private PackagedServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the one file, and waits until it is ready. */
    static PackagedServer startPacked(Path data, String... arguments) {
        assertThat(JAR).as("the packaged server; run this test with 'verify'").exists();
        return ready(launch(JAR, data, arguments));
    }

    /** Starts it and waits until it is ready. */
    public static PackagedServer start(Path data, String... arguments) {
        return ready(launch(data, arguments));
    }

    private static PackagedServer ready(PackagedServer server) {
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException | AssertionError late) {
            server.close();
            throw late;
        }
    }

    /** Starts it, and waits for nothing. */
    static PackagedServer launch(Path data, String... arguments) {
        return launch(unpacked(), data, arguments);
    }

    private static PackagedServer launch(Path jar, Path data, String... arguments) {
        try {
            var port = freePort();
            var log = data.resolve("server-" + System.nanoTime() + ".log");
            var command = new ArrayList<String>(List.of(
                    java(),
                    "-Xms300m",
                    "-Xmn120m",
                    "-Xmx600m",
                    "-XX:MetaspaceSize=256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar.toString(),
                    "--server.port=" + port,
                    "--countersign.data=" + data.resolve("data")));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true);
            builder.redirectOutput(new File(log.toString()));
            return new PackagedServer(builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path unpacked() {
        if (unpacked == null) {
            assertThat(JAR)
                    .as("the packaged server; run this test with 'verify'")
                    .exists();
            var folder = JAR.resolveSibling("unpacked-" + System.getProperty("countersign.test-fork", "alone"));
            try {
                var unpacking = new ProcessBuilder(
                                java(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djarmode=tools",
                                "-jar",
                                JAR.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString())
                        .inheritIO()
                        .start();
                assertThat(unpacking.waitFor()).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            unpacked = folder.resolve(JAR.getFileName());
        }
        return unpacked;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where it listens, on this machine. */
    int port() {
        return port;
    }

    /** Kills it as {@code kill -9} does: it can finish nothing and tidy nothing up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Stops it as {@code kill} does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Reads as a demonstration account. */
    JsonNode get(String user, String path) {
        return answer(request(user, path).GET(), 200);
    }

    /** Posts as a demonstration account and expects this status. */
    JsonNode post(String user, String path, String body, int status) {
        return answer(
                request(user, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)),
                status);
    }

    /** Sends a file in a part named {@code files} as a demonstration account and expects this status. */
    JsonNode upload(String user, String path, String name, byte[] content, int status) {
        var border = "border-of-the-parts";
        var head =
                "--" + border + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n\r\n";
        return answer(
                request(user, path)
                        .header("Content-Type", "multipart/form-data; boundary=" + border)
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofByteArray(content),
                                BodyPublishers.ofString("\r\n--" + border + "--\r\n"))),
                status);
    }

    /** Reads the bytes of a file as a demonstration account. */
    byte[] bytes(String user, String path) {
        try {
            var response = send(request(user, path).GET(), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes as a demonstration account and expects this status. */
    void delete(String user, String path, int status) {
        answer(request(user, path).DELETE(), status);
    }

    /** The status of an answer without signing in. */
    int status(String path) {
        try {
            return send(HttpRequest.newBuilder(uri(path))).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private JsonNode answer(HttpRequest.Builder request, int status) {
        try {
            var response = send(request);
            assertThat(response.statusCode())
                    .as(response.uri() + " answered " + response.body())
                    .isEqualTo(status);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return client.send(request.timeout(Duration.ofMinutes(2)).build(), handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String user, String path) {
        var credentials = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Waits until it is ready. */
    void awaitReady() {
        Awaitility.await("the server")
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "The server ended:\n" + log())
                            .isTrue();
                    return status("/actuator/health/readiness") == 200;
                });
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
