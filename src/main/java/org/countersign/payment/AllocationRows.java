package org.countersign.payment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface AllocationRows extends JpaRepository<PaymentAllocation, String> {

    /** What was set off with an invoice, or with a prepayment or credit note, the last first. */
    @Query(
            "select a from PaymentAllocation a where a.invoice = :id or a.source = :id order by a.allocatedAt desc, a.id desc")
    List<PaymentAllocation> lastOf(String id, Limit most);

    /** Where it is taken from, asked before anything of it is read that the locks are to keep. */
    @Query("select a.source from PaymentAllocation a where a.id = :id")
    Optional<String> sourceOf(String id);

    /** Those of these invoices that something is set off with. */
    @Query("select distinct a.invoice from PaymentAllocation a where a.invoice in :invoices and a.undoneAt is null")
    List<String> setOffWith(Collection<String> invoices);

    /** How often something was set off with an invoice, or undone. */
    @Query("select count(a) + count(a.undoneAt) from PaymentAllocation a where a.invoice = :invoice")
    long changesOf(String invoice);

    int countByInvoice(String invoice);
}
