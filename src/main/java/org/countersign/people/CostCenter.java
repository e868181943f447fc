package org.countersign.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.Map;
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

    CostCenter(String code, String name, @Nullable String department, @Nullable String owner) {
        this.code = code;
        this.name = name;
        this.department = department;
        this.owner = owner;
    }

    void become(String name, @Nullable String department, @Nullable String owner) {
        this.name = name;
        this.department = department;
        this.owner = owner;
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", name);
        facts.put("department", department);
        facts.put("owner", owner);
        return facts;
    }

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
