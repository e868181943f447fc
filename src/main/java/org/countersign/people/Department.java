package org.countersign.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A department. */
@Entity
@Table(name = "departments")
public class Department {

    @Id
    @Column(name = "code")
    private String code;

    @Column(name = "name")
    private String name;

    @Column(name = "head")
    private @Nullable String head;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Department() {}

    Department(String code, String name, @Nullable String head) {
        this.code = code;
        this.name = name;
        this.head = head;
    }

    void become(String name, @Nullable String head) {
        this.name = name;
        this.head = head;
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", name);
        facts.put("head", head);
        return facts;
    }

    /** Its code. */
    public String code() {
        return code;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Sign-in name of its head; null while there is none. */
    public @Nullable String head() {
        return head;
    }
}
