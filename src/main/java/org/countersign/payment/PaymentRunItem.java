package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.jspecify.annotations.Nullable;

/**
 * One invoice in a payment run, or a credit note that is set off in it, as it was when the run was put together. Those of one
 * transfer go to one account in one amount.
 */
@Entity
@Table(name = "payment_run_items")
public class PaymentRunItem {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "run")
    private String run;

    @Column(name = "position")
    private int position;

    @Column(name = "transfer")
    private int transfer;

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "number")
    private String number;

    @Column(name = "credit")
    private boolean credit;

    @Column(name = "supplier")
    private String supplier;

    @Column(name = "creditor")
    private String creditor;

    @Column(name = "iban")
    private String iban;

    @Column(name = "bic")
    private @Nullable String bic;

    @Column(name = "country")
    private @Nullable String country;

    @Column(name = "town")
    private @Nullable String town;

    @Column(name = "currency")
    private String currency;

    @Column(name = "amount")
    private BigDecimal amount;

    @Column(name = "discount")
    private BigDecimal discount;

    @Column(name = "discount_rate")
    private @Nullable BigDecimal discountRate;

    @Column(name = "due")
    private @Nullable LocalDate due;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private PaymentState state;

    @Column(name = "remark")
    private @Nullable String remark;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentRunItem() {}

    PaymentRunItem(
            PaymentRunNumber run,
            int position,
            int transfer,
            Invoice invoice,
            boolean credit,
            Creditor creditor,
            BigDecimal amount,
            BigDecimal discount,
            @Nullable BigDecimal discountRate) {
        this.id = run + "/" + position;
        this.run = run.value();
        this.position = position;
        this.transfer = transfer;
        this.invoice = invoice.id().value();
        this.number = invoice.number();
        this.credit = credit;
        this.supplier = creditor.supplier();
        this.creditor = creditor.name();
        this.iban = creditor.iban();
        this.bic = creditor.bic();
        this.country = creditor.country();
        this.town = creditor.town();
        this.currency = invoice.currency();
        this.amount = amount;
        this.discount = discount;
        this.discountRate = discountRate;
        this.due = invoice.payBy();
        this.state = PaymentState.PLANNED;
    }

    /** Where the money goes. */
    record Creditor(
            String supplier,
            String name,
            String iban,
            @Nullable String bic,
            @Nullable String town,
            @Nullable String country) {}

    void become(PaymentState state, @Nullable String remark) {
        this.state = state;
        this.remark = remark == null || remark.length() <= 2000 ? remark : remark.substring(0, 2000);
    }

    /** All of it is not paid with this any more, so the discount is not earned. */
    void loseDiscount() {
        discount = BigDecimal.ZERO;
        discountRate = null;
    }

    void lowerTo(BigDecimal lower) {
        amount = lower;
    }

    /** Its id: that of the run and its position. */
    public String id() {
        return id;
    }

    /** The run that it is in. */
    public PaymentRunNumber run() {
        return new PaymentRunNumber(run);
    }

    /** Its place in the run, from 1. */
    public int position() {
        return position;
    }

    /** The number of the transfer that it is a part of, from 1. */
    public int transfer() {
        return transfer;
    }

    /** The invoice, or the credit note. */
    public InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /** The supplier's number of it. */
    public String invoiceNumber() {
        return number;
    }

    /** Whether it is a credit note, which lowers the transfer. */
    public boolean isCredit() {
        return credit;
    }

    /** The supplier's number in our master. */
    public String supplier() {
        return supplier;
    }

    /** Whose account it is. */
    public String creditor() {
        return creditor;
    }

    /** The account that is paid to. */
    public String iban() {
        return iban;
    }

    /** The bank that keeps it. */
    public @Nullable String bic() {
        return bic;
    }

    /** The town where the creditor is. */
    public @Nullable String town() {
        return town;
    }

    /** The country where the creditor is. */
    public @Nullable String country() {
        return country;
    }

    /** ISO 4217 code. */
    public String currency() {
        return currency;
    }

    /** How much is paid of it, above zero for a credit note too. */
    public BigDecimal amount() {
        return amount;
    }

    /** What it adds to its transfer: below zero for a credit note. */
    public BigDecimal signedAmount() {
        return credit ? amount.negate() : amount;
    }

    /** What is taken off beside it for paying early. */
    public BigDecimal discount() {
        return discount;
    }

    /** What that earns in percent a year; null where nothing is taken off. */
    public @Nullable BigDecimal discountRate() {
        return discountRate;
    }

    /** When it is due without the discount. */
    public @Nullable LocalDate due() {
        return due;
    }

    /** What became of it. */
    public PaymentState state() {
        return state;
    }

    /** Why it failed, or what is to be clarified. */
    public @Nullable String remark() {
        return remark;
    }
}
