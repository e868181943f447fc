package org.countersign.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private SubstituteState state = SubstituteState.NOT_ASKED;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "tasks_stay")
    private boolean tasksStay;

    @Column(name = "reported_at")
    private @Nullable Instant reportedAt;

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

    SubstituteState state() {
        return state;
    }

    /** What the substitute said to their answer. */
    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    /** The policy wants the substitute to accept first. */
    void ask() {
        state = SubstituteState.ASKED;
    }

    /** The policy wants tasks that are not answered at the end to stay with the substitute. */
    void keepTasks() {
        tasksStay = true;
    }

    /** Whether tasks that are not answered at the end come back; else they stay with the substitute. */
    boolean comesBack() {
        return !tasksStay;
    }

    void accept(@Nullable String said, Instant at) {
        state = SubstituteState.ACCEPTED;
        reason = said;
        answeredAt = at;
    }

    void decline(String said, Instant at) {
        state = SubstituteState.DECLINED;
        reason = said;
        answeredAt = at;
    }

    /** It is kept, so that a late answer of the substitute meets more than nothing. */
    void takeBack() {
        state = SubstituteState.TAKEN_BACK;
    }

    /** Whether the substitute decides on the days between: nobody had to accept, or they have. */
    boolean counts() {
        return state == SubstituteState.NOT_ASKED || state == SubstituteState.ACCEPTED;
    }

    boolean isTakenBack() {
        return state == SubstituteState.TAKEN_BACK;
    }

    /** Whether administrators have been told that it does not count although the absence has begun. */
    boolean isReported() {
        return reportedAt != null;
    }

    void reported(Instant at) {
        reportedAt = at;
    }

    /** Whether it counted on some day between these. */
    boolean counted(LocalDate first, LocalDate last) {
        return counts() && !from.isAfter(last) && !to.isBefore(first);
    }

    /** Whether both the first and the last day let this day in. */
    boolean covers(LocalDate day) {
        return !isTakenBack() && !day.isBefore(from) && !day.isAfter(to);
    }

    /** Whether it is for documents of this kind and total; a total that nobody knows is within no limit. */
    boolean covers(String kind, @Nullable BigDecimal amount) {
        var limit = upTo;
        return (kinds.isEmpty() || kinds().contains(kind))
                && (limit == null || amount != null && amount.compareTo(limit) <= 0);
    }
}
