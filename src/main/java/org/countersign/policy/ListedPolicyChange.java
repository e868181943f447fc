package org.countersign.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A change of a decision table as lists show it: its file stays in the database. */
@Entity
@Immutable
@Table(name = "policy_changes")
public class ListedPolicyChange extends PolicyChangeFacts {

    /** For the persistence provider. */
    protected ListedPolicyChange() {}
}
