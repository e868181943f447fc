package org.countersign.architecture.canary.purchasing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Supplier;

/** Reads the time in every way but the right one, in a package without @NullMarked. */
public class ReadsTheTime {

    Object[] times() {
        Supplier<Instant> reference = Instant::now;
        return new Object[] {
            LocalDate.now(ZoneOffset.UTC),
            new Date(),
            System.currentTimeMillis(),
            Calendar.getInstance(),
            reference.get(),
            LocalDate.now(Clock.systemUTC())
        };
    }
}
