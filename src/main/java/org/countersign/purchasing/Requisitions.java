package org.countersign.purchasing;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Requisitions extends JpaRepository<Requisition, String> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Requisition r where r.number = :number")
    Optional<Requisition> lock(String number);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Requisition r where r.number in :numbers order by r.number")
    List<Requisition> lockAll(Collection<String> numbers);

    /** What this requester's submitted requisitions, neither rejected nor withdrawn, ask of these suppliers (R10). */
    @Query("""
            select l.supplier, r.number, r.currency, r.submittedAt, l.quantity, l.unitPrice
            from Requisition r join r.lines l
            where r.requester = :requester and r.submittedAt >= :from and r.submittedAt <= :until
            and l.supplier in :suppliers and r.number <> :except and l.rejectedBy is null
            and r.status not in (DRAFT, REJECTED, WITHDRAWN)
            and not exists (select o.number from PurchaseOrder o where o.requisition = r.number
                and o.supplier = l.supplier and o.status in (DECLINED, CANCELLED))
            order by r.number
            """)
    List<Object[]> linesAsked(
            String requester, Collection<String> suppliers, String except, Instant from, Instant until, Limit limit);

    @Query(
            "select distinct l.supplier from Requisition r join r.lines l where r.number = :number and l.supplier is not null")
    List<String> suppliersOf(String number);

    @Query("select r from Requisition r where r.formToken = :token and r.requester = :requester")
    Optional<Requisition> writtenWith(String token, String requester);
}
