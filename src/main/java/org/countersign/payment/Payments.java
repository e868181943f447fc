package org.countersign.payment;

import java.util.List;
import java.util.Optional;
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

    Optional<Payment> findByRunItemAndReversedAtIsNull(String item);

    List<Payment> findByAllocationAndReversedAtIsNull(String allocation);
}
