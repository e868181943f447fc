package org.countersign.people;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All cost centres. */
interface CostCenters extends JpaRepository<CostCenter, String>, JpaSpecificationExecutor<CostCenter> {

    List<CostCenter> findByCodeStartingWithIgnoreCaseOrNameContainingIgnoreCaseOrderByCode(
            String beginning, String part, Limit limit);
}
