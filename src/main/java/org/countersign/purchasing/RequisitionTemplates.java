package org.countersign.purchasing;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** All templates of requisitions. */
interface RequisitionTemplates extends JpaRepository<RequisitionTemplate, String> {

    List<RequisitionTemplate> findByOwnerOrderByName(String owner, Limit limit);

    List<RequisitionTemplate> findBySharedTrueAndOwnerNotOrderByName(String owner, Limit limit);

    boolean existsByOwnerAndName(String owner, String name);

    long countByOwner(String owner);
}
