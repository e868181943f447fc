package org.countersign.dispatch;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface OrderDocumentFiles extends JpaRepository<OrderDocument, String> {

    Optional<OrderDocument> findFirstByOrderAndMediaTypeOrderByRevisionDesc(String order, String mediaType);
}
