package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** One thing that the bank said about one transfer, and what came of it. */
@Entity
@Table(name = "bank_entries")
public class BankEntry {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private BankMessage.Kind kind;

    @Column(name = "message")
    private String message;

    @Column(name = "entry")
    private String entry;

    @Column(name = "end_to_end_id")
    private @Nullable String endToEndId;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private BankMessage.Outcome outcome;

    @Column(name = "amount")
    private @Nullable BigDecimal amount;

    @Column(name = "currency")
    private @Nullable String currency;

    @Column(name = "booked_on")
    private @Nullable LocalDate bookedOn;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "run")
    private @Nullable String run;

    @Column(name = "transfer")
    private @Nullable Integer transfer;

    @Enumerated(EnumType.STRING)
    @Column(name = "result")
    private Result result;

    @Column(name = "needs_person")
    private boolean needsPerson;

    @Column(name = "read_by")
    private String readBy;

    @Column(name = "read_at")
    private Instant readAt;

    @Column(name = "settled_by")
    private @Nullable String settledBy;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    @Column(name = "note")
    private @Nullable String note;

    /** What came of an entry. */
    public enum Result {
        /** Its transfer was booked. */
        BOOKED(false),
        /** Its transfer failed, and its invoices can be paid again. */
        FREED(false),
        /** Its transfer was paid and came back: the payments of its invoices are taken back. */
        RETURNED(false),
        /** Its transfer was settled so already. */
        KNOWN(false),
        /** The bank is still at it. */
        UNDER_WAY(false),
        /** No transfer of ours has this id. */
        UNKNOWN(true),
        /** The amount is another one than we sent. */
        AMOUNT_DIFFERS(true),
        /** It says something else than was booked, or an invoice can no longer be booked. */
        TO_CLARIFY(true);

        private final boolean forPerson;

        Result(boolean forPerson) {
            this.forPerson = forPerson;
        }

        /** Whether a person has to look at it. */
        public boolean isForPerson() {
            return forPerson;
        }
    }

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected BankEntry() {}

    BankEntry(
            BankMessage from,
            BankMessage.Entry said,
            @Nullable String run,
            @Nullable Integer transfer,
            Result result,
            UserId by,
            Instant at) {
        this.id = idOf(from, said);
        this.kind = from.kind();
        this.message = from.id();
        this.entry = said.id();
        this.endToEndId = said.endToEndId();
        this.outcome = said.outcome();
        this.amount = said.amount();
        this.currency = said.currency();
        this.bookedOn = said.bookedOn();
        this.reason = said.reason();
        this.run = run;
        this.transfer = transfer;
        this.result = result;
        this.needsPerson = result.isForPerson();
        this.readBy = by.value();
        this.readAt = at;
    }

    /**
     * The same entry of the same message is one, however often it is read. What it says is a part of it: two banks may give
     * their messages one id, and a bank gives one id to all pages of a message.
     */
    static String idOf(BankMessage message, BankMessage.Entry entry) {
        return PaymentRunFile.digestOf(String.join(
                        "\n",
                        message.kind().name(),
                        message.id(),
                        entry.id(),
                        String.valueOf(entry.endToEndId()),
                        entry.outcome().name(),
                        String.valueOf(entry.amount()),
                        String.valueOf(entry.bookedOn()))
                .getBytes(StandardCharsets.UTF_8));
    }

    void settle(String note, UserId by, Instant at) {
        this.needsPerson = false;
        this.note = note;
        this.settledBy = by.value();
        this.settledAt = at;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The kind of the message that it stood in. */
    public BankMessage.Kind kind() {
        return kind;
    }

    /** The id of that message. */
    public String message() {
        return message;
    }

    /** Its id there. */
    public String entry() {
        return entry;
    }

    /** How the bank calls the booking itself, whatever message says it; empty where it does not. */
    String booking() {
        return bookingOf(entry);
    }

    static String bookingOf(String entry) {
        var blank = entry.indexOf(' ');
        return blank < 0 ? "" : entry.substring(blank + 1);
    }

    /** The id of the transfer that it is about; null where it names none. */
    public @Nullable String endToEndId() {
        return endToEndId;
    }

    /** What the bank says. */
    public BankMessage.Outcome outcome() {
        return outcome;
    }

    /** The amount; null where it names none. */
    public @Nullable BigDecimal amount() {
        return amount;
    }

    /** ISO 4217 code. */
    public @Nullable String currency() {
        return currency;
    }

    /** The day of the booking. */
    public @Nullable LocalDate bookedOn() {
        return bookedOn;
    }

    /** Why it failed, as the bank says. */
    public @Nullable String reason() {
        return reason;
    }

    /** The run of its transfer; null where it is unknown. */
    public @Nullable String run() {
        return run;
    }

    /** What came of it. */
    public Result result() {
        return result;
    }

    /** Whether a person has still to look at it. */
    public boolean needsPerson() {
        return needsPerson;
    }

    /** Who read the message. */
    public UserId readBy() {
        return new UserId(readBy);
    }

    /** When, UTC. */
    public Instant readAt() {
        return readAt;
    }

    /** What the person noted who looked at it. */
    public @Nullable String note() {
        return note;
    }
}
