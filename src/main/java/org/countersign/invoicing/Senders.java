package org.countersign.invoicing;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.shared.Explanation;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out who a document is from, by what it says itself and what is exactly the same in our master: the tax number, else
 * the account, the full name or the electronic address, as long as the tax number does not say otherwise. What is only
 * alike is for a person to decide, see {@link OrderProposals}.
 */
@Component
class Senders {

    private final SupplierDirectory suppliers;

    Senders(SupplierDirectory suppliers) {
        this.suppliers = suppliers;
    }

    /** The supplier in our master, if exactly one can be meant. @param iban account to be paid to, as given */
    Optional<Supplier> find(InvoiceDraft.Seller seller, @Nullable String iban) {
        return one(seller.taxIds(), suppliers::withTaxId)
                .or(() -> one(iban == null ? List.of() : List.of(iban), suppliers::withIban)
                        .or(() -> one(named(seller), suppliers::named))
                        .or(() -> one(seller.addresses(), suppliers::withEmail))
                        .filter(supplier -> !isOther(supplier, seller)));
    }

    /** Names that say something: of two letters or signs many are called. */
    private static List<String> named(InvoiceDraft.Seller seller) {
        return seller.names().stream().filter(name -> key(name).length() > 2).toList();
    }

    private static boolean isOther(Supplier supplier, InvoiceDraft.Seller seller) {
        var taxId = supplier.taxId();
        return taxId != null
                && !seller.taxIds().isEmpty()
                && seller.taxIds().stream().noneMatch(given -> key(given).equals(key(taxId)));
    }

    /**
     * Everything that a document's sender may be known by, so that the same paper is the same before and after the supplier
     * master knew its sender (R18).
     *
     * @param claimed what its number is kept under, ascending
     * @param searched what its number is looked for under
     */
    record Keys(SortedSet<String> claimed, Set<String> searched) {}

    /** The keys of a sender. @param supplier number of the supplier; null where none is known */
    Keys keysOf(InvoiceDraft.@Nullable Seller seller, @Nullable String supplier) {
        var claimed = new TreeSet<String>();
        var searched = new HashSet<String>();
        var known = Optional.ofNullable(supplier).flatMap(suppliers::supplier);
        if (supplier != null) {
            claimed.add(supplier);
        }
        known.map(Supplier::taxId).ifPresent(taxId -> claimed.add(unknown(key(taxId))));
        known.map(Supplier::name).ifPresent(name -> searched.add(unknown(key(name))));
        if (seller != null) {
            seller.taxIds().forEach(taxId -> {
                claimed.add(unknown(key(taxId)));
                searched.add(unknown(taxId));
            });
            if (seller.taxIds().isEmpty()) {
                claimed.add(unknown(key(seller.described())));
                searched.add(unknown(seller.described()));
            }
        }
        if (claimed.isEmpty()) {
            claimed.add(unknown(""));
        }
        searched.addAll(claimed);
        return new Keys(claimed, searched);
    }

    /**
     * Whether two suppliers of the master are both known by a key, as branches are that share a tax number: their numbers
     * are not the same. One that was only taken for the sender, because its order was named, is not known by the key.
     */
    boolean areApart(String key, @Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && !one.equals(other)
                && keysOf(null, one).searched().contains(key)
                && keysOf(null, other).searched().contains(key);
    }

    private static String unknown(String called) {
        var key = "?" + called;
        return key.length() <= 200 ? key : key.substring(0, 200);
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
        if (expected == null || isFrom(expected, seller) || isSettled(expected, seller, invoice)) {
            return null;
        }
        var taxId = expected.taxId();
        return taxId == null
                ? Explanation.of(InvoicingStatement.UNKNOWN_SENDER, described(seller), order, called)
                : Explanation.of(InvoicingStatement.OTHER_SENDER, described(seller), order, called, taxId);
    }

    /** Other names are settled by the person who said who it is from; another tax number is another company, whoever says it. */
    private static boolean isSettled(Supplier expected, InvoiceDraft.Seller seller, Invoice invoice) {
        return invoice.isSupplierAssigned()
                && expected.number().equals(invoice.supplier())
                && !isOther(expected, seller);
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
