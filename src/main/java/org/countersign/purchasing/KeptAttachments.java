package org.countersign.purchasing;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface KeptAttachments extends JpaRepository<RequisitionAttachment, String> {

    List<RequisitionAttachment> findByRequisitionOrderByPosition(String requisition);

    Optional<RequisitionAttachment> findByIdAndRequisition(String id, String requisition);
}
