package org.countersign.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.countersign.purchasing.DocumentNumbers;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.support.MariaDbTest;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MariaDbTest
class NumberingIT {

    private static final int CLIENTS = 8;
    private static final int EACH = 15;

    @Autowired
    private DocumentNumbers numbers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestClock clock;

    @Test
    @DisplayName("R22: orders are numbered without gaps though many are issued at once and some are rolled back")
    void ordersAreNumberedWithoutGaps() throws InterruptedException {
        clock.advance(Duration.ofDays(3660)); // a year in which nothing was numbered yet
        Collection<String> issued = new ConcurrentSkipListSet<>();

        inParallel(call -> transaction.executeWithoutResult(status -> {
            var number = numbers.next(Series.PURCHASE_ORDER);
            if (call % 3 == 0) {
                status.setRollbackOnly();
            } else {
                assertThat(issued.add(number)).as(number).isTrue();
            }
        }));

        assertThat(issued)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CLIENTS * EACH * 2 / 3)
                        .mapToObj("PO-2036-%06d"::formatted)
                        .toList());
    }

    @Test
    @DisplayName("R22: a requisition's number is unique, and nobody waits for another's transaction")
    void requisitionsAreNumberedUniquely() throws InterruptedException {
        clock.advance(Duration.ofDays(3660));
        Collection<String> drawn = new ConcurrentSkipListSet<>();
        transaction.executeWithoutResult(open -> {
            drawn.add(numbers.reference(Series.REQUISITION));
            try {
                inParallel(call -> assertThat(drawn.add(numbers.reference(Series.REQUISITION)))
                        .isTrue());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(drawn).hasSize(CLIENTS * EACH + 1);
    }

    private interface Call {

        void run(int number);
    }

    private static void inParallel(Call call) throws InterruptedException {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var answers = clients.invokeAll(
                    IntStream.range(0, CLIENTS * EACH)
                            .mapToObj(number -> Executors.callable(() -> call.run(number)))
                            .toList(),
                    2,
                    TimeUnit.MINUTES);
            assertThat(List.copyOf(answers))
                    .allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ZERO));
        } finally {
            clients.shutdownNow();
        }
    }
}
