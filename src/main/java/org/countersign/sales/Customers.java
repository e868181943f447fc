package org.countersign.sales;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All customers. */
interface Customers extends JpaRepository<Customer, String>, JpaSpecificationExecutor<Customer> {}
