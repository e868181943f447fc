package org.countersign.support;

import java.time.ZoneId;
import java.util.Currency;
import org.countersign.shared.Company;

/** Buyers for tests that need no more of them than where their days begin. */
public final class Companies {

    private Companies() {}

    /** A company with its thresholds in EUR. */
    public static Company in(ZoneId timeZone) {
        return new Company(
                "Example",
                "Street 1",
                "20095",
                "Hamburg",
                "DE",
                null,
                null,
                null,
                timeZone,
                Currency.getInstance("EUR"));
    }
}
