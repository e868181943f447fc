package org.countersign.invoicing;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Rematches extends JpaRepository<Rematch, String> {

    Optional<Rematch> findByOpenKey(String openKey);

    List<Rematch> findByOrderByAskedAtDescIdAsc(Limit most);

    @Query("select r.id from Rematch r where r.finishedAt is null order by r.askedAt, r.id")
    List<String> unfinished(Limit most);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Rematch r where r.id = :id and r.finishedAt is null")
    Optional<Rematch> lockUnfinished(String id);
}
