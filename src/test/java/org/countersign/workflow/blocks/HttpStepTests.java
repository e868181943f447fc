package org.countersign.workflow.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.countersign.workflow.blocks.HttpServices.HttpService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@DisplayName("The call of a service")
class HttpStepTests {

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;
    private HttpServices services;
    private HttpStep http;

    @BeforeEach
    void aService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().toString();
            calls.add(exchange.getRequestMethod() + " " + path + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (path.endsWith("/elsewhere")) {
                exchange.getResponseHeaders().add("Location", "/api/there");
            }
            var answer = "{\"risk\":\"high\",\"score\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    path.endsWith("/broken") ? 503 : path.endsWith("/elsewhere") ? 302 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        var base = URI.create("http://localhost:" + server.getAddress().getPort() + "/api");
        services = new HttpServices(Map.of("risk", new HttpService(base, "Bearer secret", Duration.ofSeconds(10))));
        http = new HttpStep(services);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("carries the key and the authorisation, and gives back what stands in the answer")
    void isMade() {
        var answer = http.call("risk", "POST", "/orders/PO-1", "{\"a\":1}", "key-1");

        assertThat(calls).containsExactly("POST /api/orders/PO-1 key-1 Bearer secret {\"a\":1}");
        assertThat(HttpStep.at(answer, "/risk")).isEqualTo("high");
        assertThat(HttpStep.at(answer, "/score")).isEqualTo("7");
        assertThat(HttpStep.at(answer, "/nothing")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "/../admin",
                "/a/../../admin",
                "/%2e%2e/admin",
                "/..;/admin",
                "/a/..;x=1/..;/admin",
                "@example.org/orders",
                ".example.org/orders",
                ":1/orders"
            })
    @DisplayName("leads nowhere but to the configured service")
    void leadsNowhereElse(String path) {
        assertThatThrownBy(() -> http.call("risk", "GET", path, null, "key")).isInstanceOf(RuntimeException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    @DisplayName("of a service that nobody configured is not made")
    void unknownServices() {
        assertThatThrownBy(() -> http.call("weather", "GET", "/", null, "key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("countersign.http-services.weather.url");
    }

    @Test
    @DisplayName(
            "has ten seconds where nothing is said, and a minute at most, for it holds a connection of the database")
    void time() {
        var read = new Binder(new MapConfigurationPropertySource(Map.of(
                        "countersign.http-services.risk.url", "http://localhost/api",
                        "countersign.http-services.slow.url", "http://localhost/slow",
                        "countersign.http-services.slow.timeout", "45s")))
                .bind("countersign", HttpServices.class)
                .get();
        assertThat(read.httpServices().get("risk").timeout()).hasSeconds(10);
        assertThat(read.httpServices().get("slow").timeout()).hasSeconds(45);
        for (var wrong : List.of(Duration.ZERO, Duration.ofSeconds(61))) {
            assertThatThrownBy(() -> new HttpService(URI.create("http://localhost"), null, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 ms to 60 s");
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("does not wait for an answer that comes drop by drop, or not at all")
    void dropByDrop() {
        var open = new CountDownLatch(1);
        server.createContext("/api/slow", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                open.await(15, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/api/silent", exchange -> {
            try {
                open.await(15, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var known = services.httpServices().get("risk");
        var hasty = new HttpStep(new HttpServices(
                Map.of("risk", new HttpService(known.url(), known.authorization(), Duration.ofMillis(300)))));
        try {
            for (var path : List.of("/slow", "/silent")) {
                assertThatThrownBy(() -> hasty.call("risk", "GET", path, null, "key"))
                        .isInstanceOf(UncheckedIOException.class);
                assertThat(open.getCount()).isOne();
            }
        } finally {
            open.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/elsewhere"})
    @DisplayName("fails where the answer is no success, and follows nothing elsewhere")
    void failures(String path) {
        assertThatThrownBy(() -> http.call("risk", "GET", path, null, "key")).isInstanceOf(IllegalStateException.class);
        assertThat(calls).hasSize(1);
    }
}
