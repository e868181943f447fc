package org.countersign.console;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How stock moved by what was received, inspected, returned and reversed, for an inventory system to take. It is read out of
 * what was booked, so that nothing can move without a record and no record can tell what was never booked.
 */
@Service
public class StockMovements {

    private static final String MOVEMENTS = """
            select concat(r.number, '/', l.order_line) as id, r.counted_at as moved_at, 'RECEIPT' as kind, r.number as document,
                   r.purchase_order as purchase_order, l.order_line as line, l.quantity - l.rejected as quantity, r.booked_by as moved_by,
                   l.lot as lot, l.serials as serials, l.unit as counted_in
            from goods_receipts r join goods_receipt_lines l on l.receipt = r.number
            where r.counted_at >= :since and l.quantity > l.rejected
            union all
            select concat(r.number, '/', l.order_line, '/inspection'), l.inspected_at, 'INSPECTION', r.number,
                   r.purchase_order, l.order_line, 0 - l.failed, null, l.lot, null, l.unit
            from goods_receipts r join goods_receipt_lines l on l.receipt = r.number
            where l.inspected_at >= :since and l.failed > 0
            union all
            select concat(r.number, '/', l.order_line, '/reversal'), r.reversed_at, 'REVERSAL', r.number,
                   r.purchase_order, l.order_line, l.rejected + l.failed - l.quantity, r.reversed_by, l.lot, l.serials, l.unit
            from goods_receipts r join goods_receipt_lines l on l.receipt = r.number
            where r.reversed_at >= :since and l.quantity > l.rejected + l.failed
            union all
            select concat(r.number, '/', l.order_line), r.booked_at, 'RETURN', r.number,
                   r.purchase_order, l.order_line, 0 - l.quantity, r.booked_by, null, null, l.unit
            from goods_returns r join goods_return_lines l on l.goods_return = r.number
            where r.booked_at >= :since
            """;

    private static final String JOINED = " from (" + MOVEMENTS + """
            ) m
            join purchase_orders o on o.number = m.purchase_order
            join purchase_order_lines p on p.purchase_order = m.purchase_order and p.line_number = m.line
            where (:item is null or p.item = :item) and (:location is null or o.location = :location)
            """;

    private final JdbcClient database;

    StockMovements(JdbcClient database) {
        this.database = database;
    }

    /** Why stock moved. */
    public enum Kind {
        /** Goods came and were kept. */
        RECEIPT,
        /** Goods failed their inspection. */
        INSPECTION,
        /** A receipt was booked by mistake. */
        REVERSAL,
        /** Goods went back. */
        RETURN
    }

    /**
     * One movement. It never changes.
     *
     * @param id the same for all time; what was taken before is known by it
     * @param at when it was booked, UTC
     * @param quantity in the unit; negative where stock gets less
     * @param unit UN/ECE Recommendation 20 code
     * @param item number of the catalog item; null where the line has none
     * @param location where the order is delivered to; null where it says nothing
     * @param document the receipt or return
     * @param lot the supplier's lot; null where none was noted
     * @param serialNumbers of the pieces that arrived, as far as they were noted
     * @param by who booked it; null for inspections, whose receipt's trail tells it
     */
    public record Movement(
            String id,
            Instant at,
            Kind kind,
            BigDecimal quantity,
            String unit,
            @Nullable String item,
            String description,
            @Nullable String location,
            String purchaseOrder,
            int line,
            String document,
            @Nullable String lot,
            List<String> serialNumbers,
            @Nullable UserId by) {}

    /**
     * The movements from a time on, the oldest first. Bookings that end later than they began appear behind that time: ask
     * again for the last few minutes, and leave out the ids that are known.
     *
     * @throws NotAllowed unless the person sees every order
     */
    @Transactional(readOnly = true)
    public PageAnswer<Movement> since(
            Instant since, @Nullable String item, @Nullable String location, int page, int size, Actor by) {
        if (!by.isSystem() && !PurchaseOrderManagement.seesEveryOrder(by)) {
            throw new NotAllowed("Stock movements are for those who see every purchase order.");
        }
        var total = asked("select count(*)" + JOINED, since, item, location)
                .query(Long.class)
                .single();
        var rows = asked(
                        "select m.*, p.item, coalesce(m.counted_in, p.unit) as unit, p.description, o.location" + JOINED
                                + " order by m.moved_at, m.id limit :size offset :begin",
                        since,
                        item,
                        location)
                .param("size", size)
                .param("begin", (long) page * size)
                .query((row, number) -> movement(row))
                .list();
        return new PageAnswer<>(rows, page, size, total);
    }

    private JdbcClient.StatementSpec asked(
            String sql, Instant since, @Nullable String item, @Nullable String location) {
        return database.sql(sql)
                .param("since", LocalDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("item", item, java.sql.Types.VARCHAR)
                .param("location", location, java.sql.Types.VARCHAR);
    }

    private static Movement movement(ResultSet row) throws SQLException {
        var by = row.getString("moved_by");
        var serials = row.getString("serials");
        var quantity = row.getBigDecimal("quantity").stripTrailingZeros();
        return new Movement(
                row.getString("id"),
                row.getObject("moved_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                Kind.valueOf(row.getString("kind")),
                quantity.scale() < 0 ? quantity.setScale(0) : quantity,
                row.getString("unit"),
                row.getString("item"),
                row.getString("description"),
                row.getString("location"),
                row.getString("purchase_order"),
                row.getInt("line"),
                row.getString("document"),
                row.getString("lot"),
                serials == null ? List.of() : List.of(serials.split("\n", -1)),
                by == null ? null : new UserId(by));
    }
}
