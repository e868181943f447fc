package org.countersign.workflow.blocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Calls a service that the configuration names. It follows no redirect, reads no more than 64 kB, and gives up when the time of
 * the service is over, long before the job's lock ends.
 */
@Component
@EnableConfigurationProperties(HttpServices.class)
class HttpStep {

    /** Made with the first call: most servers never call anything. */
    private static final class Client {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static final int MOST = 64 * 1024;

    /** Some servers read {@code ..;x} as the folder above, and none of ours has to. */
    private static final Pattern UPWARDS = Pattern.compile("(?i).*(%2e|/\\.{1,2};).*");

    private final HttpServices services;

    HttpStep(HttpServices services) {
        this.services = services;
    }

    /**
     * Calls it.
     *
     * @param key sent as {@code Idempotency-Key}, the same for each try
     * @return the body of the answer
     * @throws IllegalStateException when the service is not configured, or answers with anything but success
     */
    String call(String service, String method, String path, @Nullable String body, String key) {
        var known = services.httpServices().get(service);
        if (known == null) {
            throw new IllegalStateException("No service \"" + service + "\" is configured (countersign.http-services."
                    + service + ".url), so it is not called");
        }
        var end = System.nanoTime() + known.timeout().toNanos();
        var request = HttpRequest.newBuilder(addressOf(service, known.url(), path))
                .timeout(known.timeout())
                .header("Accept", "application/json")
                .header("Idempotency-Key", key)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        var authorization = known.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            var answer = Client.HTTP.send(request.build(), BodyHandlers.ofInputStream());
            try (var stream = answer.body()) {
                if (answer.statusCode() / 100 != 2) {
                    throw new IllegalStateException("The service " + service + " answered " + method + " " + path
                            + " with " + answer.statusCode());
                }
                return read(stream, end - System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The service " + service + " could not be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The call of " + service + " was interrupted", e);
        }
    }

    /** The time of a request ends with its head: whoever sends the rest drop by drop is cut off here. */
    private static String read(InputStream stream, long nanos) throws IOException {
        var late = CompletableFuture.runAsync(
                () -> close(stream), CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
        try {
            return new String(stream.readNBytes(MOST), StandardCharsets.UTF_8);
        } finally {
            late.cancel(false);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at a JSON pointer of an answer, for example {@code /risk}; null where nothing does. */
    static @Nullable String at(String answer, String pointer) {
        try {
            var found = new JsonMapper().readTree(answer).at(pointer);
            return found.isValueNode() && !found.isNull() ? found.asText() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The service answered with no JSON", e);
        }
    }

    private static URI addressOf(String service, URI base, String path) {
        var address = URI.create(base.toString().replaceAll("/+$", "") + path);
        var begins = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "") + "/";
        if (!path.startsWith("/")
                || !address.normalize().equals(address)
                || !String.valueOf(base.getAuthority()).equals(address.getAuthority())
                || !address.getRawPath().startsWith(begins)
                || UPWARDS.matcher(path).matches()) {
            throw new IllegalStateException("\"" + path + "\" leads out of the service " + service);
        }
        return address;
    }
}
