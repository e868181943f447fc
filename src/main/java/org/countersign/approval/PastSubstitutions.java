package org.countersign.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads substitutions that were named, a page at a time, with what the policy is told of them. Days are counted by the organisation's clock. */
@Service
@Transactional(readOnly = true)
public class PastSubstitutions {

    private static final String NAMED = " from substitutions where set_at >= :from and set_at < :until";
    private static final String OPEN = " and to_day >= :today and state <> 'TAKEN_BACK'";
    private static final String BETWEEN = "|";

    private final JdbcClient database;
    private final Company company;
    private final Clock clock;

    PastSubstitutions(JdbcClient database, Company company, Clock clock) {
        this.database = database;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Which substitutions are looked at.
     *
     * @param open those whose absence has not ended; else all that were named in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    public record Range(boolean open, Instant from, Instant until) {}

    /**
     * A substitution.
     *
     * @param position where it stands among the others
     * @param first the first day of the absence
     */
    public record PastSubstitution(
            String position,
            UserId person,
            UserId substitute,
            LocalDate first,
            Instant namedAt,
            SubstitutePolicy.Facts facts) {}

    /** How many there are. */
    public long count(Range range) {
        return asked("select count(*)" + named(range), range).query(Long.class).single();
    }

    /**
     * The next ones, the oldest first.
     *
     * @param after position of the last one before; null for the first
     */
    public List<PastSubstitution> next(Range range, @Nullable String after, int most) {
        var at = after == null ? range.from() : Instant.parse(after.substring(0, after.indexOf(BETWEEN)));
        return asked(
                        "select *" + named(range) + " and set_at >= :at and (set_at > :at or id > :behind)"
                                + " order by set_at, id limit :most",
                        range)
                .param("at", stored(at))
                .param("behind", after == null ? "" : after.substring(after.indexOf(BETWEEN) + 1))
                .param("most", most)
                .query((row, number) -> read(row))
                .list();
    }

    private JdbcClient.StatementSpec asked(String query, Range range) {
        var asked = database.sql(query).param("from", stored(range.from())).param("until", stored(range.until()));
        return range.open() ? asked.param("today", LocalDate.ofInstant(clock.instant(), company.timeZone())) : asked;
    }

    private static String named(Range range) {
        return range.open() ? NAMED + OPEN : NAMED;
    }

    private PastSubstitution read(ResultSet row) throws SQLException {
        var namedAt = row.getObject("set_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        var first = row.getObject("from_day", LocalDate.class);
        var person = row.getString("person");
        return new PastSubstitution(
                namedAt + BETWEEN + row.getString("id"),
                new UserId(person),
                new UserId(row.getString("substitute")),
                first,
                namedAt,
                new SubstitutePolicy.Facts(
                        !person.equals(row.getString("set_by")),
                        ChronoUnit.DAYS.between(first, row.getObject("to_day", LocalDate.class)) + 1,
                        ChronoUnit.DAYS.between(LocalDate.ofInstant(namedAt, company.timeZone()), first),
                        row.getBigDecimal("up_to")));
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
