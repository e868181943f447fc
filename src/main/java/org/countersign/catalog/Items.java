package org.countersign.catalog;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All items. */
interface Items extends JpaRepository<Item, String>, JpaSpecificationExecutor<Item> {}
