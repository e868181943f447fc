package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import org.jspecify.annotations.Nullable;

/** What people give as their reason. */
final class Reasons {

    private static final int LONGEST = 2000;

    private Reasons() {}

    /** @throws org.countersign.shared.RuleViolation where there is none, or more than is kept (422) */
    static String demanded(@Nullable String said) {
        check(said != null && said.length() <= LONGEST, InvoicingRule.REASON_NEEDED);
        return said == null ? "" : said;
    }
}
