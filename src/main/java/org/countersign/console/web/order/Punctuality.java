package org.countersign.console.web.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.GoodsReceipt;
import org.jspecify.annotations.Nullable;

/**
 * How punctual one line is, measured against the day requested (R23); against the day promised where none was requested.
 *
 * @param kind in a word
 * @param days how many days too late, too early or to go; never below zero
 */
record Punctuality(Kind kind, long days) {

    enum Kind {
        /** No day was said, or nothing is expected. */
        UNKNOWN,
        /** Everything came by the day. */
        ON_TIME,
        /** Everything came, some of it after the day. */
        CAME_LATE,
        /** Something is open and the day is past. */
        OVERDUE,
        /** The supplier promises a day after the requested one. */
        PROMISED_LATE,
        /** Something is open and the day is to come. */
        DUE
    }

    static Punctuality of(
            PurchaseOrderLine line, boolean awaited, List<GoodsReceipt> receipts, LocalDate today, ZoneId zone) {
        var day = line.requestedDate() == null ? line.promisedDate() : line.requestedDate();
        if (day == null || line.isClosed()) {
            return new Punctuality(Kind.UNKNOWN, 0);
        }
        if (line.open().signum() == 0) {
            var last = lastDelivery(line, receipts, zone);
            if (last == null) {
                return new Punctuality(Kind.UNKNOWN, 0);
            }
            return last.isAfter(day)
                    ? new Punctuality(Kind.CAME_LATE, ChronoUnit.DAYS.between(day, last))
                    : new Punctuality(Kind.ON_TIME, 0);
        }
        if (!awaited) {
            return new Punctuality(Kind.UNKNOWN, 0);
        }
        if (day.isBefore(today)) {
            return new Punctuality(Kind.OVERDUE, ChronoUnit.DAYS.between(day, today));
        }
        var promised = line.promisedDate();
        return promised != null && promised.isAfter(day)
                ? new Punctuality(Kind.PROMISED_LATE, ChronoUnit.DAYS.between(day, promised))
                : new Punctuality(Kind.DUE, ChronoUnit.DAYS.between(today, day));
    }

    /** The day on which the ordered quantity was complete. */
    private static @Nullable LocalDate lastDelivery(PurchaseOrderLine line, List<GoodsReceipt> receipts, ZoneId zone) {
        var kept = BigDecimal.ZERO;
        LocalDate day = null;
        for (var receipt : receipts) {
            if (!receipt.isCounted()) {
                continue;
            }
            for (var part : receipt.lines()) {
                if (part.line() == line.line() && kept.compareTo(line.ordered()) < 0) {
                    kept = kept.add(part.quantity()).subtract(part.rejected());
                    day = receipt.receivedAt().atZone(zone).toLocalDate();
                }
            }
        }
        return day;
    }

    /** Whether somebody should look at it. */
    public boolean isLate() {
        return kind == Kind.OVERDUE || kind == Kind.CAME_LATE || kind == Kind.PROMISED_LATE;
    }
}
