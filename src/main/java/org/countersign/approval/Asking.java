package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked about, as far as it says who may answer.
 *
 * @param requester who asks
 * @param barred who must not answer, the requester among them
 * @param kind of the document's approval, see {@link ApprovalKind}
 * @param amount the total in base currency, null where no rate is known
 * @param held who has what is asked already, because somebody was away; null where nobody stands in
 */
record Asking(
        UserId requester,
        Set<UserId> barred,
        String kind,
        @Nullable BigDecimal amount,
        @Nullable Held held) {

    /**
     * An open step that somebody has instead of another person (R08).
     *
     * @param by who has it
     * @param insteadOf who was away
     * @param since when it was opened
     */
    record Held(UserId by, UserId insteadOf, Instant since) {}

    Asking(UserId requester, Set<UserId> barred, String kind, @Nullable BigDecimal amount) {
        this(requester, barred, kind, amount, null);
    }

    static Asking of(ApprovalSubject subject) {
        return new Asking(subject.requester(), Set.copyOf(subject.barred()), subject.kind(), subject.baseAmount());
    }

    static Asking of(ApprovalCycle cycle) {
        return new Asking(cycle.requester(), cycle.barred(), cycle.kind(), cycle.baseAmount());
    }

    /** The same, without asking these people either. */
    Asking withoutAsking(Collection<UserId> people) {
        var all = new TreeSet<>(barred);
        all.addAll(people);
        return new Asking(requester, all, kind, amount, held);
    }

    /** The same, of what somebody has already instead of another person; null where nobody has. */
    Asking heldAs(@Nullable Held now) {
        return new Asking(requester, barred, kind, amount, now);
    }

    boolean bars(UserId person) {
        return barred.contains(person);
    }
}
