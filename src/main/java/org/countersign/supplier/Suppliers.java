package org.countersign.supplier;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All suppliers. */
interface Suppliers extends JpaRepository<Supplier, String>, JpaSpecificationExecutor<Supplier> {}
