package org.countersign.invoicing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.currency.ExchangeRates;
import org.countersign.invoicing.PastException.Range;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the differences that somebody was asked about, a page at a time, those of one kind of an invoice together, as they are
 * asked about (R20). What a later match found gone before it was given to anybody is left out: no table was asked about it.
 */
@Service
@Transactional(readOnly = true)
public class PastExceptions {

    private static final String ASKED = " from invoice_exceptions x join invoices i on i.id = x.invoice where"
            + " x.handler is not null and i.captured_at >= :from and i.captured_at < :until";
    private static final String OPEN = " and x.state = 'OPEN' and i.status in ('IN_EXCEPTION', 'DUPLICATE')";
    private static final String BETWEEN = "|";

    private final JdbcClient database;
    private final ExchangeRates rates;
    private final Company company;

    PastExceptions(JdbcClient database, ExchangeRates rates, Company company) {
        this.database = database;
        this.rates = rates;
        this.company = company;
    }

    /** How many there are. */
    public long count(Range range) {
        return database.sql("select count(*) from (select distinct x.invoice, x.type" + asked(range) + ") differences")
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .query(Long.class)
                .single();
    }

    /**
     * The next ones, those of the oldest invoices first.
     *
     * @param after position of the last one before; null for the first ones
     */
    public List<PastException> next(Range range, @Nullable String after, int most) {
        var behind = after == null ? new String[] {range.from().toString(), "", ""} : after.split("\\|", 3);
        return database.sql("select i.id, i.captured_at, i.number, i.seller_names, i.currency, x.type,"
                        + " sum(x.amount) as amount" + asked(range)
                        + " and i.captured_at >= :at and (i.captured_at > :at or i.id > :invoice"
                        + " or i.id = :invoice and x.type > :type)"
                        + " group by i.id, i.captured_at, i.number, i.seller_names, i.currency, x.type"
                        + " order by i.captured_at, i.id, x.type limit :most")
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .param("at", stored(Instant.parse(behind[0])))
                .param("invoice", behind[1])
                .param("type", behind[2])
                .param("most", most)
                .query((row, number) -> read(row))
                .list();
    }

    private static String asked(Range range) {
        return range.open() ? ASKED + OPEN : ASKED;
    }

    private PastException read(ResultSet row) throws SQLException {
        var type = ExceptionType.valueOf(row.getString("type"));
        var capturedAt = row.getObject("captured_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        var total = Money.of(row.getBigDecimal("amount").toPlainString(), row.getString("currency"));
        var names = row.getString("seller_names");
        return new PastException(
                capturedAt + BETWEEN + row.getString("id") + BETWEEN + type.name(),
                new InvoiceId(row.getString("id")),
                names == null ? "" : names.split("\n", 2)[0],
                row.getString("number"),
                type,
                total.rounded(),
                inBase(total, LocalDate.ofInstant(capturedAt, company.timeZone())),
                type.isLimited() && type.isAcceptable(),
                capturedAt);
    }

    private @Nullable BigDecimal inBase(Money total, LocalDate day) {
        return rates.toBase(total, day)
                .map(converted -> converted.base().amount())
                .orElse(null);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
