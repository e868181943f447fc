package org.countersign.purchasing;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.countersign.shared.Backlog;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes requisitions found that were written before there was a search: once each, and a few at a time beside the work of the
 * day. */
@Component
class RequisitionIndex {

    private static final int BATCH = 200;

    private final Requisitions requisitions;
    private final SupplierDirectory suppliers;
    private final NamedParameterJdbcTemplate jdbc;
    private final Backlog backlog;

    RequisitionIndex(
            Requisitions requisitions,
            SupplierDirectory suppliers,
            NamedParameterJdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.requisitions = requisitions;
        this.suppliers = suppliers;
        this.jdbc = jdbc;
        this.backlog =
                new Backlog("Old requisitions are not all found by a search yet", transactions, this::indexLocked);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void goOn() {
        backlog.goOn();
    }

    /** @return how many were done; zero when none is left */
    int indexSome() {
        return backlog.doSome();
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
