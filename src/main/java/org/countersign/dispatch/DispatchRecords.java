package org.countersign.dispatch;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface DispatchRecords extends JpaRepository<Dispatch, String> {

    List<Dispatch> findByOrderOrderByPreparedAt(String order);
}
