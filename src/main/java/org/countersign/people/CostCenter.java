package org.countersign.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A cost centre: who answers for what is spent there. */
@Entity
@Table(name = "cost_centers")
public class CostCenter {

    @Id
    @Column(name = "code")
    private String code;

    @Column(name = "name")
    private String name;

    @Column(name = "department")
    private @Nullable String department;

    @Column(name = "owner")
    private @Nullable String owner;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected CostCenter() {}

    /** Its code, for example {@code CC-100}. */
    public String code() {
        return code;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Code of its department; null where it belongs to none. */
    public @Nullable String department() {
        return department;
    }

    /** Sign-in name of its owner; null while nobody owns it. */
    public @Nullable String owner() {
        return owner;
    }
}
