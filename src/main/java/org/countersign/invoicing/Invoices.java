package org.countersign.invoicing;

import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Invoices extends JpaRepository<Invoice, String>, JpaSpecificationExecutor<Invoice> {

    /** The invoice, locked until the transaction ends; empty where there is none. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Invoice i where i.id = :id")
    Optional<Invoice> lock(String id);

    /** The same of several, in the order of their ids, so that two who do so never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Invoice i where i.id in :ids order by i.id")
    List<Invoice> lockAll(Collection<String> ids);

    @Query("select distinct o from Invoice i join i.orders o where i.id in :ids")
    List<String> ordersOf(Collection<String> ids);

    @Query("""
            select new org.countersign.invoicing.InvoiceSummary(
                i.id, i.number, cast(i.type as string), cast(i.status as string), i.currency, i.payable)
            from Invoice i where :order member of i.orders order by i.id
            """)
    List<InvoiceSummary> summariesOf(String order);

    @Query("""
            select new org.countersign.invoicing.InvoiceSummary(
                i.id, i.number, cast(i.type as string), cast(i.status as string), i.currency, i.payable)
            from Invoice i where i.id in :ids
            """)
    List<InvoiceSummary> summariesOf(Collection<String> ids);

    @Query("select i.id from Invoice i where :order member of i.orders order by i.id")
    List<String> idsOf(String order);

    @Query("select i.id from Invoice i where :order member of i.orders and i.status in :statuses order by i.id")
    List<String> idsOf(String order, Collection<InvoiceStatus> statuses);

    @Query("select x.invoice.id from InvoiceException x where x.id = :exception")
    List<String> invoiceOf(String exception);

    @Query("select x.id from InvoiceException x where x.task = :task order by x.sequence")
    List<String> exceptionsAskedIn(String task);

    @Query("""
            select distinct x.invoice.id from InvoiceException x
            where x.waitsFor = CREDIT and x.state = OPEN and x.invoice.id in :ids
            """)
    List<String> awaitingCredit(Collection<String> ids);

    /** By line of the order: how much dearer, and how much in all; without a line: what nobody ordered. */
    @Query("""
            select m.orderLine, coalesce(sum(m.priceVariance), 0), coalesce(sum(m.net), 0)
            from Invoice i join i.matchLines m
            where m.purchaseOrder = :order and i.status in :statuses
            group by m.orderLine
            """)
    List<Object[]> variancesOf(String order, Collection<InvoiceStatus> statuses);

    @Query("""
            select m.orderLine, coalesce(sum(m.invoiced), 0) from Invoice i join i.matchLines m
            where m.purchaseOrder = :order and m.orderLine is not null and i.status in :statuses
                and i.type = INVOICE and i.id <> :but
            group by m.orderLine
            """)
    List<Object[]> invoicedIn(String order, Collection<InvoiceStatus> statuses, String but);

    /** Our and the supplier's number of the invoices of an order that a document of this supplier may correct. */
    @Query("""
            select i.id, i.number from Invoice i
            where :order member of i.orders and i.supplier = :supplier and i.type = INVOICE and i.status in :statuses
                and i.id <> :but
            """)
    List<Object[]> correctable(String order, String supplier, Collection<InvoiceStatus> statuses, String but);

    /** What is prepaid, or to be prepaid, for an order with other documents than this one. */
    @Query("""
            select coalesce(sum(i.payable), 0) from Invoice i
            where :order member of i.orders and i.type = PREPAYMENT and i.id <> :but and i.status in :statuses
            """)
    BigDecimal prepaidFor(String order, String but, Collection<InvoiceStatus> statuses);

    /** What was prepaid for these orders and no invoice has used yet. */
    @Query("""
            select coalesce(sum(i.paid - i.allocated), 0) from Invoice i
            where i.type = PREPAYMENT and i.currency = :currency
                and exists (select 1 from Invoice j join j.orders o where j = i and o in :orders)
            """)
    BigDecimal openPrepaymentsOf(Collection<String> orders, String currency);

    /** What other invoices of these orders count as prepaid, and nobody has found yet. */
    @Query("""
            select coalesce(sum(i.prepaid - i.prepaidCovered), 0) from Invoice i
            where i.type = INVOICE and i.prepaid > i.prepaidCovered and i.currency = :currency and i.id <> :but
                and i.status in :statuses
                and exists (select 1 from Invoice j join j.orders o where j = i and o in :orders)
            """)
    BigDecimal prepaidUncoveredOf(
            Collection<String> orders, String but, String currency, Collection<InvoiceStatus> statuses);

    /** Charges less allowances, charges alone, and what was accepted beyond the order and beyond the limit of freight. */
    @Query("""
            select coalesce(sum(i.extras), 0),
                coalesce(sum(case when i.type = CREDIT_NOTE then -coalesce(i.charges, 0) else coalesce(i.charges, 0) end), 0),
                (select coalesce(sum(x.amount), 0) from InvoiceException x
                where x.purchaseOrder = :order and x.type = AMOUNT_OVER_ORDER and x.state = ACCEPTED
                and x.invoice.status in :statuses),
                (select coalesce(sum(y.amount), 0) from InvoiceException y
                where y.purchaseOrder = :order and y.type = UNPLANNED_COST and y.state = ACCEPTED
                and y.invoice.status in :statuses)
            from Invoice i
            where i.extrasOrder = :order and i.status in :statuses
            """)
    List<Object[]> extrasOf(String order, Collection<InvoiceStatus> statuses);
}
