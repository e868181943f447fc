package org.countersign.supplier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
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

    @Column(name = "payment_terms")
    private @Nullable String paymentTerms;

    @Column(name = "tax_id")
    private @Nullable String taxId;

    @Column(name = "iban")
    private @Nullable String iban;

    @jakarta.persistence.Enumerated(jakarta.persistence.EnumType.STRING)
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

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Supplier() {}

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

    /** For example {@code NET30}, {@code EOM}, {@code 2/10 NET30}; null where none are agreed. */
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
