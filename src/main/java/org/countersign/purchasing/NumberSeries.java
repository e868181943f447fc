package org.countersign.purchasing;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface NumberSeries extends JpaRepository<NumberSeriesRow, NumberSeriesRow.Key> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from NumberSeriesRow n where n.id.series = :series and n.id.year = :year")
    Optional<NumberSeriesRow> lock(String series, int year);
}
