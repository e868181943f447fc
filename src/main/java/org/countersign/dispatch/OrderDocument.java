package org.countersign.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.hibernate.Length;
import org.springframework.data.domain.Persistable;

/** An order as it was written for its supplier, byte for byte. Never changes: what was sent is what is shown. */
@Entity
@Table(name = "order_documents")
public class OrderDocument implements Persistable<String> {

    /** The media type of the PDF. */
    public static final String PDF = "application/pdf";

    /** The media type of the UBL 2.1 Order. */
    public static final String XML = "application/xml";

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "revision")
    private int revision;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "name")
    private String name;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    @Column(name = "created_at")
    private Instant createdAt;

    @Transient
    private boolean stored;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected OrderDocument() {}

    OrderDocument(PurchaseOrderNumber order, int revision, String mediaType, String name, byte[] content, Instant at) {
        this.id = idOf(order, revision, mediaType);
        this.order = order.value();
        this.revision = revision;
        this.mediaType = mediaType;
        this.name = name;
        this.sha256 = sha256(content);
        this.content = content.clone();
        this.createdAt = at;
    }

    static String idOf(PurchaseOrderNumber order, int revision, String mediaType) {
        return order + "/" + revision + "/" + mediaType;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void stored() {
        stored = true;
    }

    /** Its order. */
    public PurchaseOrderNumber order() {
        return new PurchaseOrderNumber(order);
    }

    /** The revision of the order that it says; 1 is the original order. */
    public int revision() {
        return revision;
    }

    /** {@link #PDF} or {@link #XML}. */
    public String mediaType() {
        return mediaType;
    }

    /** Its file name. */
    public String name() {
        return name;
    }

    /** SHA-256 of its bytes, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Its bytes. */
    public byte[] content() {
        return content.clone();
    }

    /** When it was written, UTC. */
    public Instant createdAt() {
        return createdAt;
    }
}
