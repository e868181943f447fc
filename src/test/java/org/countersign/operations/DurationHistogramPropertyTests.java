package org.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

@Label("Durations in buckets")
class DurationHistogramPropertyTests {

    @Provide
    Arbitrary<List<List<Long>>> parts() {
        var soon = Arbitraries.longs().between(0, 2_000);
        var days = Arbitraries.longs().between(0, 40L * 24 * 60 * 60 * 1000);
        var years = Arbitraries.longs().between(0, 9L * 365 * 24 * 60 * 60 * 1000);
        return Arbitraries.oneOf(soon, days, years).list().ofMaxSize(60).list().ofMaxSize(6);
    }

    @Property(tries = 300)
    @Label("Added up from parts, written and read again, tell every percentile within the error that is said")
    void percentilesAreWithinTheError(
            @ForAll("parts") List<List<Long>> parts, @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        var whole = new DurationHistogram();
        var exact = new ArrayList<Long>();
        for (var part : parts) {
            var histogram = new DurationHistogram();
            part.forEach(histogram::add);
            whole.add(new DurationHistogram().add(histogram.toString()).toString());
            exact.addAll(part);
        }
        exact.sort(null);

        assertThat(whole.count()).isEqualTo(exact.size());
        if (exact.isEmpty()) {
            assertThat(whole.percentile(share)).isNull();
            return;
        }
        var expected = exact.get(Math.max(1, (int) Math.ceil(share * exact.size())) - 1);
        var error = Math.abs(whole.percentile(share) - expected);
        assertThat((double) error).isLessThanOrEqualTo(DurationHistogram.ERROR * expected + 1);
    }

    @Example
    @Label("Stay short enough for their column, however many they are and however long they took")
    void theyStayShort() {
        var histogram = new DurationHistogram();
        for (long duration = 1; duration < 400L * 24 * 60 * 60 * 1000; duration = duration * 102 / 100 + 1) {
            histogram.add(duration);
        }
        histogram.add(Long.MAX_VALUE);
        histogram.add(-1);
        assertThat(histogram.toString()).hasSizeLessThan(8000);
    }
}
