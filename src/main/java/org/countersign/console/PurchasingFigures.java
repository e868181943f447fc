package org.countersign.console;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.currency.ExchangeRates;
import org.countersign.purchasing.OrderStatus;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What purchasing looks like from a distance: what was ordered month by month and from whom, where orders stand, how long
 * approvals take, how many invoices match at first sight, how punctual suppliers are.
 *
 * <p>It reads sums out of the tables of several modules, which none of them could give; nothing is decided by them.
 * Figures are up to a minute old; who asks for older ones gets them once more while new ones are read.
 */
@Service
public class PurchasingFigures {

    /** How many months the chart goes back, the current one among them. */
    public static final int MONTHS = 12;

    /** How many days back the ratios look. */
    public static final int DAYS = 90;

    private static final int SUPPLIERS = 8;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);
    private static final String ALL = "all";

    private final JdbcClient database;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;
    private final LoadingCache<String, Figures> kept;

    PurchasingFigures(JdbcClient database, ExchangeRates rates, Company company, Clock clock) {
        this.database = database;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(LONGEST_KEPT)
                .maximumSize(1)
                .build(key -> read());
    }

    /**
     * Everything at once.
     *
     * @param months ordered per month, the oldest first
     * @param suppliers from whom most was ordered in these months, the largest first
     * @param statuses how many orders stand where, without those that are closed or ended
     * @param approvalHours how long an approval took on average, from submission to its end; null without any
     * @param firstTimeMatch percent of the invoices that matched without an exception; null without any
     * @param punctuality percent of the receipts that arrived on or before the requested date (R23); null without any
     * @param openOrders how many orders are not closed or ended
     * @param unconverted currencies that were left out, because no rate is known
     * @param at when these figures were read
     */
    public record Figures(
            List<Month> months,
            List<SupplierShare> suppliers,
            Map<OrderStatus, Long> statuses,
            @Nullable BigDecimal approvalHours,
            @Nullable BigDecimal firstTimeMatch,
            @Nullable BigDecimal punctuality,
            long openOrders,
            Set<String> unconverted,
            Instant at) {}

    /**
     * What was ordered in a month.
     *
     * @param month in the organisation's time zone
     * @param ordered net of tax, in base currency at today's rates, without cancelled and declined orders
     * @param orders how many
     */
    public record Month(YearMonth month, Money ordered, long orders) {}

    /**
     * What was ordered from a supplier.
     *
     * @param ordered as in {@link Month}
     */
    public record SupplierShare(String number, String name, Money ordered) {}

    /**
     * The figures of about this minute.
     *
     * @throws org.countersign.shared.NotAllowed for who neither buys nor pays nor reads everything
     */
    @Transactional(readOnly = true)
    public Figures figures(Actor actor) {
        if (!actor.readsEverything()) {
            actor.mustBeIn(Group.PURCHASING_AGENT, Group.FINANCE_OFFICER, Group.CFO);
        }
        return kept.get(ALL);
    }

    private Figures read() {
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone());
        var unconverted = new TreeSet<String>();
        var statuses = statuses();
        return new Figures(
                months(today, unconverted),
                suppliers(today, unconverted),
                statuses,
                approvalHours(),
                firstTimeMatch(),
                punctuality(),
                statuses.values().stream().mapToLong(Long::longValue).sum(),
                unconverted,
                clock.instant());
    }

    private List<Month> months(LocalDate today, Set<String> unconverted) {
        var first = YearMonth.from(today).minusMonths(MONTHS - 1L);
        var sums = ordered(first);
        return IntStream.range(0, MONTHS)
                .mapToObj(place -> {
                    var ordered = sums.getOrDefault(place, List.of());
                    return new Month(
                            first.plusMonths(place),
                            ordered.stream()
                                    .map(sum -> inBase(sum.ordered(), today, unconverted))
                                    .reduce(Money.zero(rates.baseCurrency()), Money::plus)
                                    .rounded(),
                            ordered.stream().mapToLong(Sum::orders).sum());
                })
                .toList();
    }

    /** What was ordered in each month, by its place after the first one. Months begin where the organisation is. */
    private Map<Integer, List<Sum>> ordered(YearMonth first) {
        var places = IntStream.range(1, MONTHS)
                .mapToObj(place -> "when created_at < :month" + place + " then " + (place - 1))
                .collect(Collectors.joining(" "));
        var statement = database.sql("""
                select place, currency, sum(total) as ordered, count(*) as orders
                from (select case %s else %d end as place, currency, total from purchase_orders
                      where created_at >= :from and created_at < :to and status not in ('CANCELLED', 'DECLINED')) months
                group by place, currency
                """.formatted(places, MONTHS - 1))
                .param("from", start(first))
                .param("to", start(first.plusMonths(MONTHS)));
        for (int place = 1; place < MONTHS; place++) {
            statement = statement.param("month" + place, start(first.plusMonths(place)));
        }
        return statement
                .query((row, number) ->
                        Map.entry(row.getInt("place"), new Sum(null, null, money(row), row.getLong("orders"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private List<SupplierShare> suppliers(LocalDate today, Set<String> unconverted) {
        var sums = database.sql("""
                select o.supplier, s.name, o.currency, o.ordered, o.orders
                from (select supplier, currency, sum(total) as ordered, count(*) as orders from purchase_orders
                      where created_at >= :from and status not in ('CANCELLED', 'DECLINED')
                      group by supplier, currency) o
                join suppliers s on s.number = o.supplier
                """)
                .param("from", start(YearMonth.from(today).minusMonths(MONTHS - 1L)))
                .query((row, number) ->
                        new Sum(row.getString("supplier"), row.getString("name"), money(row), row.getLong("orders")))
                .list();
        var shares = new LinkedHashMap<String, SupplierShare>();
        for (var sum : sums) {
            var number = Objects.requireNonNull(sum.supplier());
            shares.merge(
                    number,
                    new SupplierShare(
                            number,
                            Objects.requireNonNullElse(sum.name(), number),
                            inBase(sum.ordered(), today, unconverted)),
                    (one, two) -> new SupplierShare(
                            one.number(), one.name(), one.ordered().plus(two.ordered())));
        }
        return shares.values().stream()
                .map(share -> new SupplierShare(
                        share.number(), share.name(), share.ordered().rounded()))
                .sorted((one, two) ->
                        two.ordered().amount().compareTo(one.ordered().amount()))
                .limit(SUPPLIERS)
                .toList();
    }

    private Map<OrderStatus, Long> statuses() {
        var counts = new LinkedHashMap<OrderStatus, Long>();
        var found = new LinkedHashMap<String, Long>();
        database.sql("""
                select status, count(*) as orders from purchase_orders
                where status in ('CREATED', 'DISPATCHED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED', 'RECEIVED')
                group by status
                """)
                .query((row, number) -> Map.entry(row.getString("status"), row.getLong("orders")))
                .list()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        for (var status : List.of(
                OrderStatus.CREATED,
                OrderStatus.DISPATCHED,
                OrderStatus.ACKNOWLEDGED,
                OrderStatus.PARTIALLY_RECEIVED,
                OrderStatus.RECEIVED)) {
            counts.put(status, found.getOrDefault(status.name(), 0L));
        }
        return counts;
    }

    private @Nullable BigDecimal approvalHours() {
        return ratio("""
                select avg(timestampdiff(second, submitted_at, ended_at)) / 3600.0 from approval_cycles
                where ended_at >= :since and outcome in ('APPROVED', 'REJECTED', 'RETURNED')
                """);
    }

    private @Nullable BigDecimal firstTimeMatch() {
        return ratio("""
                select 100.0 * sum(case when exists (select 1 from invoice_exceptions e where e.invoice = i.id) then 0 else 1 end)
                       / nullif(count(*), 0)
                from invoices i where i.captured_at >= :since and i.matched_at is not null
                """);
    }

    private @Nullable BigDecimal punctuality() {
        // Days begin where the organisation is; a receipt in the hour around a change of its clocks may count a day
        // off.
        var offset = company.timeZone().getRules().getOffset(clock.instant());
        return ratio(
                """
                select 100.0 * sum(case when cast(timestampadd(minute, :offset, r.received_at) as date) <= o.requested_date then 1 else 0 end) / nullif(count(*), 0)
                from goods_receipts r
                join goods_receipt_lines l on l.receipt = r.number
                join purchase_order_lines o on o.purchase_order = r.purchase_order and o.line_number = l.order_line
                where r.received_at >= :since and r.counted = true and o.requested_date is not null
                """,
                Map.of("offset", Duration.ofSeconds(offset.getTotalSeconds()).toMinutes()));
    }

    private @Nullable BigDecimal ratio(String sql) {
        return ratio(sql, Map.of());
    }

    private @Nullable BigDecimal ratio(String sql, Map<String, ?> values) {
        return database.sql(sql)
                .param("since", timestamp(clock.instant().minus(Duration.ofDays(DAYS))))
                .params(values)
                .query((row, number) -> Optional.ofNullable(row.getBigDecimal(1)))
                .single()
                .map(value -> value.setScale(1, RoundingMode.HALF_UP))
                .orElse(null);
    }

    private Money inBase(Money sum, LocalDate today, Set<String> unconverted) {
        return rates.toBase(sum, today).map(ExchangeRates.Converted::base).orElseGet(() -> {
            unconverted.add(sum.currency().getCurrencyCode());
            return Money.zero(rates.baseCurrency());
        });
    }

    /** Instants lie in plain columns, in UTC. */
    private LocalDateTime start(YearMonth month) {
        return timestamp(month.atDay(1).atStartOfDay(company.timeZone()).toInstant());
    }

    private static LocalDateTime timestamp(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getBigDecimal("ordered"), Currency.getInstance(row.getString("currency")));
    }

    private record Sum(@Nullable String supplier, @Nullable String name, Money ordered, long orders) {}
}
