package org.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each request and each job sends to the database: each execution of a statement once, a batch of rows once.
 * Written to the file that the system property {@code bench.statements} names whenever a second has passed.
 */
final class Statements {

    private static final ThreadLocal<@Nullable Step> CURRENT = new ThreadLocal<>();
    private static final Map<String, Totals> TOTALS = new TreeMap<>();
    private static final Path FILE = Path.of(System.getProperty("bench.statements", "target/bench/statements.json"));
    private static long written;

    private Statements() {}

    static void begin(String name) {
        if (CURRENT.get() == null) {
            CURRENT.set(new Step(name));
        } else {
            CURRENT.get().depth++;
        }
    }

    static void name(String name) {
        var step = CURRENT.get();
        if (step != null && step.name.equals("job")) {
            step.name = name;
        }
    }

    static void sent(String statement) {
        var step = CURRENT.get();
        if (step != null) {
            step.statements.add(statement);
            step.wrote |= !statement.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
        } else {
            synchronized (TOTALS) {
                TOTALS.computeIfAbsent(
                                "beside: " + Thread.currentThread().getName().replaceAll("[0-9]+", "n"),
                                name -> new Totals())
                        .add(List.of(statement), 0);
            }
        }
    }

    /** A transaction ended; the database writes it only if there was something to write. */
    static void committed() {
        var step = CURRENT.get();
        if (step != null && step.wrote) {
            step.commits++;
            step.wrote = false;
        }
    }

    static void end() {
        var step = CURRENT.get();
        if (step == null || step.depth-- > 0) {
            return;
        }
        CURRENT.remove();
        synchronized (TOTALS) {
            TOTALS.computeIfAbsent(shown(step.name), name -> new Totals()).add(step.statements, step.commits);
            if (System.nanoTime() - written > 1_000_000_000L) {
                write();
                written = System.nanoTime();
            }
        }
    }

    /** Paths without the numbers of documents. */
    private static String shown(String name) {
        return name.replaceAll("/[A-Z]{2,6}-[0-9A-Z-]+", "/{number}")
                .replaceAll("/[0-9a-f]{8}-[0-9a-f-]{27,}", "/{id}");
    }

    private static void write() {
        var content = new LinkedHashMap<String, Object>();
        TOTALS.forEach((name, totals) -> content.put(name, totals.asMap()));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(FILE.toFile(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Step {

        private String name;
        private int depth;
        private boolean wrote;
        private int commits;
        private final List<String> statements = new ArrayList<>();

        private Step(String name) {
            this.name = name;
        }
    }

    private static final class Totals {

        private long times;
        private long statements;
        private long commits;
        private List<Integer> counts = new ArrayList<>();
        private List<String> last = List.of();

        private void add(List<String> sent, int committed) {
            times++;
            commits += committed;
            statements += sent.size();
            counts.add(sent.size());
            last = List.copyOf(sent);
        }

        private Map<String, Object> asMap() {
            var sorted = counts.stream().sorted().toList();
            var map = new LinkedHashMap<String, Object>();
            map.put("times", times);
            map.put("median", sorted.get(sorted.size() / 2));
            map.put("max", sorted.get(sorted.size() - 1));
            map.put("all", statements);
            map.put("commits", commits);
            map.put("last", last);
            return map;
        }
    }
}
