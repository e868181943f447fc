package org.countersign.policy;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface ListedPolicyChangeRows
        extends JpaRepository<ListedPolicyChange, String>, JpaSpecificationExecutor<ListedPolicyChange> {}
