package org.countersign.purchasing;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface KeptQuotes extends JpaRepository<RequisitionQuote, String> {

    List<RequisitionQuote> findByRequisitionOrderByPosition(String requisition);

    @Modifying(flushAutomatically = true, clearAutomatically = false)
    @Query("delete from RequisitionQuote q where q.requisition = :requisition")
    void deleteAllOf(String requisition);

    @Modifying(flushAutomatically = true, clearAutomatically = false)
    @Query("update RequisitionQuote q set q.attachment = null where q.attachment = :attachment")
    void forgetFile(String attachment);
}
