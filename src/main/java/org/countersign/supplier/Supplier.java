package org.countersign.supplier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.shared.PartnerCycle;
import org.jspecify.annotations.Nullable;

/** A supplier with its terms. */
@Entity
@Table(name = "suppliers")
public class Supplier {

    @Id
    @Column(name = "number")
    private String number;

    @Column(name = "name")
    private String name;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "currency")
    private String currency;

    @Column(name = "language")
    private String language;

    @Column(name = "agreed_terms")
    private @Nullable String paymentTerms;

    @Column(name = "tax_id")
    private @Nullable String taxId;

    @Column(name = "tax_id_key")
    private @Nullable String taxIdKey;

    @Column(name = "iban")
    private @Nullable String iban;

    @Column(name = "bic")
    private @Nullable String bic;

    @Column(name = "account_holder")
    private @Nullable String accountHolder;

    @Column(name = "confirmed_iban")
    private @Nullable String confirmedIban;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private SupplierStatus status;

    @Column(name = "street")
    private @Nullable String street;

    @Column(name = "postal_code")
    private @Nullable String postalCode;

    @Column(name = "city")
    private @Nullable String city;

    @Column(name = "country")
    private @Nullable String country;

    @Column(name = "approval_cycle")
    private @Nullable String approvalCycle;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Supplier() {}

    /** A new supplier without anything but its key; {@link #become} fills it. */
    Supplier(String number) {
        this.number = number;
        this.name = "";
        this.currency = "";
        this.language = "";
        this.status = SupplierStatus.NEW;
    }

    /** Takes over everything but the key. */
    void become(
            String name,
            @Nullable String email,
            String currency,
            String language,
            @Nullable String paymentTerms,
            @Nullable String taxId,
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String accountHolder,
            SupplierStatus status,
            SupplierDetails.Address address) {
        this.name = name;
        this.email = email;
        this.currency = currency;
        this.language = language;
        this.paymentTerms = paymentTerms;
        this.taxId = taxId;
        this.taxIdKey = taxIdKey(taxId);
        this.iban = iban;
        this.bic = bic;
        this.accountHolder = accountHolder;
        if (confirmedIban == null) {
            this.confirmedIban = iban;
        }
        this.status = status;
        this.street = address.street();
        this.postalCode = address.postalCode();
        this.city = address.city();
        this.country = address.country();
    }

    /** @return whether this is its account, so that it is the one to pay to from now on */
    boolean confirmAccount(String account) {
        if (iban == null || !iban.equalsIgnoreCase(account) || iban.equals(confirmedIban)) {
            return false;
        }
        confirmedIban = iban;
        return true;
    }

    void judged(SupplierStatus status) {
        this.status = status;
    }

    void approvedBy(PartnerCycle cycle) {
        this.approvalCycle = cycle.kept();
    }

    /** A tax registration as it is compared: without blanks and punctuation, in upper case. */
    static @Nullable String taxIdKey(@Nullable String taxId) {
        return taxId == null ? null : taxId.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", name);
        facts.put("email", email);
        facts.put("currency", currency);
        facts.put("language", language);
        facts.put("paymentTerms", paymentTerms);
        facts.put("taxId", taxId);
        facts.put("iban", iban);
        facts.put("bic", bic);
        facts.put("accountHolder", accountHolder);
        facts.put("confirmedIban", confirmedIban);
        facts.put("status", status);
        facts.put("street", street);
        facts.put("postalCode", postalCode);
        facts.put("city", city);
        facts.put("country", country);
        return facts;
    }

    /** Who has to approve what is asked of it, and who is told; {@link PartnerCycle#NONE} where nobody in particular. */
    public PartnerCycle approvalCycle() {
        return PartnerCycle.read(approvalCycle);
    }

    /** How it is reached: {@code e-mail} where it has an address. */
    public List<String> channels() {
        return email == null ? List.of() : List.of("e-mail");
    }

    /** Whether this is its tax registration; blanks, punctuation and case do not matter. */
    public boolean hasTaxId(String other) {
        return taxIdKey != null && taxIdKey.equals(taxIdKey(other));
    }

    /** Its number, for example {@code S-1001}. */
    public String number() {
        return number;
    }

    /** Its legal name. */
    public String name() {
        return name;
    }

    /** Where orders are sent; null where it has no mail. */
    public @Nullable String email() {
        return email;
    }

    /** ISO 4217 code of the currency it is paid in. */
    public String currency() {
        return currency;
    }

    /** Language of its documents: an ISO 639-1 code. */
    public String language() {
        return language;
    }

    /** As {@link PaymentTerms} are written, for example {@code 2/10 NET30}; null where none are agreed. */
    public @Nullable String paymentTerms() {
        return paymentTerms;
    }

    /** Its tax registration as given. */
    public @Nullable String taxId() {
        return taxId;
    }

    /** Its bank account, without blanks. */
    public @Nullable String iban() {
        return iban;
    }

    /** The bank that keeps its account; null where the IBAN says enough. */
    public @Nullable String bic() {
        return bic;
    }

    /** Whose account it is, where that is not its legal name. */
    public @Nullable String accountHolder() {
        return accountHolder;
    }

    /**
     * The account that invoices are compared with: the one that it had first, or that a finance officer confirmed since,
     * whatever was written into the master meanwhile (R21). Null where it never had one.
     */
    public @Nullable String confirmedIban() {
        return confirmedIban == null ? iban : confirmedIban;
    }

    /** What we think of it. */
    public SupplierStatus status() {
        return status;
    }

    /** Street and house number. */
    public @Nullable String street() {
        return street;
    }

    /** Postal code. */
    public @Nullable String postalCode() {
        return postalCode;
    }

    /** City. */
    public @Nullable String city() {
        return city;
    }

    /** ISO 3166-1 alpha-2 code. */
    public @Nullable String country() {
        return country;
    }
}
