package org.countersign.currency;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All exchange rates. */
interface Rates extends JpaRepository<ExchangeRate, ExchangeRate.Key>, JpaSpecificationExecutor<ExchangeRate> {

    /** The rate of a currency that is valid on a date. */
    Optional<ExchangeRate> findFirstByKeyCurrencyAndKeyDateLessThanEqualOrderByKeyDateDesc(
            String currency, LocalDate on);
}
