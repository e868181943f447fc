package org.countersign.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.core.env.Environment;

/** HTTP calls to the running server, at any path, as a person (HTTP Basic) or as nobody. */
public class TestDoor {

    private final Environment environment;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    TestDoor(Environment environment) {
        this.environment = environment;
    }

    /** As this person; the password is the sign-in name. */
    public Caller as(String user) {
        return as(user, user);
    }

    /** As this person with another password. */
    public Caller as(String user, String password) {
        return new Caller("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** Without any credentials. */
    public Caller anonymous() {
        return new Caller(null);
    }

    /** Where the server answers, without a slash at the end. */
    public String base() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    /** Somebody who calls. Bodies are JSON as text, or anything that Jackson can write. */
    public final class Caller {

        private final String authorization;

        private Caller(String authorization) {
            this.authorization = authorization;
        }

        /** Reads. */
        public Answer get(String path, String... headers) {
            return send("GET", path, BodyPublishers.noBody(), headers);
        }

        /** Posts JSON. */
        public Answer post(String path, Object body, String... headers) {
            return send("POST", path, publisher(body), headers);
        }

        /** Puts JSON. */
        public Answer put(String path, Object body, String... headers) {
            return send("PUT", path, publisher(body), headers);
        }

        /** Deletes. */
        public Answer delete(String path, String... headers) {
            return send("DELETE", path, BodyPublishers.noBody(), headers);
        }

        /** Anything else. @param headers name, value, name, value ...; JSON is said unless a content type is given */
        public Answer send(String method, String path, BodyPublisher body, String... headers) {
            var request = HttpRequest.newBuilder(URI.create(base() + path)).method(method, body);
            if (Arrays.stream(headers).noneMatch("Content-Type"::equalsIgnoreCase)) {
                request.header("Content-Type", "application/json");
            }
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return new Answer(client.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private BodyPublisher publisher(Object body) {
            if (body == null) {
                return BodyPublishers.noBody();
            }
            try {
                return BodyPublishers.ofString(body instanceof String text ? text : json.writeValueAsString(body));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** What the server answered. */
    public final class Answer {

        private final HttpResponse<String> response;

        private Answer(HttpResponse<String> response) {
            this.response = response;
        }

        /** The status code. */
        public int status() {
            return response.statusCode();
        }

        /** The body as text. */
        public String text() {
            return response.body();
        }

        /** The first value of a header, null where it is absent. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The body as JSON; a missing node where it is empty. */
        public JsonNode json() {
            try {
                return text().isBlank() ? MissingNode.getInstance() : json.readTree(text());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("No JSON: " + this, e);
            }
        }

        /** This answer, once its status was found to be the expected one. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("Expected " + status + ", but got " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return response.request().method() + " " + response.uri().getPath() + " -> " + status() + " " + text();
        }
    }
}
