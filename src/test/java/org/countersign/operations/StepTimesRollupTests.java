package org.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.support.Companies;
import org.countersign.support.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.DefaultTransactionStatus;

@DisplayName("Counting how long steps took")
class StepTimesRollupTests {

    private static final String MODEL = "purchase-order";
    private static final LocalDateTime BEGIN = LocalDateTime.parse("2026-02-01T00:00:00");
    private static final Actor OPS = new Actor(new UserId("ops"), Set.of(Group.OPERATIONS.id()));

    private final TestClock clock = new TestClock();
    private final KeptHistory history = new KeptHistory();
    private JdbcClient database;
    private DataSource source;
    private StepTimesRollup rollup;
    private StepTimes times;

    @BeforeEach
    void begin() throws Exception {
        clock.reset();
        source = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        try (var connection = source.getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("db/migration/V202611221880__operations_create_step_times.sql"));
        }
        database = JdbcClient.create(source);
        rollup = rollup(new DataSourceTransactionManager(source));
        times = new StepTimes(history, rollup, settings(), database, company(), clock);
    }

    private StepTimesRollup rollup(DataSourceTransactionManager transactions) {
        return new StepTimesRollup(
                history, database, new JdbcTemplate(source), transactions, event -> {}, company(), settings(), clock);
    }

    private static Company company() {
        return Companies.in(ZoneId.of("Europe/Berlin"));
    }

    private static OperationsSettings settings() {
        return new OperationsSettings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(5),
                new OperationsSettings.Digest(true, LocalTime.NOON));
    }

    @Test
    @DisplayName("counts every step once, in slices, and goes on where it stopped")
    void everyStepIsCountedOnce() {
        history.steps(5_000, Duration.ofMinutes(5));
        while (rollup.countSlice(300)) {
            assertThat(ended()).isPositive();
        }
        assertThat(ended()).isEqualTo(5_000);

        rollup.catchUp();
        assertThat(ended()).isEqualTo(5_000);

        clock.advance(Duration.ofHours(1));
        history.ended("late", clock.instant().minus(Duration.ofMinutes(30)), 1_000, "", "");
        rollup.catchUp();
        assertThat(ended()).isEqualTo(5_001);
    }

    @Test
    @DisplayName("counts a slice once though the server broke off in the middle of it")
    void aCrashCountsNothingTwice() {
        history.steps(500, Duration.ofMinutes(5));
        var breaking = rollup(new DataSourceTransactionManager(source) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                doRollback(status);
                throw new IllegalStateException("Switched off");
            }
        });
        assertThatThrownBy(() -> breaking.countSlice(100)).hasMessage("Switched off");
        assertThat(ended()).isZero();

        rollup.catchUp();
        assertThat(ended()).isEqualTo(500);
    }

    @Test
    @DisplayName("counts once with two servers at it")
    void twoServersCountOnce() {
        history.steps(3_000, Duration.ofMinutes(5));
        var other = rollup(new DataSourceTransactionManager(source));
        var both = List.of(rollup, other).stream()
                .map(one -> CompletableFuture.runAsync(() -> {
                    while (one.countSlice(50)) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        both.forEach(CompletableFuture::join);
        assertThat(ended()).isEqualTo(3_000);
    }

    @Test
    @DisplayName("begins months by the organisation's calendar, not by that of the server")
    void monthsBeginWithTheOrganisation() {
        history.ended("step", Instant.parse("2026-01-31T22:59:59Z"), 1_000, "", "");
        history.ended("step", Instant.parse("2026-01-31T23:00:00Z"), 1_000, "", "");
        rollup.catchUp();
        assertThat(parts("2025-12", "2026-03").months().keySet()).containsExactly("2026-01", "2026-02");
        assertThat(parts("2026-02", "2026-02").step().figures().ended()).isEqualTo(1);
    }

    @Test
    @DisplayName("tells median and p90 of what was asked for, by month, category and group, and filters")
    void figuresAreFiltered() {
        for (int i = 1; i <= 10; i++) {
            history.ended("step", BEGIN.toInstant(ZoneOffset.UTC).plusSeconds(i), i * 60_000L, "IT", "approver");
        }
        history.ended("step", BEGIN.toInstant(ZoneOffset.UTC).plusSeconds(20), 3_600_000L, "", "");
        rollup.catchUp();

        var all = parts("2026-01", "2026-03");
        assertThat(all.categories().keySet()).containsExactly("-", "IT");
        assertThat(all.groups().keySet()).containsExactly("-", "approver");
        assertThat(all.groups().get("-").median()).isBetween(3_528_000L, 3_672_000L);
        var approvers =
                one(new StepTimesQuery(YearMonth.parse("2026-01"), YearMonth.parse("2026-03"), null, "IT", "approver"));
        assertThat(approvers.figures().ended()).isEqualTo(10);
        assertThat(approvers.figures().median()).isBetween(294_000L, 306_000L);
        assertThat(approvers.figures().p90()).isBetween(529_200L, 550_800L);
        assertThat(approvers.name()).isEqualTo("A step");
        assertThat(one(new StepTimesQuery(YearMonth.parse("2026-01"), YearMonth.parse("2026-03"), 1, "-", null))
                        .figures()
                        .ended())
                .isEqualTo(1);
        assertThat(one(new StepTimesQuery(YearMonth.parse("2025-01"), YearMonth.parse("2025-03"), null, null, null))
                        .figures())
                .isEqualTo(new StepTimes.Figures(0, null, null));
    }

    @Test
    @DisplayName("keeps what was counted when history is cleaned, also where it is counted again")
    void figuresOutliveHistory() {
        history.ended("step", Instant.parse("2025-11-10T10:00:00Z"), 1_000, "", "");
        history.ended("step", Instant.parse("2026-02-10T10:00:00Z"), 1_000, "", "");
        rollup.catchUp();
        history.ended.removeIf(one -> one.at().isBefore(Instant.parse("2026-01-01T00:00:00Z")));
        history.ended("step", Instant.parse("2026-02-11T10:00:00Z"), 1_000, "", "");
        rollup.catchUp();
        assertThat(ended()).as("committed later than anybody waits").isEqualTo(2);

        history.days.put(MODEL, 60);
        rollup.recount(YearMonth.parse("2025-10"), OPS);
        rollup.catchUp();
        assertThat(ended()).isEqualTo(3);
        assertThat(parts("2025-11", "2025-11").step().figures().ended()).isEqualTo(1);
    }

    @Test
    @DisplayName("is begun again by operations and administrators alone, and for no month to come")
    void notEverybodyCountsAgain() {
        var auditor = new Actor(new UserId("auditor"), Set.of(Group.AUDITOR.id()));
        assertThatThrownBy(() -> rollup.recount(YearMonth.parse("2026-01"), auditor))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> rollup.recount(YearMonth.parse("2026-04"), OPS))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("2026-04");
    }

    private StepTimes.Parts parts(String from, String to) {
        return times.of(
                MODEL, "step", new StepTimesQuery(YearMonth.parse(from), YearMonth.parse(to), null, null, null), OPS);
    }

    private StepTimes.Step one(StepTimesQuery query) {
        return times.of(MODEL, query, OPS).steps().stream()
                .filter(step -> step.element().equals("step"))
                .findFirst()
                .orElseThrow();
    }

    private long ended() {
        return database.sql("select coalesce(sum(ended), 0) from step_times")
                .query(Long.class)
                .single();
    }

    /** History in memory, by a clock in UTC. */
    private final class KeptHistory implements StepHistory {

        private final List<Ended> ended = new ArrayList<>();
        private final Map<String, Integer> days = new HashMap<>();

        private void steps(int number, Duration apart) {
            for (int i = 0; i < number; i++) {
                ended("step" + i % 7, BEGIN.toInstant(ZoneOffset.UTC).plus(apart.multipliedBy(i)), i, "", "");
            }
        }

        private void ended(String element, Instant at, long milliseconds, String category, String group) {
            ended.add(new Ended(MODEL, 1, element, at, milliseconds, category, group));
        }

        @Override
        public List<Integer> versions(String model) {
            return List.of(1);
        }

        @Override
        public List<Step> steps(String model, int version) {
            return List.of(new Step("step", "A step"));
        }

        @Override
        public LocalDateTime settled() {
            return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        }

        @Override
        public Slice ended(@Nullable LocalDateTime from, LocalDateTime until, int most) {
            var found = ended.stream()
                    .filter(one -> from == null || !at(one).isBefore(from))
                    .filter(one -> at(one).isBefore(until))
                    .limit(most + 1L)
                    .toList();
            return found.size() <= most
                    ? new Slice(until, found)
                    : new Slice(at(found.get(most)), found.subList(0, most));
        }

        private LocalDateTime at(Ended one) {
            return LocalDateTime.ofInstant(one.at(), ZoneOffset.UTC);
        }

        @Override
        public Map<String, Long> standing(String model, @Nullable Integer version) {
            return Map.of();
        }

        @Override
        public List<Standing> standingAt(
                String model, @Nullable Integer version, String element, long offset, int most) {
            return List.of();
        }

        @Override
        public Map<String, Integer> daysKept() {
            return days;
        }

        @Override
        public LocalDateTime firstMoment(YearMonth month) {
            return month.atDay(1).atStartOfDay();
        }
    }
}
