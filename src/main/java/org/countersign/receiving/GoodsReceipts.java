package org.countersign.receiving;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface GoodsReceipts extends JpaRepository<GoodsReceipt, String> {

    List<GoodsReceipt> findByPurchaseOrderOrderByNumber(String purchaseOrder);

    Optional<GoodsReceipt> findByForm(String form);

    /** The part of a delivery that waits for a decision, by the number of the receipt that booked the other part. */
    Optional<GoodsReceipt> findByRestOf(String number);
}
