package org.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** What people look at, each of it asked for again and again by one client. */
final class Looks {

    private static final int WITHOUT_COUNTING = 10;

    private final Server server;
    private final List<Look> all = new ArrayList<>();
    private final Map<String, Page> pages = new LinkedHashMap<>();

    Looks(Server server) {
        this.server = server;
    }

    private record Look(String name, Runnable before, IntSupplier asked) {

        Look(String name, IntSupplier asked) {
            this(name, () -> {}, asked);
        }
    }

    /** An answer of the REST interface. */
    void rest(String user, String name, String path) {
        all.add(new Look(
                "REST: " + name,
                () -> server.get(user, path, "application/json").statusCode()));
    }

    /** The same, with something before each call that does not count. */
    void rest(String user, String name, Runnable before, String path) {
        all.add(new Look(
                "REST: " + name,
                before,
                () -> server.get(user, path, "*/*").statusCode()));
    }

    /** A page in the browser of somebody who has signed in. */
    void page(String user, String name, String path) {
        var page = pages.computeIfAbsent(user, person -> new Page(server.url(), person));
        all.add(new Look(name, () -> page.status(path)));
    }

    /** Each filter's first page and its count, as Tasklist asks for them. */
    void tasks(String user) {
        var ids = filters(server, user);
        all.add(new Look("Tasklist's first page (" + user + ")", () -> ids.isEmpty() ? 404 : tasks(server, user, ids)));
        all.add(new Look(
                "Tasklist's counts, all filters (" + user + ")",
                () -> ids.stream()
                        .mapToInt(id -> server.get(user, "/engine-rest/filter/" + id + "/count", "application/json")
                                .statusCode())
                        .max()
                        .orElse(404)));
    }

    static List<String> filters(Server server, String user) {
        var ids = new ArrayList<String>();
        for (var filter : read(server.get(user, "/engine-rest/filter?resourceType=Task", "application/json")
                .body())) {
            ids.add(filter.path("id").asText());
        }
        return ids;
    }

    /** The first page of the first filter. */
    static int tasks(Server server, String user, List<String> filters) {
        return server.get(
                        user,
                        "/engine-rest/filter/" + filters.get(0) + "/list?firstResult=0&maxResults=15",
                        "application/hal+json")
                .statusCode();
    }

    /** A field of the first row of a list. */
    String first(String user, String path, String field) {
        return read(server.get(user, path, "application/json").body())
                .path("content")
                .path(0)
                .path(field)
                .asText();
    }

    static JsonNode read(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long each takes, in words, in the order in which they were named. */
    Map<String, String> times(int times) {
        var found = new LinkedHashMap<String, String>();
        all.forEach(look -> found.put(look.name(), time(look, times)));
        return found;
    }

    private String time(Look look, int times) {
        for (int i = 0; i < WITHOUT_COUNTING; i++) {
            look.before().run();
            var status = look.asked().getAsInt();
            if (status != 200) {
                return "answered " + status;
            }
        }
        var samples = new ArrayList<Long>();
        var cpu = 0.0;
        for (int i = 0; i < times; i++) {
            look.before().run();
            var before = server.cpu();
            var from = System.nanoTime();
            var status = look.asked().getAsInt();
            samples.add(System.nanoTime() - from);
            cpu += server.cpu() - before;
            if (status != 200) {
                return "answered " + status;
            }
        }
        cpu = cpu / times;
        samples.sort(null);
        return "%s / %s (%.0f)"
                .formatted(
                        Report.number(Samples.percentile(samples, 0.5)),
                        Report.number(Samples.percentile(samples, 0.95)),
                        cpu);
    }
}
