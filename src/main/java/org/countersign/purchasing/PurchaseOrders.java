package org.countersign.purchasing;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PurchaseOrders extends JpaRepository<PurchaseOrder, String>, JpaSpecificationExecutor<PurchaseOrder> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from PurchaseOrder o where o.number = :number")
    Optional<PurchaseOrder> lock(String number);

    /** The same of several, in the order of their numbers, so that two who do so never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from PurchaseOrder o where o.number in :numbers order by o.number")
    List<PurchaseOrder> lockAll(Collection<String> numbers);

    @Query("select o.number, o.requester from PurchaseOrder o where o.number in :numbers")
    List<Object[]> requestersOf(Collection<String> numbers);

    Optional<PurchaseOrder> findByRequisitionAndSupplier(String requisition, String supplier);

    @Query("""
            select l.item, max(l.order.number) from PurchaseOrderLine l
            where l.item in :items and l.order.status not in (DECLINED, CANCELLED)
            group by l.item
            """)
    List<Object[]> lastOrdersOf(Collection<String> items);

    @Query("""
            select l.item, l.unitPrice, o.currency, o.number, o.supplier, o.createdAt
            from PurchaseOrderLine l join l.order o
            where o.number in :orders and l.item in :items
            order by o.number, l.line
            """)
    List<Object[]> pricesOn(Collection<String> orders, Collection<String> items);

    @Query("select o from PurchaseOrder o where o.requisition in :requisitions order by o.number")
    List<PurchaseOrder> ofRequisitions(Collection<String> requisitions);

    /**
     * What a requester has had with suppliers: their orders, summed up by currency, and in rows without a number how many of
     * their requisitions were rejected. The sum is of orders from a moment on.
     */
    @Query("""
            select o.supplier, o.currency, count(o.number), min(o.createdAt), max(o.createdAt), max(o.number),
                sum(case when o.createdAt >= :from then o.total else 0 end)
            from PurchaseOrder o
            where o.requester = :requester and o.supplier in :suppliers and o.number <> :except
              and o.status not in (DECLINED, CANCELLED)
            group by o.supplier, o.currency
            union all
            select l.supplier, r.currency, count(distinct r.number), min(r.submittedAt), max(r.submittedAt), '',
                max(r.total)
            from Requisition r join r.lines l
            where r.requester = :requester and l.supplier in :suppliers and r.status = REJECTED
            group by l.supplier, r.currency
            """)
    List<Object[]> historyOf(String requester, Collection<String> suppliers, String except, Instant from);

    @Query("select o.number from PurchaseOrder o where o.requisition = :requisition order by o.number")
    List<String> numbersOf(String requisition);

    @Query("""
            select o from PurchaseOrder o
            where (:viewer is null or o.requester = :viewer)
              and o.nextDelivery >= :from and o.nextDelivery <= :until
            """)
    Page<PurchaseOrder> expected(@Nullable String viewer, LocalDate from, LocalDate until, Pageable page);

    @Query("""
            select o from PurchaseOrder o
            where (:viewer is null or o.requester = :viewer)
              and o.status in :statuses and o.nextDelivery is null
            """)
    Page<PurchaseOrder> expectedAnyDay(@Nullable String viewer, Collection<OrderStatus> statuses, Pageable page);

    @Query("""
            select o from PurchaseOrder o
            where (:viewer is null or o.requester = :viewer)
              and o.status in :statuses
              and o.number in (select l.order.number from PurchaseOrderLine l where l.item in :items)
            order by o.number
            """)
    List<PurchaseOrder> withItems(
            @Nullable String viewer, Collection<OrderStatus> statuses, Collection<String> items, Limit most);

    /** Orders with a line of which something went back that is invoiced and not credited. */
    @Query("""
            select o from PurchaseOrder o where exists (
                select 1 from PurchaseOrderLine l where l.order = o and l.returned > 0
                    and l.invoiced > l.received - l.rejected - l.returned)
            """)
    Page<PurchaseOrder> awaitingCredit(Pageable page);
}
