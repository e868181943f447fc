package org.countersign.supplier;

import java.util.List;
import java.util.Optional;
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
    public List<Supplier> orderable(int most) {
        return suppliers.findByStatusNotOrderByName(SupplierStatus.BLOCKED, Limit.of(most));
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
    public List<Supplier> withEmail(String email) {
        return suppliers.findByEmailIgnoreCaseOrderByNumber(email.strip());
    }
}
