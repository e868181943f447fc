package org.countersign.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.countersign.mail.MailId;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** The proof that an order was handed to its supplier: over which channel, to whom, when. */
@Entity
@Table(name = "dispatches")
public class Dispatch {

    /** The order went by mail. */
    public static final String E_MAIL = "e-mail";

    /** Somebody handed the order over in a way of their own. */
    public static final String BY_HAND = "by-hand";

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "channel")
    private String channel;

    @Column(name = "recipient")
    private @Nullable String recipient;

    @Column(name = "mail")
    private @Nullable String mail;

    @Column(name = "message_id")
    private @Nullable String messageId;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private DispatchStatus status;

    @Column(name = "note")
    private @Nullable String note;

    @Column(name = "by_user")
    private String by;

    @Column(name = "prepared_at")
    private Instant preparedAt;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Dispatch() {}

    private Dispatch(PurchaseOrderNumber order, String channel, UserId by, Instant at) {
        this.id = idOf(order, channel);
        this.order = order.value();
        this.channel = channel;
        this.status = DispatchStatus.PREPARED;
        this.by = by.value();
        this.preparedAt = at;
    }

    static String idOf(PurchaseOrderNumber order, String channel) {
        return idOf(order, 1, channel);
    }

    private static String idOf(PurchaseOrderNumber order, int revision, String channel) {
        return order + "/" + revision + "/" + channel;
    }

    static Dispatch byMail(PurchaseOrderNumber order, String recipient, MailId mail, String messageId, Instant at) {
        var dispatch = new Dispatch(order, E_MAIL, UserId.SYSTEM, at);
        dispatch.recipient = recipient;
        dispatch.mail = mail.value();
        dispatch.messageId = messageId;
        return dispatch;
    }

    static Dispatch byHand(PurchaseOrderNumber order, String note, UserId by, Instant at) {
        var dispatch = new Dispatch(order, BY_HAND, by, at);
        dispatch.note = note;
        dispatch.sent(at);
        return dispatch;
    }

    /** A change of the order was handed over by hand (R11). */
    static Dispatch changeByHand(PurchaseOrderNumber order, int revision, String note, UserId by, Instant at) {
        var dispatch = byHand(order, note, by, at);
        dispatch.id = idOf(order, revision, BY_HAND);
        return dispatch;
    }

    /** The order is to be changed before it goes out: what was written of it is not sent. */
    void heldBack() {
        status = DispatchStatus.HELD_BACK;
    }

    /** It was written anew, with the terms that stand now. */
    void writtenAnew(String to, MailId with, String under, Instant at) {
        recipient = to;
        mail = with.value();
        messageId = under;
        status = DispatchStatus.PREPARED;
        preparedAt = at;
    }

    void sent(Instant at) {
        status = DispatchStatus.SENT;
        sentAt = at;
    }

    String id() {
        return id;
    }

    boolean isHeldBack() {
        return status == DispatchStatus.HELD_BACK;
    }

    /** Its order. */
    public PurchaseOrderNumber order() {
        return new PurchaseOrderNumber(order);
    }

    /** {@code e-mail} or {@code by-hand}. */
    public String channel() {
        return channel;
    }

    /** The address that it went to. */
    public @Nullable String recipient() {
        return recipient;
    }

    /** The mail that it went with. */
    public @Nullable MailId mail() {
        return mail == null ? null : new MailId(mail);
    }

    /** The Message-ID of that mail. */
    public @Nullable String messageId() {
        return messageId;
    }

    /** Where it stands. */
    public DispatchStatus status() {
        return status;
    }

    /** How it was handed over by hand. */
    public @Nullable String note() {
        return note;
    }

    /** Who handed it over; the product itself for a mail. */
    public UserId by() {
        return new UserId(by);
    }

    /** When it was written, UTC. */
    public Instant preparedAt() {
        return preparedAt;
    }

    /** When it went out, UTC. */
    public @Nullable Instant sentAt() {
        return sentAt;
    }
}
