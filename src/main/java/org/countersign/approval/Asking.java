package org.countersign.approval;

import java.math.BigDecimal;
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
 */
record Asking(
        UserId requester,
        Set<UserId> barred,
        String kind,
        @Nullable BigDecimal amount) {

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
        return new Asking(requester, all, kind, amount);
    }

    boolean bars(UserId person) {
        return barred.contains(person);
    }
}
