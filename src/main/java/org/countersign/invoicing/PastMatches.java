package org.countersign.invoicing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.invoicing.PastMatch.EarlierInvoices;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads invoices that were compared, a page at a time, with what they were compared with. Prepayments have nothing to be compared with. */
@Service
@Transactional(readOnly = true)
public class PastMatches {

    private static final String COMPARED = " from invoices i where i.matched_at is not null and i.type <> 'PREPAYMENT'"
            + " and i.captured_at >= :from and i.captured_at < :until";
    private static final String OPEN = " and i.status in ('AWAITING_RECEIPT', 'IN_EXCEPTION')";
    private static final String COUNTING = " i.status in ('MATCHED', 'APPROVED', 'SCHEDULED', 'PAID')";
    private static final String BETWEEN = "|";

    private final Invoices invoices;
    private final PurchaseOrderManagement orders;
    private final JdbcClient database;

    PastMatches(Invoices invoices, PurchaseOrderManagement orders, JdbcClient database) {
        this.invoices = invoices;
        this.orders = orders;
        this.database = database;
    }

    /**
     * Which invoices are looked at.
     *
     * @param open those that wait now, for receipts or for answers; else all that were captured in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    public record Range(boolean open, Instant from, Instant until) {}

    /** How many there are. */
    public long count(Range range) {
        return database.sql("select count(*)" + compared(range))
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .query(Long.class)
                .single();
    }

    private record Position(String id, Instant at) {}

    /**
     * Has the next ones judged, the oldest first, as long as they can be read.
     *
     * @param after where the last page ended; null for the first
     * @param judge what is wanted of each
     */
    public <T> Judged<T> next(Range range, @Nullable String after, int most, Function<PastMatch, T> judge) {
        var at = after == null ? range.from() : Instant.parse(after.substring(0, after.indexOf(BETWEEN)));
        var positions = database.sql("select i.id, i.captured_at" + compared(range)
                        + " and i.captured_at >= :at and (i.captured_at > :at or i.id > :behind)"
                        + " order by i.captured_at, i.id limit :most")
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .param("at", stored(at))
                .param("behind", after == null ? "" : after.substring(after.indexOf(BETWEEN) + 1))
                .param("most", most)
                .query((row, number) -> new Position(row.getString("id"), at(row, "captured_at")))
                .list();
        var found = invoices.findAllById(positions.stream().map(Position::id).toList()).stream()
                .collect(Collectors.toMap(one -> one.id().value(), one -> one));
        var numbers = PastMatch.ordersOf(List.copyOf(found.values()));
        var known = orders
                .findAll(numbers.stream().map(PurchaseOrderNumber::new).toList())
                .stream()
                .collect(Collectors.toMap(order -> order.number().value(), order -> order));
        var earlier = new Earlier(numbers);
        var judged = new ArrayList<T>();
        for (var position : positions) {
            var invoice = found.get(position.id());
            if (invoice != null) {
                var own = new TreeMap<String, PurchaseOrder>();
                var before = new HashMap<String, EarlierInvoices>();
                invoice.orders().forEach(number -> {
                    var order = known.get(number.value());
                    if (order != null) {
                        own.put(number.value(), order);
                        before.put(number.value(), earlier.than(invoice, number.value()));
                    }
                });
                judged.add(judge.apply(new PastMatch(invoice, own, before)));
            }
        }
        var last = positions.isEmpty() ? null : positions.get(positions.size() - 1);
        return new Judged<>(
                judged,
                positions.size(),
                last == null ? after : last.at() + BETWEEN + last.id(),
                positions.size() < most);
    }

    /**
     * What became of a page.
     *
     * @param read how many invoices were read
     * @param last where it ended
     * @param end whether there are no more
     */
    public record Judged<T>(List<T> all, int read, @Nullable String last, boolean end) {

        public Judged {
            all = List.copyOf(all);
        }
    }

    private static String compared(Range range) {
        return range.open() ? COMPARED + OPEN : COMPARED;
    }

    /** What all invoices of some orders came to that count. */
    private final class Earlier {

        private final Map<String, List<Part>> parts = new HashMap<>();

        /** @param line of the order; null where it is of none */
        private record Part(
                String invoice,
                Instant at,
                @Nullable Integer line,
                BigDecimal dearer,
                BigDecimal net,
                BigDecimal extras,
                BigDecimal unplanned,
                BigDecimal overAccepted,
                BigDecimal unplannedAccepted) {}

        Earlier(List<String> orders) {
            if (orders.isEmpty()) {
                return;
            }
            read(
                    "select m.purchase_order, i.id, i.matched_at, m.order_line,"
                            + " coalesce(sum(m.price_variance), 0) as dearer, coalesce(sum(m.net_amount), 0) as net,"
                            + " 0 as over_accepted, 0 as unplanned_accepted, 0 as charges"
                            + " from invoices i join invoice_match_lines m on m.invoice = i.id"
                            + " where m.purchase_order in (:orders) and" + COUNTING
                            + " group by m.purchase_order, i.id, i.matched_at, m.order_line",
                    orders,
                    false);
            read(
                    "select i.extras_order as purchase_order, i.id, i.matched_at, null as order_line, 0 as dearer,"
                            + " i.extras as net, 0 as over_accepted, 0 as unplanned_accepted,"
                            + " case when i.type = 'CREDIT_NOTE' then -coalesce(i.charges, 0)"
                            + " else coalesce(i.charges, 0) end as charges"
                            + " from invoices i where i.extras_order in (:orders) and" + COUNTING,
                    orders,
                    true);
            read(
                    "select x.purchase_order, i.id, i.matched_at, null as order_line, 0 as dearer, 0 as net,"
                            + " case when x.type = 'AMOUNT_OVER_ORDER' then x.amount else 0 end as over_accepted,"
                            + " case when x.type = 'UNPLANNED_COST' then x.amount else 0 end as unplanned_accepted,"
                            + " 0 as charges from invoices i join invoice_exceptions x on x.invoice = i.id"
                            + " where x.purchase_order in (:orders) and x.state = 'ACCEPTED'"
                            + " and x.type in ('AMOUNT_OVER_ORDER', 'UNPLANNED_COST') and" + COUNTING,
                    orders,
                    true);
        }

        private void read(String query, List<String> orders, boolean whole) {
            database.sql(query).param("orders", orders).query(row -> {
                var line = row.getObject("order_line");
                var net = row.getBigDecimal("net");
                var isLine = line != null;
                parts.computeIfAbsent(row.getString("purchase_order"), order -> new ArrayList<>())
                        .add(new Part(
                                row.getString("id"),
                                at(row, "matched_at"),
                                isLine ? row.getInt("order_line") : null,
                                row.getBigDecimal("dearer"),
                                net,
                                isLine ? BigDecimal.ZERO : net,
                                isLine ? BigDecimal.ZERO : whole ? row.getBigDecimal("charges") : net,
                                row.getBigDecimal("over_accepted"),
                                row.getBigDecimal("unplanned_accepted")));
            });
        }

        EarlierInvoices than(Invoice invoice, String order) {
            var matched = Objects.requireNonNull(invoice.matchedAt());
            var before = parts.getOrDefault(order, List.of()).stream()
                    .filter(part -> part.at().isBefore(matched)
                            && !part.invoice().equals(invoice.id().value()))
                    .toList();
            var dearer = new HashMap<Integer, BigDecimal>();
            before.forEach(part -> {
                if (part.line() != null) {
                    dearer.merge(part.line(), part.dearer(), BigDecimal::add);
                }
            });
            return new EarlierInvoices(
                    dearer,
                    sum(before, Part::net),
                    sum(before, Part::extras),
                    sum(before, Part::unplanned),
                    sum(before, Part::overAccepted),
                    sum(before, Part::unplannedAccepted));
        }

        private static BigDecimal sum(List<Part> parts, Function<Part, BigDecimal> what) {
            return parts.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
