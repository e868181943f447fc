package org.countersign.policy;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface ListedPolicyChangeRows
        extends JpaRepository<ListedPolicyChange, String>, JpaSpecificationExecutor<ListedPolicyChange> {

    List<ListedPolicyChange> findFirst200ByStateOrderBySavedAt(PolicyChangeState state);

    List<ListedPolicyChange> findFirst10ByKeyAndStateInOrderBySavedAtDesc(
            String key, Collection<PolicyChangeState> states);
}
