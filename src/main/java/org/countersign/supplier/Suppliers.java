package org.countersign.supplier;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** All suppliers. */
interface Suppliers extends JpaRepository<Supplier, String>, JpaSpecificationExecutor<Supplier> {

    List<Supplier> findByStatusNotOrderByName(SupplierStatus status, Limit limit);

    @Query("""
            select s from Supplier s
            where lower(s.number) like :start escape '!' or lower(s.name) like :part escape '!'
            order by s.name, s.number
            """)
    List<Supplier> matching(String start, String part, Limit limit);

    List<Supplier> findByNumberStartingWithAndStatusNotOrderByNumber(
            String beginning, SupplierStatus status, Limit limit);

    List<Supplier> findByNameContainingIgnoreCaseAndStatusNotOrderByName(
            String part, SupplierStatus status, Limit limit);

    List<Supplier> findByTaxIdKeyOrderByNumber(String taxIdKey);

    List<Supplier> findByNameIgnoreCaseOrderByNumber(String name);

    List<Supplier> findByConfirmedIbanOrderByNumber(String confirmedIban);

    List<Supplier> findByEmailIgnoreCaseOrderByNumber(String email);
}
