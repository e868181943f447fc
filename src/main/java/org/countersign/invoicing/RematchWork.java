package org.countersign.invoicing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.shared.Restores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands invoices that are to be compared again to their processes, a few every few seconds and each in a transaction of its
 * own, so that the work of the day goes on beside it. Several servers take turns; one that stops is gone on for.
 */
@Component
class RematchWork {

    private static final Logger LOG = LoggerFactory.getLogger(RematchWork.class);
    private static final int AT_ONCE = 100;

    private final Restores restores;
    private final Rematches rematches;
    private final Invoices invoices;
    private final InvoiceWorkflow workflow;
    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RematchWork(
            Restores restores,
            Rematches rematches,
            Invoices invoices,
            InvoiceWorkflow workflow,
            NamedParameterJdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.restores = restores;
        this.rematches = rematches;
        this.invoices = invoices;
        this.workflow = workflow;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${countersign.rematches.looked-after:20s}",
            fixedDelayString = "${countersign.rematches.looked-after:5s}")
    void goOn() {
        for (int done = 0; done < AT_ONCE; done++) {
            if (restores.isHeld() || !doOne()) {
                return;
            }
        }
    }

    /** @return false when none is left */
    boolean doOne() {
        for (var rematch : rematches.unfinished(Limit.of(1))) {
            var next = next(rematch);
            try {
                transaction.executeWithoutResult(status -> rematches
                        .lockUnfinished(rematch)
                        .ifPresent(going -> next.stream()
                                .findFirst()
                                .ifPresentOrElse(invoice -> tell(rematch, invoice), () -> {
                                    going.finish(clock.instant());
                                    rematches.saveAndFlush(going);
                                })));
            } catch (RuntimeException e) {
                next.forEach(invoice -> failed(rematch, invoice, e));
            }
            return true;
        }
        return false;
    }

    private List<String> next(String rematch) {
        return jdbc.queryForList(
                "select invoice from invoice_rematch_invoices where rematch = :rematch and told = false"
                        + " order by invoice limit 1",
                Map.of("rematch", rematch),
                String.class);
    }

    private void tell(String rematch, String id) {
        var mine = jdbc.update(
                "update invoice_rematch_invoices set told = true where rematch = :rematch and invoice = :invoice"
                        + " and told = false",
                Map.of("rematch", rematch, "invoice", id));
        if (mine == 0) {
            return;
        }
        invoices.findById(id).filter(invoice -> invoice.status().isWaiting()).ifPresent(workflow::compareAgain);
    }

    /** Somebody answers one of its tasks at this moment, or its process stands still: the others are not kept waiting. */
    private void failed(String rematch, String invoice, RuntimeException why) {
        LOG.warn("{} was not compared again", invoice, why);
        transaction.executeWithoutResult(status -> jdbc.update(
                "update invoice_rematch_invoices set told = true, failed = true where rematch = :rematch"
                        + " and invoice = :invoice",
                Map.of("rematch", rematch, "invoice", Objects.requireNonNull(invoice))));
    }
}
