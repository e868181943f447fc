package org.countersign.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.countersign.operations.WorkFigures.Age;
import org.countersign.operations.WorkFigures.Figures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is stuck and how the work goes on, for the monitoring. Counted when somebody asks, and at most once in half a minute; nothing is
 * counted on a server that nobody asks. Names of documents and people are in no meter.
 */
@Component
class OperationsMeters implements MeterBinder {

    private static final List<String> MAIL_STATUSES = List.of("PENDING", "SENDING", "FAILED");
    private static final Logger LOG = LoggerFactory.getLogger(OperationsMeters.class);

    private final StuckBoard board;
    private final WorkFigures work;
    private final OperationsSettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private volatile @Nullable MultiGauge incidents;

    private record Known(Instant at, Figures figures) {}

    OperationsMeters(StuckBoard board, WorkFigures work, OperationsSettings settings, Clock clock) {
        this.board = board;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var condition : Condition.values()) {
            Gauge.builder("countersign.stuck", this, meters -> meters.stuck(condition))
                    .tag("condition", condition.id())
                    .description("What is stuck, by condition")
                    .register(registry);
        }
        gauge(registry, "countersign.jobs.due", "Jobs that are due and not begun", Figures::due);
        gauge(registry, "countersign.jobs.failed", "Jobs without an attempt left", Figures::failed);
        gauge(
                registry,
                "countersign.jobs.executing",
                "1 where this server executes jobs",
                figures -> figures.executing() ? 1 : 0);
        Gauge.builder("countersign.jobs.lag", this, OperationsMeters::lag)
                .baseUnit("seconds")
                .description("How long the longest waiting job has been due")
                .register(registry);
        for (var status : MAIL_STATUSES) {
            Gauge.builder(
                            "countersign.mails",
                            this,
                            meters -> meters.value(figures -> figures.mails().getOrDefault(status, 0L)))
                    .tag("status", status)
                    .description("Mails of the outbox that are not through, by status")
                    .register(registry);
        }
        for (var age : Age.values()) {
            Gauge.builder(
                            "countersign.approval.steps.open",
                            this,
                            meters ->
                                    meters.value(figures -> figures.openSteps().getOrDefault(age, 0L)))
                    .tag("age", age.label())
                    .description("Open approval steps, by how long they have been open")
                    .register(registry);
        }
        incidents = MultiGauge.builder("countersign.incidents")
                .description("Open incidents, by process and step")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, this, meters -> meters.value(value))
                .description(description)
                .register(registry);
    }

    /** The figures, at most half a minute old. */
    Figures figures() {
        var last = known.get();
        if (last == null || !isFresh(last)) {
            synchronized (known) {
                last = known.get();
                if (last == null || !isFresh(last)) {
                    last = new Known(clock.instant(), work.figures());
                    known.set(last);
                    tellIncidents(last.figures());
                }
            }
        }
        return last.figures();
    }

    private boolean isFresh(Known last) {
        var age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(settings.lookedAt()) < 0;
    }

    private void tellIncidents(Figures figures) {
        var gauge = incidents;
        if (gauge != null) {
            gauge.register(
                    figures.incidents().stream()
                            .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(
                                    Tags.of("process", one.process(), "step", one.step()), one.count()))
                            .toList(),
                    true);
        }
    }

    private double stuck(Condition condition) {
        try {
            return board.count(condition);
        } catch (RuntimeException e) {
            LOG.debug("{} could not be counted", condition, e);
            return Double.NaN;
        }
    }

    private double lag() {
        return value(figures -> figures.oldestDue() == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(figures.oldestDue(), clock.instant()).toSeconds()));
    }

    private double value(ToDoubleFunction<Figures> value) {
        try {
            return value.applyAsDouble(figures());
        } catch (RuntimeException e) {
            LOG.debug("The work could not be counted", e);
            return Double.NaN;
        }
    }
}
