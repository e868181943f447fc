package org.countersign.policy;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PolicyChangeRows extends JpaRepository<PolicyChange, String> {

    @Query("select max(change.id) from PolicyChange change")
    Optional<String> lastId();

    boolean existsByKeyAndShippedDigest(String key, String digest);
}
