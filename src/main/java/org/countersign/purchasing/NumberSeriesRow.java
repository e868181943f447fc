package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.jspecify.annotations.Nullable;

/** The counter of one series and year. */
@Entity
@Table(name = "number_series")
class NumberSeriesRow {

    @EmbeddedId
    private Key id;

    @Version
    private @Nullable Long version;

    @Column(name = "last_sequence")
    private long lastSequence;

    @SuppressWarnings("NullAway.Init")
    protected NumberSeriesRow() {}

    NumberSeriesRow(String series, int year) {
        this.id = new Key(series, year);
    }

    long draw() {
        return ++lastSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** Gives no count up to this one any more. @return how many were passed over */
    long passOver(long last) {
        var passed = Math.max(0, last - lastSequence);
        lastSequence += passed;
        return passed;
    }

    Series series() {
        return Series.valueOf(id.series());
    }

    int year() {
        return id.year();
    }

    @Embeddable
    record Key(
            @Column(name = "series") String series,
            @Column(name = "series_year") int year) implements Serializable {}
}
