package org.countersign.payment;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PaymentRuns extends JpaRepository<PaymentRun, String> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from PaymentRun r where r.number = :number")
    Optional<PaymentRun> lock(String number);

    /** The same of several, in the order of their numbers. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from PaymentRun r where r.number in :numbers order by r.number")
    List<PaymentRun> lockAll(Collection<String> numbers);

    Page<PaymentRun> findByStatus(PaymentRunStatus status, Pageable page);
}
