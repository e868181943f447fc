package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.countersign.support.CoreTest;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;

@CoreTest
class NightsTests {

    private static final Instant EVENING = Instant.parse("2026-03-02T20:00:00Z");

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Restores restores;

    @Autowired
    private Company company;

    @Autowired
    private TestClock clock;

    @Autowired
    private TaskScheduler scheduler;

    private final AtomicInteger waited = new AtomicInteger();

    private final Example work = new Example();
    private Nights nights;

    @BeforeEach
    void anEvening() {
        nights = server();
        clock.set(EVENING);
        nights.lookAfter();
    }

    @Test
    @DisplayName("What takes long by schedule does not keep waiting what is looked after each second")
    void longWorkKeepsNothingWaiting() {
        var others = new CountDownLatch(2);
        var first = scheduler.schedule(() -> awaited(others), Instant.EPOCH);
        var second = scheduler.schedule(() -> awaited(others), Instant.EPOCH);
        var each = scheduler.schedule(others::countDown, Instant.EPOCH);
        others.countDown();

        assertThat(List.of(first, second, each))
                .allSatisfy(one -> assertThat(Objects.requireNonNull(one).get(9, TimeUnit.SECONDS))
                        .isNull());
        assertThat(waited.get()).isEqualTo(2);
    }

    private void awaited(CountDownLatch others) {
        try {
            if (others.await(3, TimeUnit.SECONDS)) {
                waited.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void theTimeAgain() {
        jdbc.update("delete from nightly_work where work = 'example'");
        clock.reset();
    }

    @Test
    @DisplayName("The first night is the next one, and each night is done once, by the clock of the organisation")
    void eachNightOnce() {
        at("2026-03-03T01:35:00Z");
        assertThat(work.done).isZero();
        at("2026-03-03T01:40:00Z", "2026-03-03T01:45:00Z", "2026-03-03T23:00:00Z");
        assertThat(work.done).isOne();
        at("2026-03-04T01:40:00Z");
        assertThat(work.done).isEqualTo(2);
    }

    @Test
    @DisplayName("What nights without a server left undone is done once after the start, at whatever hour")
    void missedNightsAreMadeUpForOnce() {
        nights = server();

        at("2026-03-09T14:00:00Z", "2026-03-09T14:05:00Z", "2026-03-09T23:00:00Z");

        assertThat(work.done).isOne();
        at("2026-03-10T01:40:00Z");
        assertThat(work.done).isEqualTo(2);
    }

    @Test
    void oneOfSeveralServersDoesIt() {
        var other = server();
        clock.set(Instant.parse("2026-03-03T01:40:00Z"));

        nights.lookAfter();
        other.lookAfter();

        assertThat(work.done).isOne();
    }

    @Test
    @DisplayName("What fails is tried again an hour later, and so is what a crash cuts off")
    void whatFailsIsTriedAgain() {
        work.fails = true;
        at("2026-03-03T01:40:00Z", "2026-03-03T02:00:00Z");
        assertThat(work.done).isOne();
        work.fails = false;

        at("2026-03-03T02:40:00Z", "2026-03-03T04:00:00Z");

        assertThat(work.done).isEqualTo(2);
    }

    private void at(String... times) {
        Stream.of(times).map(Instant::parse).forEach(time -> {
            clock.set(time);
            nights.lookAfter();
        });
    }

    private Nights server() {
        return new Nights(new OnlyExample(), restores, jdbc, company, clock);
    }

    /** Work at twenty to three in Berlin. */
    private static final class Example implements NightlyWork {

        private int done;
        private boolean fails;

        @Override
        public String name() {
            return "example";
        }

        @Override
        public LocalTime at() {
            return LocalTime.of(2, 40);
        }

        @Override
        public void work() {
            done++;
            if (fails) {
                throw new IllegalStateException("Not today");
            }
        }
    }

    private final class OnlyExample implements ObjectProvider<NightlyWork> {

        @Override
        public NightlyWork getObject() {
            return work;
        }

        @Override
        public Stream<NightlyWork> orderedStream() {
            return List.<NightlyWork>of(work).stream();
        }
    }
}
