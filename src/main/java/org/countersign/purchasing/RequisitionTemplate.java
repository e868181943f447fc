package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.countersign.shared.UserId;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A requisition that is asked for again and again, kept under a name. */
@Entity
@Table(name = "requisition_templates")
public class RequisitionTemplate {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "owner")
    private String owner;

    @Column(name = "name")
    private String name;

    @Column(name = "shared")
    private boolean shared;

    @Column(name = "content", length = Length.LONG16)
    private String content;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected RequisitionTemplate() {}

    RequisitionTemplate(String id, UserId owner, String name, boolean shared, String content, Instant at) {
        this.id = id;
        this.owner = owner.value();
        this.name = name;
        this.shared = shared;
        this.content = content;
        this.changedAt = at;
    }

    /** Its key, without meaning. */
    public String id() {
        return id;
    }

    /** Who keeps it. */
    public UserId owner() {
        return new UserId(owner);
    }

    /** What its owner calls it. */
    public String name() {
        return name;
    }

    /** Whether everybody may start from it. */
    public boolean isShared() {
        return shared;
    }

    /** When it was last written, UTC. */
    public Instant changedAt() {
        return changedAt;
    }

    String content() {
        return content;
    }
}
