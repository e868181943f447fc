package org.countersign.policy;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface PolicyChangeRows extends JpaRepository<PolicyChange, String>, JpaSpecificationExecutor<PolicyChange> {

    Optional<PolicyChange> findByKeyAndReleasedVersion(String key, int version);

    Optional<PolicyChange> findTopByOrderByIdDesc();

    boolean existsByKeyAndShippedDigest(String key, String digest);
}
