package org.countersign.receiving;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface GoodsReceipts extends JpaRepository<GoodsReceipt, String> {

    List<GoodsReceipt> findByPurchaseOrderOrderByNumber(String purchaseOrder);
}
