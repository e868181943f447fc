package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.policy.Foresight.State;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.PlatformTransactionManager;

/** A foresight that somebody stops while its cases are being looked at. */
@CountersignTest
class ForesightStopTests {

    private static final String TABLE = "substitute-policy";

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private PolicyChangeRows changes;

    @Autowired
    private PolicyDocuments documents;

    @Autowired
    private PolicyDeployments deployments;

    @Autowired
    private PolicyRights rights;

    @Autowired
    private ForesightRows rows;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Company company;

    @Autowired
    private MessageSource texts;

    @Autowired
    private Clock clock;

    @Test
    @DisplayName("What is stopped in the middle of a slice keeps what was found before it, and nothing of it")
    void isStoppedInTheMiddleOfASlice() {
        people.add("stop-admin", Group.ADMINISTRATOR);
        var admin = new Actor(new UserId("stop-admin"), Set.of(Group.ADMINISTRATOR.id()));
        var change = door.as("stop-admin")
                .post("/api/v1/policy-changes", Map.of("table", TABLE, "reason", "Because"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        var slices = new ArrayList<Integer>();
        var source = new Cases(() -> {
            slices.add(slices.size());
            if (slices.size() == 3) {
                foresights(null)
                        .cancel(change, rows.latest(change).orElseThrow().id(), admin);
            }
        });

        var day = LocalDate.of(2002, 5, 5);
        var foresight = foresights(source).start(change, day, day, false, admin);

        assertThat(foresight.state()).isEqualTo(State.CANCELLED);
        assertThat(foresight.looked()).isEqualTo(2);
        assertThat(foresight.past().cases()).isEqualTo(2);
        assertThat(foresights(source)
                        .documents(change, foresight.id(), ForeseenDocument.Query.ALL, admin, PageRequest.of(0, 20))
                        .getTotalElements())
                .isEqualTo(2);
        assertThat(slices).hasSize(3);
    }

    @Test
    @DisplayName(
            "A deadlock costs one slice, which is looked at again; what stays away is told in the reader’s words, and"
                    + " goes on where it stopped")
    void isLookedAtAgainAfterADeadlock() {
        people.add("stop-admin", Group.ADMINISTRATOR);
        var admin = new Actor(new UserId("stop-admin"), Set.of(Group.ADMINISTRATOR.id()));
        var change = door.as("stop-admin")
                .post("/api/v1/policy-changes", Map.of("table", TABLE, "reason", "Because"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        var calls = new int[1];
        var deadlocks = new Cases(() -> {
            if (++calls[0] == 3 || calls[0] == 4) {
                throw new IllegalStateException(new SQLException("Deadlock found", "40001"));
            }
        });
        var day = LocalDate.of(2002, 5, 6);
        var done = foresights(deadlocks).start(change, day, day, false, admin);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.past().cases()).isEqualTo(10);
        assertThat(calls[0]).isEqualTo(12);

        var next = day.plusDays(1);
        calls[0] = 0;
        var away = new Cases(() -> {
            if (++calls[0] > 3) {
                throw new CannotAcquireLockException("Away");
            }
        });
        var failed = foresights(away).start(change, next, next, false, admin);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.looked()).isEqualTo(3);
        assertThat(String.valueOf(failed.note()))
                .contains("The database did not answer")
                .doesNotContain("Away");
        assertThat(Objects.requireNonNull(failed.note()).in(Locale.GERMAN, texts))
                .contains("Die Datenbank");

        var again = foresights(new Cases(() -> {}));
        var resumed = again.start(change, next, next, false, admin);
        assertThat(resumed.id()).isEqualTo(failed.id());
        assertThat(resumed.looked()).isEqualTo(3);
        for (var turn = 0; turn < 20 && rows.find(failed.id()).orElseThrow().state() != State.DONE; turn++) {
            again.workOn();
        }
        var whole = again.one(change, failed.id(), admin);
        assertThat(whole.state()).isEqualTo(State.DONE);
        assertThat(whole.past().cases()).isEqualTo(10);
    }

    private Foresights foresights(@Nullable ForeseenCases source) {
        return new Foresights(
                changes,
                documents,
                deployments,
                rights,
                rows,
                new LastYear(
                        new ObjectProvider<ForeseenCases>() {
                            @Override
                            public ForeseenCases getObject() {
                                return Objects.requireNonNull(source);
                            }

                            @Override
                            public Stream<ForeseenCases> orderedStream() {
                                return Stream.ofNullable(source);
                            }
                        },
                        rows,
                        transactions,
                        company,
                        clock),
                transactions,
                company,
                clock);
    }

    /** Ten cases, one in a slice, each of which would be answered otherwise. */
    private record Cases(Runnable before) implements ForeseenCases {

        @Override
        public String table() {
            return TABLE;
        }

        @Override
        public Explanation basis() {
            return Explanation.asWritten("Made up");
        }

        @Override
        public long count(Range range) {
            return 10;
        }

        @Override
        public Comparison compare(String inForce, String candidate) {
            return (range, after, most) -> {
                before.run();
                var number = after == null ? 1 : Integer.parseInt(after) + 1;
                var one = new ForeseenCase(
                        "CASE-" + number,
                        "case",
                        "Case",
                        null,
                        range.from(),
                        false,
                        ForeseenAnswer.of(List.of(Explanation.asWritten("one"))),
                        ForeseenAnswer.of(List.of(Explanation.asWritten("another"))));
                return new Slice(List.of(one), 1, String.valueOf(number), number == 10);
            };
        }
    }
}
