package org.countersign.purchasing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.shared.Company;
import org.countersign.shared.GaplessNumbers;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws document numbers (R22), each by a configurable pattern, counted per series and year of the company's time zone.
 */
@Service
public class DocumentNumbers implements GaplessNumbers {

    /** Perhaps a prefix, perhaps a year, and a count. */
    private static final Pattern COUNT = Pattern.compile("([^0-9]{0,20}?)[^0-9A-Z]*(?:(\\d{4})[^0-9]+)?(\\d{1,9})");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final long FARTHEST = 10_000;

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
        return patterns.format(of, year, locked(of, year).draw());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String nextSalesOrder() {
        return next(Series.SALES_ORDER);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String nextPaymentRun() {
        return next(Series.PAYMENT_RUN);
    }

    /** A unique reference, drawn at once: nobody waits for the caller's transaction, and a rollback leaves a gap. */
    public String reference(Series of) {
        int year = LocalDate.now(clock.withZone(company.timeZone())).getYear();
        return separately.execute(
                status -> patterns.format(of, year, locked(of, year).draw()));
    }

    /**
     * The numbers that somebody may mean who types or scans a part of one: as written, in upper case, or the count with or
     * without its year. Whether they exist is another question.
     */
    public List<String> meant(Series of, String typed) {
        var text = typed.strip();
        var meant = new LinkedHashSet<String>();
        meant.add(text);
        meant.add(text.toUpperCase(Locale.ROOT));
        var parts = COUNT.matcher(text.toUpperCase(Locale.ROOT));
        if (parts.matches()) {
            int now = LocalDate.now(clock.withZone(company.timeZone())).getYear();
            var count = Long.parseLong(parts.group(3));
            var years = parts.group(2) == null ? List.of(now, now - 1) : List.of(Integer.valueOf(parts.group(2)));
            // A prefix that is not the series' own is part of something else, an item's number perhaps.
            years.stream()
                    .map(year -> patterns.format(of, year, count))
                    .filter(number -> number.toUpperCase(Locale.ROOT).startsWith(parts.group(1)))
                    .forEach(meant::add);
        }
        return List.copyOf(meant);
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> lastNumbers() {
        return series.findAll(Sort.by(Sort.Order.desc("id.year"), Sort.Order.asc("id.series"))).stream()
                .map(row -> patterns.format(row.series(), row.year(), row.lastSequence()))
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> passOver(String number) {
        var text = number.strip();
        int now = LocalDate.now(clock.withZone(company.timeZone())).getYear();
        for (var of : Series.values()) {
            for (int year = now; year >= now - 1; year--) {
                for (var count : countsIn(text)) {
                    if (patterns.format(of, year, count).equals(text)) {
                        var row = locked(of, year);
                        return count - row.lastSequence() > FARTHEST
                                ? Optional.empty()
                                : Optional.of(row.passOver(count));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Long> countsIn(String text) {
        return DIGITS.matcher(text)
                .results()
                .map(found -> Long.valueOf(found.group()))
                .toList();
    }

    private NumberSeriesRow locked(Series of, int year) {
        return series.lock(of.name(), year).orElseGet(() -> {
            open(of, year);
            return series.lock(of.name(), year).orElseThrow();
        });
    }

    // The first number of a year: two servers may both try, and the one that loses finds the other's row.
    private void open(Series of, int year) {
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
        INVOICE("INV"),
        SALES_ORDER("SO"),
        PAYMENT_RUN("PAY");

        private final String prefix;

        Series(String prefix) {
            this.prefix = prefix;
        }

        String shippedPattern() {
            return prefix + "-{year}-{sequence:6}";
        }
    }
}
