package org.countersign.receiving;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface GoodsReceipts extends JpaRepository<GoodsReceipt, String> {

    List<GoodsReceipt> findByPurchaseOrderOrderByNumber(String purchaseOrder);

    Optional<GoodsReceipt> findByForm(String form);

    @Query("select distinct r.purchaseOrder from GoodsReceipt r where r.deliveryNote = :note order by r.purchaseOrder")
    List<String> ordersOf(String note, Limit most);

    /** Order and person, of everybody who booked goods of these orders. */
    @Query("select distinct r.purchaseOrder, r.bookedBy from GoodsReceipt r where r.purchaseOrder in :orders")
    List<Object[]> bookersOf(Collection<String> orders);

    /** The part of a delivery that waits for a decision, by the number of the receipt that booked the other part. */
    Optional<GoodsReceipt> findByRestOf(String number);
}
