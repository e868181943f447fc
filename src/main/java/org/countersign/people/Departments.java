package org.countersign.people;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All departments. */
interface Departments extends JpaRepository<Department, String>, JpaSpecificationExecutor<Department> {}
