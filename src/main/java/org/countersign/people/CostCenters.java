package org.countersign.people;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All cost centres. */
interface CostCenters extends JpaRepository<CostCenter, String>, JpaSpecificationExecutor<CostCenter> {}
