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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier says is on its way for one order. It announces and books nothing: the form of the receipt begins with it, and
 * only what a person then books has arrived.
 */
@Entity
@Table(name = "despatch_advices")
public class DespatchAdvice {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "number")
    private String number;

    @Column(name = "sender")
    private @Nullable String sender;

    @Column(name = "purchase_order")
    private String purchaseOrder;

    @Column(name = "issued")
    private @Nullable LocalDate issued;

    @Column(name = "expected")
    private @Nullable LocalDate expected;

    @Column(name = "fingerprint")
    private String fingerprint;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "received_by")
    private String receivedBy;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "despatch_advice_lines", joinColumns = @JoinColumn(name = "advice"))
    @OrderColumn(name = "line_index")
    private List<Line> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected DespatchAdvice() {}

    DespatchAdvice(
            String id,
            DespatchReader.Read read,
            PurchaseOrderNumber order,
            List<Line> lines,
            String fingerprint,
            Instant receivedAt,
            UserId receivedBy) {
        this.id = id;
        this.number = read.number();
        this.sender = read.sender();
        this.purchaseOrder = order.value();
        this.issued = read.issued();
        this.expected = read.expected();
        this.fingerprint = fingerprint;
        this.receivedAt = receivedAt;
        this.receivedBy = receivedBy.value();
        this.lines.addAll(lines);
    }

    /** Whether it is the same document, byte for byte. */
    boolean isOf(String otherFingerprint) {
        return fingerprint.equals(otherFingerprint);
    }

    /** Its key in addresses. */
    public String id() {
        return id;
    }

    /** The supplier's number of it, which stands on the delivery note. */
    public String number() {
        return number;
    }

    /** Who sent it, as it says. */
    public @Nullable String sender() {
        return sender;
    }

    /** Number of the order. */
    public String purchaseOrder() {
        return purchaseOrder;
    }

    /** The day it was written. */
    public @Nullable LocalDate issued() {
        return issued;
    }

    /** The day on which the goods are to come; null where it does not say. */
    public @Nullable LocalDate expected() {
        return expected;
    }

    /** When it came, UTC. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Who handed it in. */
    public UserId receivedBy() {
        return new UserId(receivedBy);
    }

    /** What is on its way. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * One line of it.
     *
     * @param orderLine number of the order line that it names, or whose item it is; null where it is none of the order
     * @param item the number of the item that it names, ours before the supplier's
     * @param description what it is called there
     * @param quantity in its unit
     * @param unit UN/ECE Recommendation 20 code; null where it does not say
     * @param lot the supplier's lot or batch number
     * @param serials serial numbers of the pieces, one a line of text
     */
    @Embeddable
    public record Line(
            @Column(name = "order_line") @Nullable Integer orderLine,
            @Column(name = "item") @Nullable String item,
            @Column(name = "description") @Nullable String description,
            @Column(name = "quantity") BigDecimal quantity,
            @Column(name = "unit") @Nullable String unit,
            @Column(name = "lot") @Nullable String lot,
            @Column(name = "serials") @Nullable String serials) {

        /** Serial numbers of its pieces, as far as it tells them. */
        public List<String> serialNumbers() {
            return serials == null ? List.of() : List.of(serials.split("\n", -1));
        }
    }
}
