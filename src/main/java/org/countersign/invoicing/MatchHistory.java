package org.countersign.invoicing;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every match of an invoice, as it was. The last one stands with the invoice; one before it is kept beside where the next found
 * something else, or was told something else by people, so that an invoice that agrees at once costs nothing here.
 */
@Service
public class MatchHistory {

    private final EntityManager entities;

    MatchHistory(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * One match in a line.
     *
     * @param run its number, from 1
     * @param at when it was made, UTC
     * @param result what it came to
     * @param differences how many were not settled by themselves
     */
    public record Summary(int run, Instant at, @Nullable MatchResult result, int differences) {}

    /** Takes over a match and keeps the one before it, where that said something else. */
    @Transactional(propagation = Propagation.MANDATORY)
    void matched(Invoice invoice, MatchReport report, Instant at) {
        var before = MatchRun.of(invoice);
        invoice.matched(report, at);
        if (before == null) {
            invoice.countMatchRun();
        } else if (!before.saysAsMuchAs(MatchRun.of(invoice))) {
            entities.persist(new KeptMatchRun(invoice.id(), before));
            invoice.countMatchRun();
        }
    }

    /** All matches of an invoice, the last one first; none before the first. Who may see the invoice is the caller's to check. */
    @Transactional(readOnly = true)
    public List<Summary> of(Invoice invoice) {
        var runs = new ArrayList<Summary>();
        var last = MatchRun.of(invoice);
        if (last == null) {
            return runs;
        }
        runs.add(new Summary(last.run(), last.at(), last.result(), last.openDifferences()));
        if (last.run() > 1) {
            runs.addAll(entities.createQuery(
                            "select new org.countersign.invoicing.MatchHistory$Summary(r.run, r.matchedAt, r.result,"
                                    + " r.differences) from KeptMatchRun r where r.invoice = :invoice and r.run < :last"
                                    + " order by r.run desc",
                            Summary.class)
                    .setParameter("invoice", invoice.id().value())
                    .setParameter("last", last.run())
                    .getResultList());
        }
        return runs;
    }

    /** One match of an invoice. Who may see the invoice is the caller's to check. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public MatchRun run(Invoice invoice, int run) {
        var last = MatchRun.of(invoice);
        if (last != null && last.run() == run) {
            return last;
        }
        var kept = entities.find(KeptMatchRun.class, KeptMatchRun.id(invoice.id(), run));
        if (kept == null) {
            throw new NotFound("match " + run + " of invoice", invoice.id());
        }
        return kept.read();
    }
}
