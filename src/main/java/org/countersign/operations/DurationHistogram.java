package org.countersign.operations;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long many took, in buckets that grow by four percent each: few numbers however many durations, which are added up over
 * months and groups, and tell any percentile to within {@link #ERROR} of its value.
 */
final class DurationHistogram {

    /** How far a percentile is from the exact one at the most, as a share of it; a millisecond besides, for they are whole. */
    static final double ERROR = 0.02;

    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_OF_GROWTH = Math.log(GROWTH);

    /** Ten years: nothing takes longer that anybody needs to tell apart. */
    private static final long LONGEST = 10L * 366 * 24 * 60 * 60 * 1000;

    private final TreeMap<Integer, Long> buckets = new TreeMap<>();

    /** Adds what {@link #toString} wrote. */
    DurationHistogram add(String written) {
        if (!written.isEmpty()) {
            for (var one : written.split(",")) {
                var colon = one.indexOf(':');
                buckets.merge(
                        Integer.valueOf(one.substring(0, colon)), Long.valueOf(one.substring(colon + 1)), Long::sum);
            }
        }
        return this;
    }

    /** Adds one duration; what clocks made negative counts as nothing. */
    void add(long milliseconds) {
        buckets.merge(bucket(Math.min(milliseconds, LONGEST)), 1L, Long::sum);
    }

    /** How many there are. */
    long count() {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The duration in milliseconds that this share of all did not exceed, by nearest rank; null of none.
     *
     * @param share 0.5 for the median
     */
    @Nullable
    Long percentile(double share) {
        var rank = Math.max(1, (long) Math.ceil(share * count()));
        var passed = 0L;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return middle(bucket.getKey());
            }
        }
        return null;
    }

    private static int bucket(long milliseconds) {
        return milliseconds <= 0 ? 0 : 1 + (int) Math.ceil(Math.log(milliseconds) / LOG_OF_GROWTH);
    }

    private static long middle(int bucket) {
        return bucket == 0 ? 0 : Math.round(2 * Math.pow(GROWTH, bucket - 1) / (GROWTH + 1));
    }

    @Override
    public String toString() {
        return buckets.entrySet().stream()
                .map(bucket -> bucket.getKey() + ":" + bucket.getValue())
                .collect(Collectors.joining(","));
    }
}
