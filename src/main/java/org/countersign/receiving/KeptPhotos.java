package org.countersign.receiving;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface KeptPhotos extends JpaRepository<ReceiptPhoto, String> {

    List<ReceiptPhoto> findByPurchaseOrderAndReceiptIsNotNullOrderByAddedAtAscPositionAsc(
            String purchaseOrder, Limit most);

    List<ReceiptPhoto> findByReceiptOrderByAddedAtAscPositionAsc(String receipt);

    List<ReceiptPhoto> findByFormAndReceiptIsNullOrderByPosition(String form);

    long countByPurchaseOrderAndAddedByAndReceiptIsNull(String purchaseOrder, String addedBy);

    @Query("select p.id from ReceiptPhoto p where p.receipt is null and p.addedAt < :before order by p.addedAt")
    List<String> givenUp(Instant before, Limit most);

    @Modifying
    @Query("delete from ReceiptPhoto p where p.id in :ids")
    void deleteAllOf(Collection<String> ids);
}
