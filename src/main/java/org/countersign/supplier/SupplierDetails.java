package org.countersign.supplier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier as clients write and read it.
 *
 * @param number its key; drawn if not given, cannot be changed later
 * @param name its legal name
 * @param email where orders are sent
 * @param currency ISO 4217 code; the base currency if not given
 * @param language ISO 639-1 code of its documents; {@code en} if not given
 * @param paymentTerms as {@link PaymentTerms} are written: {@code NET30}, {@code 2/10 EOM+15}, {@code 50% NET0, 50% NET30}
 * @param taxId its tax registration, kept as given
 * @param iban its bank account; blanks are not kept
 * @param bic of the bank that keeps the account
 * @param accountHolder whose account it is, where that is not its legal name
 * @param status {@code NEW} if not given
 * @param channels how it is reached: {@code e-mail} where an address is given; follows from the other fields
 * @param address where it is
 */
public record SupplierDetails(
        @Nullable String number,
        @Nullable String name,
        @Nullable String email,
        @Nullable String currency,
        @Nullable String language,
        @Nullable String paymentTerms,
        @Nullable String taxId,
        @Nullable String iban,
        @Nullable String bic,
        @Nullable String accountHolder,
        @Nullable SupplierStatus status,
        @Nullable List<String> channels,
        @Nullable Address address) {

    /** Everything that is kept of a supplier. */
    public static SupplierDetails of(Supplier supplier) {
        return new SupplierDetails(
                supplier.number(),
                supplier.name(),
                supplier.email(),
                supplier.currency(),
                supplier.language(),
                supplier.paymentTerms(),
                supplier.taxId(),
                supplier.iban(),
                supplier.bic(),
                supplier.accountHolder(),
                supplier.status(),
                supplier.channels(),
                new Address(supplier.street(), supplier.postalCode(), supplier.city(), supplier.country()));
    }

    /** The same without the bank account, which is not everybody's business. */
    public SupplierDetails withoutIban() {
        return new SupplierDetails(
                number,
                name,
                email,
                currency,
                language,
                paymentTerms,
                taxId,
                null,
                null,
                null,
                status,
                channels,
                address);
    }

    /**
     * An address.
     *
     * @param street street and house number
     * @param postalCode postal code
     * @param city city
     * @param country ISO 3166-1 alpha-2 code
     */
    public record Address(
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {}
}
