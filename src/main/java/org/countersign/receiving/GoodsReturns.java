package org.countersign.receiving;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface GoodsReturns extends JpaRepository<GoodsReturn, String> {

    List<GoodsReturn> findByPurchaseOrderOrderByNumber(String purchaseOrder);
}
