package org.countersign.dispatch;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** The messages that suppliers wrote. */
interface SupplierMessageRecords extends JpaRepository<SupplierMessage, String> {

    List<SupplierMessage> findByOrderOrderByAtDescIdDesc(String order, Limit limit);

    List<SupplierMessage> findByOrderAndAtAfterOrderByAt(String order, Instant after, Limit limit);
}
