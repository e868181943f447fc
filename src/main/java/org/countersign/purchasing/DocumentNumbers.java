package org.countersign.purchasing;

import java.time.Clock;
import java.time.LocalDate;
import org.countersign.shared.Company;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws document numbers (R22), each by a configurable pattern, counted per series and year of the company's time zone.
 */
@Service
public class DocumentNumbers {

    private final NumberSeries series;
    private final NumberingProperties patterns;
    private final TransactionTemplate separately;
    private final Clock clock;
    private final Company company;

    DocumentNumbers(
            NumberSeries series,
            NumberingProperties patterns,
            PlatformTransactionManager transactions,
            Clock clock,
            Company company) {
        this.series = series;
        this.patterns = patterns;
        this.separately = new TransactionTemplate(transactions);
        this.separately.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
        this.clock = clock;
        this.company = company;
    }

    /**
     * The next number of a gapless series, in the caller's transaction: others wait until it ends, and a rollback gives
     * the number back.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String next(Series of) {
        int year = LocalDate.now(clock.withZone(company.timeZone())).getYear();
        open(of, year);
        return patterns.format(
                of, year, series.lock(of.name(), year).orElseThrow().draw());
    }

    /** A unique reference, drawn at once: nobody waits for the caller's transaction, and a rollback leaves a gap. */
    public String reference(Series of) {
        int year = LocalDate.now(clock.withZone(company.timeZone())).getYear();
        open(of, year);
        return separately.execute(status -> patterns.format(
                of, year, series.lock(of.name(), year).orElseThrow().draw()));
    }

    // The first number of a year: two servers may both try, and the one that loses finds the other's row.
    private void open(Series of, int year) {
        if (series.existsById(new NumberSeriesRow.Key(of.name(), year))) {
            return;
        }
        try {
            separately.executeWithoutResult(status -> series.saveAndFlush(new NumberSeriesRow(of.name(), year)));
        } catch (DataIntegrityViolationException alreadyThere) {
            // The row is what counts, not who wrote it.
        }
    }

    /** What is numbered. */
    public enum Series {
        REQUISITION("REQ"),
        PURCHASE_ORDER("PO"),
        GOODS_RECEIPT("GR"),
        GOODS_RETURN("RT"),
        INVOICE("INV");

        private final String prefix;

        Series(String prefix) {
            this.prefix = prefix;
        }

        String shippedPattern() {
            return prefix + "-{year}-{sequence:6}";
        }
    }
}
