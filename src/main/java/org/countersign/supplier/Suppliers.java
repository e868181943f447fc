package org.countersign.supplier;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All suppliers. */
interface Suppliers extends JpaRepository<Supplier, String>, JpaSpecificationExecutor<Supplier> {

    List<Supplier> findByStatusNotOrderByName(SupplierStatus status, Limit limit);

    List<Supplier> findByTaxIdKeyOrderByNumber(String taxIdKey);

    List<Supplier> findByNameIgnoreCaseOrderByNumber(String name);

    List<Supplier> findByEmailIgnoreCaseOrderByNumber(String email);
}
