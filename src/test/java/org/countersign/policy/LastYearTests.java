package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.countersign.policy.ForeseenCases.Comparison;
import org.countersign.policy.ForeseenCases.Range;
import org.countersign.policy.ForeseenCases.Slice;
import org.countersign.policy.Foresight.State;
import org.countersign.policy.ForesightRows.Kept;
import org.countersign.policy.PolicyDocuments.Deployed;
import org.countersign.policy.PolicyDocuments.Document;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.countersign.support.Companies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.PageImpl;
import org.springframework.transaction.PlatformTransactionManager;

@DisplayName("Whether documents of the last year keep their answer (R03)")
class LastYearTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String KEY = "some-policy";

    private final ForeseenCases source = mock(ForeseenCases.class);
    private final ForesightRows foresights = mock(ForesightRows.class);
    private final PolicyChange change = new PolicyChange(
            "POL-000001",
            new Deployed(KEY, "Some policy", 1, NOW),
            "<new/>",
            PolicyOrigin.PAGE,
            "Because",
            new UserId("ada"),
            NOW);
    private final Document inForce = new Document(new Deployed(KEY, "Some policy", 1, NOW), "<old/>");
    private final LastYear year = year(Duration.ofSeconds(5));
    private final List<Range> asked = new ArrayList<>();

    @BeforeEach
    void aPast() {
        when(source.table()).thenReturn(KEY);
    }

    @Test
    @DisplayName("What loses its answer is counted and named; what had none before is not held against the draft")
    void whatLosesItsAnswer() {
        past(number -> number % 10 == 0 ? one(number, false, true) : one(number, number == 5, number == 5), 100);

        var reach = year.of(change, inForce).orElseThrow();

        assertThat(reach.looked()).isEqualTo(100);
        assertThat(reach.whole()).isTrue();
        assertThat(reach.unanswered()).isEqualTo(11);
        assertThat(reach.before()).isOne();
        assertThat(reach.lost()).isEqualTo(10);
        assertThat(reach.named()).isEqualTo("CASE-10, CASE-20, CASE-30, CASE-40, CASE-50, …");
        assertThat(reach.example()).isNotNull();
    }

    @Test
    @DisplayName("The latest quarter is looked at first, and the four of them leave no moment of the year out")
    void theLatestQuarterFirst() {
        past(number -> one(number, false, false), 10);

        assertThat(year.of(change, inForce).orElseThrow().whole()).isTrue();

        assertThat(asked).hasSize(4);
        assertThat(asked.get(0).until()).isAfter(NOW);
        assertThat(asked.get(3).from()).isEqualTo(Instant.parse("2025-03-02T09:00:00Z"));
        for (var quarter = 1; quarter < 4; quarter++) {
            assertThat(asked.get(quarter).until())
                    .isEqualTo(asked.get(quarter - 1).from());
        }
    }

    @Test
    @DisplayName("A year without end takes no longer than it may, and is said not to be whole")
    void itTakesNoLongerThanItMay() {
        past(number -> one(number, false, false), Integer.MAX_VALUE);

        var reach = year(Duration.ofMillis(250)).of(change, inForce).orElseThrow();

        assertThat(reach.looked()).isPositive();
        assertThat(reach.whole()).isFalse();
        assertThat(reach.lost()).isZero();
    }

    @Test
    @DisplayName("A case that cannot be read, and a table that cannot, stand in nobody’s way")
    void troubleStandsInNobodysWay() {
        past(
                number -> {
                    if (number == 20) {
                        throw new IllegalStateException("Deadlock");
                    }
                    return one(number, false, false);
                },
                100);
        var reach = year.of(change, inForce).orElseThrow();
        assertThat(reach.looked()).isEqualTo(10);
        assertThat(reach.whole()).isFalse();

        when(source.compare(any(), any())).thenThrow(new IllegalStateException("No table"));
        assertThat(year.of(change, inForce)).contains(PolicyReach.NOTHING);
    }

    @Test
    @DisplayName("Where there was no time, the last foresight of this very draft is believed, and of no other")
    void aForesightTookItsTime() {
        past(number -> one(number, false, false), Integer.MAX_VALUE);
        var lost = new ForesightSums();
        lost.add(one(7, false, true));
        when(foresights.documents(any(), any(), any())).thenReturn(new PageImpl<>(List.of(document("CASE-7"))));
        var quick = year(Duration.ofMillis(20));

        foreseen("<new/>", lost);
        var reach = quick.of(change, inForce).orElseThrow();
        assertThat(reach.lost()).isOne();
        assertThat(reach.named()).isEqualTo("CASE-7");
        assertThat(reach.whole()).isTrue();

        foreseen("<another/>", lost);
        assertThat(quick.of(change, inForce).orElseThrow().lost()).isZero();

        foreseen("<new/>", lost, NOW.minus(Duration.ofDays(7)));
        var week = quick.of(change, inForce).orElseThrow();
        assertThat(week.lost()).isOne();
        assertThat(week.whole()).as("a week is no year").isFalse();
    }

    @Test
    @DisplayName(
            "What was seen when a change was handed in counts where the look at its release does not come to the end")
    void whatWasSeenIsNotForgotten() {
        change.lookedBack(
                new PolicyReach(300, 12, 0, 12, List.of("CASE-1", "CASE-2", "CASE-3", "CASE-4", "CASE-5"), null, true));

        var known = PolicyReach.NOTHING.beside(change);

        assertThat(known.lost()).isEqualTo(12);
        assertThat(known.looked()).isEqualTo(300);
        assertThat(known.named()).isEqualTo("CASE-1, CASE-2, CASE-3, CASE-4, CASE-5, …");
        var whole = new PolicyReach(300, 0, 0, 0, List.of(), null, true);
        assertThat(whole.beside(change)).as("it was mended since").isSameAs(whole);
    }

    @Test
    @DisplayName("Who goes on typing is answered about what is there now, and what was there is looked at no further")
    void whoGoesOnTyping() {
        var slices = new int[1];
        Comparison second = (range, last, most) -> new Slice(List.of(one(1, false, true)), 1, "1", true);
        var answers = new Object[1];
        Comparison first = (range, last, most) -> {
            slices[0]++;
            answers[0] = year.whileTyping("POL-000001 ada", second);
            return new Slice(List.of(), 1, "1", false);
        };

        assertThat(year.whileTyping("POL-000001 ada", first)).isEmpty();

        assertThat(slices[0]).isOne();
        assertThat(answers[0])
                .isInstanceOfSatisfying(
                        Optional.class, answer -> assertThat(answer).isPresent());
        assertThat(year.whileTyping("POL-000001 ben", second)).isPresent();
    }

    // ---- a past

    private void past(IntFunction<ForeseenCase> cases, int count) {
        when(source.compare(any(), any())).thenReturn((range, last, most) -> {
            asked.add(range);
            if (range.until().isBefore(NOW)) {
                return new Slice(List.of(), 0, null, true);
            }
            var from = last == null ? 1 : Integer.parseInt(last) + 1;
            var slice = Stream.iterate(from, number -> number + 1)
                    .limit(10)
                    .map(cases::apply)
                    .toList();
            return new Slice(slice, 10, String.valueOf(from + 9), from + 9 >= count);
        });
    }

    private void foreseen(String candidate, ForesightSums past) {
        foreseen(candidate, past, NOW.minus(Duration.ofDays(365)));
    }

    private void foreseen(String candidate, ForesightSums past, Instant from) {
        when(foresights.latest("POL-000001"))
                .thenReturn(Optional.of(new Kept(
                        "f",
                        "POL-000001",
                        KEY,
                        1,
                        candidate,
                        PolicyChangeRecord.digest(candidate),
                        from,
                        NOW,
                        false,
                        State.DONE,
                        false,
                        null,
                        1,
                        1,
                        1,
                        past,
                        new ForesightSums(),
                        NOW,
                        "ada",
                        NOW,
                        NOW,
                        null)));
    }

    private static ForeseenDocument document(String number) {
        return new ForeseenDocument(
                number, "case", "Case", null, NOW, false, false, ForeseenOutcome.NOW_UNANSWERED, List.of(), List.of());
    }

    private static ForeseenCase one(int number, boolean lostBefore, boolean lostAfter) {
        return new ForeseenCase(
                "CASE-" + number, "case", "Case", null, NOW, false, answer(lostBefore), answer(lostAfter));
    }

    private static ForeseenAnswer answer(boolean none) {
        var words = Explanation.asWritten("Somebody");
        return none ? ForeseenAnswer.unanswered(words) : ForeseenAnswer.of(List.of(words));
    }

    private LastYear year(Duration longestWait) {
        return new LastYear(
                new ObjectProvider<>() {
                    @Override
                    public ForeseenCases getObject() {
                        return source;
                    }

                    @Override
                    public Stream<ForeseenCases> orderedStream() {
                        return Stream.of(source);
                    }
                },
                foresights,
                mock(PlatformTransactionManager.class),
                Companies.in(ZoneOffset.UTC),
                Clock.fixed(NOW, ZoneOffset.UTC),
                longestWait);
    }
}
