package org.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.operations.WorkFigures.Age;
import org.countersign.operations.WorkFigures.Figures;
import org.countersign.operations.WorkFigures.StepCount;
import org.countersign.shared.Restores;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.yaml.snakeyaml.Yaml;

@DisplayName("Monitoring")
class MonitoringTests {

    private static final Path ALERTS = Path.of("docker/monitoring/alerts.yml");
    private static final Path DASHBOARD = Path.of("docker/monitoring/grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\bcountersign_[a-z_]+");
    private static final Pattern CHOSEN = Pattern.compile("(condition|status|age)=~?\"([^\"]+)\"");

    private final TestClock clock = new TestClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Figures figures = figures(true, null);
    private OperationsMeters meters;
    private OperationsSettings settings;

    @BeforeEach
    void bind() {
        settings = new OperationsSettings(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofDays(3),
                Duration.ofDays(30),
                Duration.ofDays(60),
                Duration.ofDays(14),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                new OperationsSettings.Digest(true, LocalTime.of(7, 30)));
        var board = new StuckBoard(new StaticListableBeanFactory().getBeanProvider(StuckWatch.class), settings, clock);
        meters = new OperationsMeters(
                board,
                () -> {
                    asked.incrementAndGet();
                    return figures;
                },
                settings,
                clock);
        meters.bindTo(registry);
        new RestoreHealth(mock(Restores.class)).bindTo(registry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/monitoring/alerts.yml", "docker/monitoring/grafana-dashboard.json"})
    @DisplayName("Every metric, and every value of a label, that rules and dashboard name is there")
    void whatIsNamedExists(String file) throws IOException {
        registry.scrape();
        var scraped = registry.scrape();
        var exported =
                METRIC.matcher(scraped).results().map(match -> match.group()).collect(Collectors.toSet());
        var text = Files.readString(Path.of(file)).replace("\\\"", "\"");
        var named = METRIC.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());

        assertThat(named).isNotEmpty().isSubsetOf(exported);
        for (var match : CHOSEN.matcher(text).results().toList()) {
            for (var value : match.group(2).split("\\|")) {
                assertThat(scraped).contains(match.group(1) + "=\"" + value + "\"");
            }
        }
    }

    @Test
    @DisplayName("Every alert says how long, how bad, what it means and what to do")
    @SuppressWarnings("unchecked")
    void alertsAreComplete() throws IOException {
        var groups = (List<Map<String, Object>>)
                ((Map<String, Object>) new Yaml().load(Files.readString(ALERTS))).get("groups");
        var names = new TreeSet<String>();
        for (var group : groups) {
            for (var rule : (List<Map<String, Object>>) group.get("rules")) {
                assertThat(rule).containsOnlyKeys("alert", "expr", "for", "labels", "annotations");
                assertThat(names.add((String) rule.get("alert"))).isTrue();
                var expression = (String) rule.get("expr");
                assertThat(count(expression, '(')).isEqualTo(count(expression, ')'));
                assertThat(count(expression, '{')).isEqualTo(count(expression, '}'));
                assertThat((String) rule.get("for")).matches("\\d+[mh]");
                assertThat(((Map<String, String>) rule.get("labels")).get("severity"))
                        .isIn("critical", "warning", "info");
                assertThat((Map<String, String>) rule.get("annotations")).containsOnlyKeys("summary", "description");
            }
        }
        assertThat(names).hasSizeGreaterThan(8);
    }

    @Test
    @DisplayName(
            "The dashboard is one that Grafana takes: panels with a place, a title and a question, none over another")
    void theDashboardIsWhole() throws IOException {
        var dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        assertThat(dashboard.path("uid").asText()).isEqualTo("countersign");
        assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
        var taken = new TreeSet<String>();
        for (var panel : dashboard.path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("type").asText()).isIn("stat", "timeseries");
            assertThat(panel.path("targets")).isNotEmpty();
            var place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (var x = 0; x < place.path("w").asInt(); x++) {
                for (var y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add((place.path("x").asInt() + x) + "/"
                                    + (place.path("y").asInt() + y)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    @DisplayName("Figures are counted when somebody asks, and at most once in half a minute")
    void figuresAreCountedSeldom() {
        assertThat(asked).hasValue(0);
        registry.scrape();
        registry.scrape();
        clock.advance(Duration.ofSeconds(29));
        registry.scrape();
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(registry.scrape()).contains("countersign_jobs_due 7.0", "countersign_jobs_lag_seconds 0.0");
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("Incidents are told by step, and are gone from the figures once they are gone")
    void incidentsAreToldByStep() {
        registry.scrape();
        assertThat(registry.scrape()).contains("process=\"purchase-order\",step=\"serviceTask_dispatchOrder\"");
        figures = new Figures(true, 0, null, 0, List.of(), Map.of(), Map.of());
        clock.advance(Duration.ofMinutes(1));
        registry.scrape();
        assertThat(registry.scrape()).doesNotContain("serviceTask_dispatchOrder");
    }

    @Test
    @DisplayName("Health says why jobs are not done, and makes no server unfit")
    void healthSaysWhy() {
        var health = new JobsHealth(meters, settings, clock, "one");
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        figures = figures(true, TestClock.START.minus(Duration.ofMinutes(30)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(health.health().getStatus().getCode()).isEqualTo("LATE");
        assertThat(health.health().getDetails().get("why")).asString().contains("31 minutes");

        figures = figures(false, null);
        clock.advance(Duration.ofMinutes(1));
        assertThat(health.health().getStatus().getCode()).isEqualTo("STOPPED");
        assertThat(health.health().getDetails()).containsKeys("why", "due", "withoutAttempts");
    }

    private static Figures figures(boolean executing, Instant oldest) {
        return new Figures(
                executing,
                7,
                oldest,
                1,
                List.of(new StepCount("purchase-order", "serviceTask_dispatchOrder", 3)),
                Map.of("FAILED", 2L),
                Map.of(Age.DAY, 5L));
    }

    private static long count(String text, char sought) {
        return text.chars().filter(one -> one == sought).count();
    }
}
