package org.countersign.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A photo of what arrived, without its bytes. It waits with its form until the receipt is booked, and stays then. */
@Entity
@Table(name = "goods_receipt_photos")
public class ReceiptPhoto implements Persistable<String> {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "purchase_order")
    private String purchaseOrder;

    @Column(name = "receipt")
    private @Nullable String receipt;

    @Column(name = "form")
    private String form;

    @Column(name = "position")
    private int position;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "format")
    private PhotoFormat format;

    @Column(name = "size")
    private int size;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "added_at")
    private Instant addedAt;

    @Column(name = "added_by")
    private String addedBy;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ReceiptPhoto() {}

    ReceiptPhoto(
            String id,
            PurchaseOrderNumber order,
            String form,
            int position,
            String name,
            PhotoFormat format,
            int size,
            String sha256,
            Instant at,
            UserId by) {
        this.id = id;
        this.purchaseOrder = order.value();
        this.form = form;
        this.position = position;
        this.name = name;
        this.format = format;
        this.size = size;
        this.sha256 = sha256;
        this.addedAt = at;
        this.addedBy = by.value();
        this.fresh = true;
    }

    void stayWith(DocumentNumber booked) {
        receipt = booked.value();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Number of the order. */
    public PurchaseOrderNumber purchaseOrder() {
        return new PurchaseOrderNumber(purchaseOrder);
    }

    /** Number of the goods receipt; null while it waits for it. */
    public @Nullable String receipt() {
        return receipt;
    }

    /** Its file name, as far as it is harmless. */
    public String name() {
        return name;
    }

    /** What kind of picture it is, by its bytes. */
    public PhotoFormat format() {
        return format;
    }

    /** Bytes as they are kept. */
    public int size() {
        return size;
    }

    /** SHA-256 of the bytes as they are kept, in hexadecimal digits; the audit trail has it too. */
    public String sha256() {
        return sha256;
    }

    /** When it came, UTC. */
    public Instant addedAt() {
        return addedAt;
    }

    /** Who added it. */
    public UserId addedBy() {
        return new UserId(addedBy);
    }
}
