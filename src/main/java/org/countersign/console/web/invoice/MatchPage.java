package org.countersign.console.web.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of an invoice as it was, in the reader's words: for its page and its PDF.
 *
 * @param run its number
 * @param of how many there are
 * @param when it was made
 * @param result what it came to
 * @param mode what was compared
 * @param sums what the document's own sums could be off by
 * @param lines one for each line of the invoice
 * @param others what differed about the whole
 */
record MatchPage(
        int run, int of, String when, String result, String mode, String sums, List<Line> lines, List<String> others) {

    /** A line beside its order line, with what a clerk would say of it. */
    record Line(
            String label,
            String description,
            @Nullable String order,
            String ordered,
            String accepted,
            String before,
            String invoiced,
            String net,
            String tolerance,
            String outcome,
            boolean differs,
            List<String> sentences) {}
}
