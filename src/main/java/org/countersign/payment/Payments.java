package org.countersign.payment;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Payments extends JpaRepository<Payment, String> {

    List<Payment> findByInvoiceOrderByPaidAtAscIdAsc(String invoice);

    /**
     * The last invoices of a supplier, duplicates and prepayments left out, with their last payment and how many exceptions
     * they had.
     */
    @Query("""
            select i.type, i.status, i.currency, i.payable, i.capturedAt,
                (select max(p.paidAt) from Payment p where p.invoice = i.id and i.type = INVOICE
                    and p.reversedAt is null and p.allocation is null),
                (select count(x.id) from InvoiceException x where x.invoice = i)
            from Invoice i
            where i.supplier = :supplier and i.id <> :except and i.status <> DUPLICATE
                and i.type <> PREPAYMENT
            order by i.capturedAt desc, i.id desc
            """)
    List<Object[]> historyOf(String supplier, String except, Limit most);

    int countByInvoice(String invoice);

    /** Invoice and number of its payments, of those that have any. */
    @Query("select p.invoice, count(p) from Payment p where p.invoice in :invoices group by p.invoice")
    List<Object[]> countsOf(Collection<String> invoices);

    /** What counts with a discount taken off beside it. */
    @Query("select p from Payment p where p.invoice = :invoice and p.reversedAt is null and p.discount > 0")
    List<Payment> withDiscount(String invoice);

    /** The payments that parts of payment runs made, and that count. */
    List<Payment> findByRunItemInAndReversedAtIsNull(Collection<String> items);

    List<Payment> findByAllocationAndReversedAtIsNull(String allocation);
}
