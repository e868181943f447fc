package org.countersign.policy;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PolicyChangeRows extends JpaRepository<PolicyChange, String> {

    @Query("select max(change.id) from PolicyChange change")
    Optional<String> lastId();

    /** Whoever else decides about it, on another server too, waits until this transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select change from PolicyChange change where change.id = :id")
    Optional<PolicyChange> lock(String id);

    boolean existsByKeyAndShippedDigest(String key, String digest);
}
