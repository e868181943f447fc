package org.countersign.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Who decides for an absent person, between two days of that person's calendar (R08). */
@Entity
@Table(name = "substitutions")
class Substitution {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "person")
    private String person;

    @Column(name = "substitute")
    private String substitute;

    @Column(name = "from_day")
    private LocalDate from;

    @Column(name = "to_day")
    private LocalDate to;

    @Column(name = "kinds")
    private String kinds;

    @Column(name = "up_to")
    private @Nullable BigDecimal upTo;

    @Column(name = "set_by")
    private String setBy;

    @Column(name = "set_at")
    private Instant setAt;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Substitution() {}

    Substitution(
            String id,
            UserId person,
            UserId substitute,
            LocalDate from,
            LocalDate to,
            Set<String> kinds,
            @Nullable BigDecimal upTo,
            UserId setBy,
            Instant setAt) {
        this.id = id;
        this.person = person.value();
        this.substitute = substitute.value();
        this.from = from;
        this.to = to;
        this.kinds = String.join(",", new TreeSet<>(kinds));
        this.upTo = upTo;
        this.setBy = setBy.value();
        this.setAt = setAt;
    }

    String id() {
        return id;
    }

    UserId person() {
        return new UserId(person);
    }

    UserId substitute() {
        return new UserId(substitute);
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return to;
    }

    /** The kinds of approval that it is for; empty for all. */
    Set<String> kinds() {
        return kinds.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(kinds.split(",", -1)));
    }

    /** Up to which total in base currency; null for all. */
    @Nullable
    BigDecimal upTo() {
        return upTo;
    }

    UserId setBy() {
        return new UserId(setBy);
    }

    /** Whether both the first and the last day let this day in. */
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Whether it is for documents of this kind and total; a total that nobody knows is within no limit. */
    boolean covers(String kind, @Nullable BigDecimal amount) {
        var limit = upTo;
        return (kinds.isEmpty() || kinds().contains(kind))
                && (limit == null || amount != null && amount.compareTo(limit) <= 0);
    }
}
