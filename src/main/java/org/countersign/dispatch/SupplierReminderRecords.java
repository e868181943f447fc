package org.countersign.dispatch;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface SupplierReminderRecords extends JpaRepository<SupplierReminder, String> {

    Optional<SupplierReminder> findFirstByOrderOrderByNumberDesc(String order);
}
