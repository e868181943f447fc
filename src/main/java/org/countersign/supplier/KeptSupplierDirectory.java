package org.countersign.supplier;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The suppliers as purchasing agents keep them. */
@Component
@Transactional(readOnly = true)
class KeptSupplierDirectory implements SupplierDirectory {

    private final Suppliers suppliers;

    KeptSupplierDirectory(Suppliers suppliers) {
        this.suppliers = suppliers;
    }

    @Override
    public Optional<Supplier> supplier(String number) {
        return suppliers.findById(number);
    }

    @Override
    public List<Supplier> suppliers(Collection<String> numbers) {
        return numbers.isEmpty() ? List.of() : suppliers.findAllById(numbers);
    }

    @Override
    public List<Supplier> search(String text, int most) {
        var sought = text.strip();
        var found = new LinkedHashMap<String, Supplier>();
        Stream.of(
                        suppliers.findByNumberStartingWithAndStatusNotOrderByNumber(
                                sought, SupplierStatus.BLOCKED, Limit.of(most)),
                        suppliers.findByNumberStartingWithAndStatusNotOrderByNumber(
                                sought.toUpperCase(Locale.ROOT), SupplierStatus.BLOCKED, Limit.of(most)),
                        suppliers.findByNameContainingIgnoreCaseAndStatusNotOrderByName(
                                sought, SupplierStatus.BLOCKED, Limit.of(most)))
                .flatMap(List::stream)
                .forEach(supplier -> found.putIfAbsent(supplier.number(), supplier));
        return found.values().stream().limit(most).toList();
    }

    @Override
    public List<Supplier> orderable(int most) {
        return suppliers.findByStatusNotOrderByName(SupplierStatus.BLOCKED, Limit.of(most));
    }

    @Override
    public List<Supplier> matching(String text, int most) {
        var plain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return suppliers.matching(plain + "%", "%" + plain + "%", Limit.of(most));
    }

    @Override
    public Map<String, String> namesOf(Collection<String> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : suppliers.findAllById(new HashSet<>(numbers)).stream()
                        .collect(Collectors.toMap(Supplier::number, Supplier::name));
    }

    @Override
    public List<Supplier> withTaxId(String taxId) {
        var key = Supplier.taxIdKey(taxId);
        return key == null ? List.of() : suppliers.findByTaxIdKeyOrderByNumber(key);
    }

    @Override
    public List<Supplier> named(String name) {
        return suppliers.findByNameIgnoreCaseOrderByNumber(name.strip());
    }

    @Override
    public List<Supplier> withIban(String iban) {
        return suppliers.findByConfirmedIbanOrderByNumber(
                iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
    }

    @Override
    public List<Supplier> withEmail(String email) {
        return suppliers.findByEmailIgnoreCaseOrderByNumber(email.strip());
    }
}
