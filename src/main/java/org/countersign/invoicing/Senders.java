package org.countersign.invoicing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.shared.Explanation;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out who a document is from, by what it says itself: tax number first, then names and addresses. */
@Component
class Senders {

    private final SupplierDirectory suppliers;

    Senders(SupplierDirectory suppliers) {
        this.suppliers = suppliers;
    }

    /** The supplier in our master, if exactly one can be meant. */
    Optional<Supplier> find(InvoiceDraft.Seller seller) {
        return one(seller.taxIds(), suppliers::withTaxId)
                .or(() -> one(seller.names(), suppliers::named))
                .or(() -> one(seller.addresses(), suppliers::withEmail));
    }

    private static Optional<Supplier> one(List<String> keys, Function<String, List<Supplier>> search) {
        var found = keys.stream()
                .flatMap(key -> search.apply(key).stream())
                .map(Supplier::number)
                .distinct()
                .toList();
        return found.size() == 1
                ? keys.stream().flatMap(key -> search.apply(key).stream()).findFirst()
                : Optional.empty();
    }

    /** Why an invoice is not from the supplier of an order, in words; null where it is. */
    @Nullable
    Explanation notFrom(String orderSupplier, String order, Invoice invoice) {
        var received = invoice.asReceived();
        var seller = received.seller();
        var expected = suppliers.supplier(orderSupplier).orElse(null);
        var called = expected == null ? orderSupplier : expected.name() + " (" + orderSupplier + ")";
        if (seller == null) {
            return orderSupplier.equals(invoice.supplier())
                    ? null
                    : Explanation.of(
                            InvoicingStatement.OTHER_SUPPLIER, String.valueOf(invoice.supplier()), order, called);
        }
        if (expected == null || isFrom(expected, seller)) {
            return null;
        }
        var taxId = expected.taxId();
        return taxId == null
                ? Explanation.of(InvoicingStatement.UNKNOWN_SENDER, described(seller), order, called)
                : Explanation.of(InvoicingStatement.OTHER_SENDER, described(seller), order, called, taxId);
    }

    /** As people would call it. */
    private static Object described(InvoiceDraft.Seller seller) {
        Object name = seller.names().isEmpty()
                ? Explanation.of(InvoicingStatement.NAMELESS_SENDER)
                : seller.names().get(0);
        return seller.taxIds().isEmpty()
                ? name
                : Explanation.of(
                        InvoicingStatement.SENDER_WITH_TAX_NUMBER,
                        name,
                        seller.taxIds().get(0));
    }

    private static boolean isFrom(Supplier supplier, InvoiceDraft.Seller seller) {
        var taxId = supplier.taxId();
        if (taxId != null && !seller.taxIds().isEmpty()) {
            return seller.taxIds().stream().anyMatch(given -> key(given).equals(key(taxId)));
        }
        var email = supplier.email();
        return Stream.concat(seller.names().stream(), seller.addresses().stream())
                .map(Senders::key)
                .anyMatch(given -> given.equals(key(supplier.name())) || (email != null && given.equals(key(email))));
    }

    private static String key(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
    }
}
