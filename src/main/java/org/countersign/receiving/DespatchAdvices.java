package org.countersign.receiving;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface DespatchAdvices extends JpaRepository<DespatchAdvice, String> {

    List<DespatchAdvice> findByPurchaseOrderOrderByReceivedAtAscNumberAsc(String purchaseOrder);

    Optional<DespatchAdvice> findByPurchaseOrderAndNumber(String purchaseOrder, String number);
}
