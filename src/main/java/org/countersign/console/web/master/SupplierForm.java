package org.countersign.console.web.master;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.countersign.shared.Formats;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierDetails.Address;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The form of a supplier: what was entered, as it was entered. The fields are named as over REST. */
record SupplierForm(
        String number,
        String name,
        String email,
        String currency,
        String language,
        String paymentTerms,
        String taxId,
        String iban,
        String bic,
        String accountHolder,
        String status,
        String street,
        String postalCode,
        String city,
        String country) {

    /** The fields that the form shows. */
    static final List<String> FIELDS = List.of(
            "number",
            "name",
            "email",
            "currency",
            "language",
            "paymentTerms",
            "taxId",
            "iban",
            "bic",
            "accountHolder",
            "status",
            "address.street",
            "address.postalCode",
            "address.city",
            "address.country");

    static SupplierForm empty(String currency, String language) {
        return new SupplierForm("", "", "", currency, language, "", "", "", "", "", "NEW", "", "", "", "");
    }

    static SupplierForm of(SupplierDetails supplier) {
        var address = Objects.requireNonNullElse(supplier.address(), new Address(null, null, null, null));
        return new SupplierForm(
                text(supplier.number()),
                text(supplier.name()),
                text(supplier.email()),
                text(supplier.currency()),
                text(supplier.language()),
                text(supplier.paymentTerms()),
                text(supplier.taxId()),
                text(supplier.iban()),
                text(supplier.bic()),
                text(supplier.accountHolder()),
                supplier.status() == null ? "NEW" : supplier.status().name(),
                text(address.street()),
                text(address.postalCode()),
                text(address.city()),
                text(address.country()));
    }

    static SupplierForm read(MultiValueMap<String, String> sent) {
        return new SupplierForm(
                text(sent.getFirst("number")),
                text(sent.getFirst("name")),
                text(sent.getFirst("email")),
                text(sent.getFirst("currency")),
                text(sent.getFirst("language")),
                text(sent.getFirst("paymentTerms")),
                text(sent.getFirst("taxId")),
                text(sent.getFirst("iban")),
                text(sent.getFirst("bic")),
                text(sent.getFirst("accountHolder")),
                text(sent.getFirst("status")),
                text(sent.getFirst("address.street")),
                text(sent.getFirst("address.postalCode")),
                text(sent.getFirst("address.city")),
                text(sent.getFirst("address.country")));
    }

    /** @param key the supplier's number, where it is known already */
    SupplierDetails details(@Nullable String key) {
        return new SupplierDetails(
                key == null ? Formats.trimmed(number) : key,
                Formats.trimmed(name),
                Formats.trimmed(email),
                Formats.trimmed(currency),
                Formats.trimmed(language),
                Formats.trimmed(paymentTerms),
                Formats.trimmed(taxId),
                Formats.trimmed(iban),
                Formats.trimmed(bic),
                Formats.trimmed(accountHolder),
                Arrays.stream(SupplierStatus.values())
                        .filter(one -> one.name().equals(status))
                        .findFirst()
                        .orElse(null),
                null,
                new Address(
                        Formats.trimmed(street),
                        Formats.trimmed(postalCode),
                        Formats.trimmed(city),
                        Formats.trimmed(country)));
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
