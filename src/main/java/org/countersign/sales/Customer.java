package org.countersign.sales;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.shared.PartnerCycle;
import org.jspecify.annotations.Nullable;

/** Somebody to whom we sell. */
@Entity
@Table(name = "customers")
public class Customer {

    @Id
    @Column(name = "number")
    private String number;

    @Column(name = "name")
    private String name;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "approval_cycle")
    private @Nullable String approvalCycle;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    /** A new customer without anything but its key; {@link #become} fills it. */
    Customer(String number) {
        this.number = number;
        this.name = "";
    }

    void become(String name, @Nullable String email) {
        this.name = name;
        this.email = email;
    }

    void approvedBy(PartnerCycle cycle) {
        this.approvalCycle = cycle.kept();
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", name);
        facts.put("email", email);
        return facts;
    }

    /** Its number, for example {@code C-1001}. */
    public String number() {
        return number;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it is written to; null where it has no mail. */
    public @Nullable String email() {
        return email;
    }

    /** Who has to approve what is sold to it, and who is told; {@link PartnerCycle#NONE} where nobody in particular. */
    public PartnerCycle approvalCycle() {
        return PartnerCycle.read(approvalCycle);
    }
}
