package org.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

@DisplayName("What is known of what is stuck")
class StuckBoardTests {

    private static final Condition CONDITION = Condition.MAIL_FAILED;

    private final TestClock clock = new TestClock();
    private final List<Runnable> beside = new ArrayList<>();
    private int stuck = 1;
    private StuckBoard board;

    @BeforeEach
    void board() {
        var settings = new OperationsSettings(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofDays(3),
                Duration.ofDays(30),
                Duration.ofDays(60),
                Duration.ofDays(14),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                new OperationsSettings.Digest(true, LocalTime.of(7, 30)));
        var beans = new StaticListableBeanFactory();
        beans.addBean("watch", new Watch());
        board = new StuckBoard(beans.getBeanProvider(StuckWatch.class), settings, clock, beside::add);
        assertThat(board.count(CONDITION)).isEqualTo(1);
        stuck = 2;
    }

    @Test
    @DisplayName("is shown as it was found for a while, without looking again")
    void itIsKept() {
        clock.advance(Duration.ofMinutes(4));
        assertThat(board.count(CONDITION)).isEqualTo(1);
        assertThat(beside).isEmpty();
    }

    @Test
    @DisplayName("is looked for anew beside whoever reads, once, and nobody waits for it")
    void nobodyWaits() {
        clock.advance(Duration.ofMinutes(6));
        assertThat(board.count(CONDITION)).isEqualTo(1);
        assertThat(board.stuck())
                .singleElement()
                .satisfies(tally -> assertThat(tally.count()).isEqualTo(1));
        assertThat(beside).hasSize(1);

        beside.remove(0).run();

        assertThat(board.count(CONDITION)).isEqualTo(2);
        assertThat(beside).isEmpty();
    }

    @Test
    @DisplayName("is not shown any more when it was found long ago")
    void itIsNotShownForEver() {
        clock.advance(Duration.ofHours(1));
        assertThat(board.count(CONDITION)).isEqualTo(2);
        assertThat(beside).isEmpty();
    }

    @Test
    @DisplayName("is looked for when nobody reads, too, so that whoever reads after a quiet night waits for nothing")
    void itIsKeptKnown() {
        clock.advance(Duration.ofMinutes(29));
        board.keepKnown();
        assertThat(beside).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        board.keepKnown();
        board.keepKnown();
        assertThat(beside).hasSize(1);
        beside.remove(0).run();
        clock.advance(Duration.ofMinutes(4));

        assertThat(board.count(CONDITION)).isEqualTo(2);
        assertThat(beside).isEmpty();
    }

    @Test
    @DisplayName("is looked for soon after a start, and not again where somebody read meanwhile")
    void itIsLookedForAfterAStart() {
        board.forget(List.of(CONDITION));
        board.keepKnown();
        assertThat(beside).hasSize(1);
        assertThat(board.count(CONDITION)).isEqualTo(2);

        stuck = 3;
        beside.remove(0).run();

        assertThat(board.count(CONDITION)).isEqualTo(2);
    }

    @Test
    @DisplayName("is what is there after something was put right, whatever a look from before that found")
    void whatWasForgottenStaysForgotten() {
        clock.advance(Duration.ofMinutes(6));
        board.count(CONDITION);
        board.forget(List.of(CONDITION));
        stuck = 0;
        assertThat(board.count(CONDITION)).isZero();

        stuck = 2;
        beside.remove(0).run();

        assertThat(board.count(CONDITION)).isZero();
    }

    private final class Watch implements StuckWatch {

        @Override
        public Condition condition() {
            return CONDITION;
        }

        @Override
        public long count() {
            return stuck;
        }

        @Override
        public List<Stuck> oldest(int most) {
            return IntStream.range(0, stuck)
                    .mapToObj(number -> new Stuck(
                            CONDITION,
                            "mail-" + number,
                            new DocumentNumber("PO-2026-000001"),
                            clock.instant(),
                            null,
                            null,
                            null,
                            "operations",
                            true,
                            Explanation.of(StuckStatement.STEP_WITHOUT_TASK),
                            Set.of()))
                    .toList();
        }

        @Override
        public List<Stuck> of(DocumentNumber document, int most) {
            return oldest(most);
        }

        @Override
        public Optional<Stuck> find(String subject) {
            return Optional.empty();
        }

        @Override
        public void apply(Stuck found, Treatment treatment) {}
    }
}
