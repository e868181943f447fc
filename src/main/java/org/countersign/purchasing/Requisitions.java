package org.countersign.purchasing;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    @Query("select r from Requisition r where r.formToken = :token and r.requester = :requester")
    Optional<Requisition> writtenWith(String token, String requester);
}
