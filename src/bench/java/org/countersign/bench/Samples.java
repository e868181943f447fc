package org.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Every single time that a simulation measured, so that percentiles are exact; waiting counts like any other step. */
final class Samples {

    private final Path file;
    private final AtomicLong end = new AtomicLong();
    private final Duration duration;
    private final Map<String, List<Long>> steps = new ConcurrentHashMap<>();
    private final AtomicLong purchases = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong started = new AtomicLong();

    Samples(Path file, Duration duration) {
        this.file = file;
        this.duration = duration;
    }

    Session step(Session session, String name) {
        if (!session.isFailed()) {
            add(name, System.nanoTime() - session.getLong("from"));
        }
        return session;
    }

    Session begun(Session session) {
        var now = System.nanoTime();
        end.compareAndSet(0, now + duration.toNanos());
        started.incrementAndGet();
        return session.set("begun", now);
    }

    Session whole(Session session) {
        var now = System.nanoTime();
        add(PurchaseSimulation.WHOLE, now - session.getLong("begun"));
        ended.incrementAndGet();
        if (now <= end.get()) {
            purchases.incrementAndGet();
        }
        return session;
    }

    private void add(String name, long nanos) {
        var times = steps.computeIfAbsent(name, step -> new ArrayList<>());
        synchronized (times) {
            times.add(nanos);
        }
    }

    void write() {
        var result = new LinkedHashMap<String, Object>();
        result.put("purchases", purchases.get());
        result.put("failed", started.get() - ended.get());
        result.put("started", started.get());
        result.put("rate", purchases.get() / (duration.toMillis() / 1000.0));
        result.put(
                "steps",
                steps.entrySet().stream()
                        .sorted(Comparator.comparing(step -> place(step.getKey())))
                        .map(step -> figures(step.getKey(), step.getValue()))
                        .toList());
        try {
            new ObjectMapper().writeValue(file.toFile(), result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int place(String step) {
        var digits = step.replaceAll("\\D.*", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static Map<String, Object> figures(String name, List<Long> times) {
        var sorted = times.stream().sorted().toList();
        return Map.of(
                "name", name,
                "count", sorted.size(),
                "p50", percentile(sorted, 0.50),
                "p95", percentile(sorted, 0.95),
                "p99", percentile(sorted, 0.99));
    }

    /** In milliseconds: the smallest time that so many do not exceed. */
    static double percentile(List<Long> sortedNanos, double share) {
        var place = (int) Math.ceil(share * sortedNanos.size()) - 1;
        return sortedNanos.get(Math.max(0, place)) / 1e6;
    }
}
