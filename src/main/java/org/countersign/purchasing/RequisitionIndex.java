package org.countersign.purchasing;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.countersign.supplier.SupplierDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes requisitions found that were written before there was a search: once each, and a few at a time beside the work of the
 * day. */
@Component
class RequisitionIndex {

    private static final Logger log = LoggerFactory.getLogger(RequisitionIndex.class);
    private static final int BATCH = 200;

    private final Requisitions requisitions;
    private final SupplierDirectory suppliers;
    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AtomicBoolean over = new AtomicBoolean();

    RequisitionIndex(
            Requisitions requisitions,
            SupplierDirectory suppliers,
            NamedParameterJdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.requisitions = requisitions;
        this.suppliers = suppliers;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Goes on with some of them; once none is left, or one resists, no more until the next start. */
    @Scheduled(initialDelay = 5, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void goOn() {
        if (over.get()) {
            return;
        }
        try {
            over.set(indexSome() == 0);
        } catch (RuntimeException e) {
            over.set(true);
            log.error("Old requisitions are not all found by a search yet; this goes on at the next start", e);
        }
    }

    /** @return how many were done; zero when none is left */
    int indexSome() {
        return Objects.requireNonNullElse(transaction.execute(status -> indexLocked()), 0);
    }

    private int indexLocked() {
        var numbers = jdbc.queryForList(
                "select requisition from requisitions_to_index order by requisition limit :most for update",
                Map.of("most", BATCH),
                String.class);
        if (numbers.isEmpty()) {
            return 0;
        }
        var found = requisitions.lockAll(numbers);
        var names = suppliers.namesOf(found.stream()
                .flatMap(requisition -> requisition.suppliers().stream())
                .collect(Collectors.toSet()));
        for (var requisition : found) {
            requisition.index(requisition.suppliers().stream()
                    .map(names::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
        }
        requisitions.flush();
        jdbc.update("delete from requisitions_to_index where requisition in (:numbers)", Map.of("numbers", numbers));
        return numbers.size();
    }
}
