package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a match found, before anybody accepted anything.
 *
 * @param mode the strictest of the lines
 * @param lines one for each line of the invoice, in its order
 * @param differences all of them; none stops the search for the others
 * @param extras what no line of an order covers of the net total: charges less allowances, signed
 * @param tolerances of the whole document
 */
record MatchReport(
        MatchMode mode, List<MatchLine> lines, List<Difference> differences, BigDecimal extras, Tolerances tolerances) {

    MatchReport {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
    }
}
