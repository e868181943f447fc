package org.countersign.purchasing;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Requisitions extends JpaRepository<Requisition, String> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Requisition r where r.number = :number")
    Optional<Requisition> lock(String number);

    @Query("""
            select r from Requisition r
            where (:viewer is null or r.requester = :viewer)
              and (:status is null or r.status = :status)
              and (:requester is null or r.requester = :requester)
              and (:costCenter is null or r.costCenter = :costCenter)
            """)
    Page<Requisition> search(
            @Nullable String viewer,
            @Nullable RequisitionStatus status,
            @Nullable String requester,
            @Nullable String costCenter,
            Pageable page);
}
