package org.countersign.receiving;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** What went back to the supplier after it was accepted, line by line (R16). */
@Entity
@Table(name = "goods_returns")
public class GoodsReturn {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Column(name = "purchase_order")
    private String purchaseOrder;

    @Column(name = "reason")
    private String reason;

    @Column(name = "booked_at")
    private Instant bookedAt;

    @Column(name = "booked_by")
    private String bookedBy;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "goods_return_lines", joinColumns = @JoinColumn(name = "goods_return"))
    @OrderColumn(name = "line_index")
    private List<Line> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected GoodsReturn() {}

    GoodsReturn(String number, String purchaseOrder, String reason, Instant bookedAt, UserId by, List<Line> lines) {
        this.number = number;
        this.purchaseOrder = purchaseOrder;
        this.reason = reason;
        this.bookedAt = bookedAt;
        this.bookedBy = by.value();
        this.lines.addAll(lines);
    }

    /** Its number. */
    public DocumentNumber number() {
        return new DocumentNumber(number);
    }

    /** Number of the order. */
    public String purchaseOrder() {
        return purchaseOrder;
    }

    /** Why it went back. */
    public String reason() {
        return reason;
    }

    /** When it was booked, UTC. */
    public Instant bookedAt() {
        return bookedAt;
    }

    /** Who booked it. */
    public UserId bookedBy() {
        return new UserId(bookedBy);
    }

    /** What went back. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * What went back of one order line.
     *
     * @param line number of the order line
     * @param quantity in its unit
     * @param unit in which it was counted; null for the unit of the order line
     */
    @Embeddable
    public record Line(
            @Column(name = "order_line") int line,
            @Column(name = "quantity") BigDecimal quantity,
            @Column(name = "unit") @Nullable String unit) {

        /** The same without the zeros that the database adds. */
        public Line plain() {
            return new Line(line, new BigDecimal(quantity.stripTrailingZeros().toPlainString()), unit);
        }

        /** The unit of its quantity. */
        public String unitOr(String ofOrderLine) {
            return unit == null ? ofOrderLine : unit;
        }
    }
}
