package org.countersign.approval;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who of the members of a group gets the mails about a step: whoever is away does not, as long as somebody else who may answer
 * is there. They may answer all the same.
 *
 * <p>Who might be away is remembered, so that nobody is looked up for a mail where nobody is. It may name too many, which is
 * found out; what another server was told just now is learnt with the next look at the absences, every few minutes.
 */
@Component
class Recipients {

    private final Substitutions substitutions;
    private final StandIns standIns;
    private final Clock clock;
    private volatile @Nullable Set<UserId> perhapsAway;

    Recipients(Substitutions substitutions, StandIns standIns, Clock clock) {
        this.substitutions = substitutions;
        this.standIns = standIns;
        this.clock = clock;
    }

    /** Of the people who may answer the step of a group those who are there; all of them where nobody is. Sorted. */
    List<UserId> of(ApprovalCycle cycle, ApprovalStep step, Collection<UserId> people) {
        return step.offersAll() ? present(cycle, people) : List.copyOf(new TreeSet<>(people));
    }

    /** Of several people those who are there; all of them where nobody is. Sorted. */
    List<UserId> present(ApprovalCycle cycle, Collection<UserId> people) {
        var all = List.copyOf(new TreeSet<>(people));
        if (all.size() < 2) {
            return all;
        }
        var asking = Asking.of(cycle);
        var perhaps = perhapsAway();
        var present = all.stream()
                .filter(person -> !perhaps.contains(person) || !standIns.isAway(person, asking))
                .toList();
        return present.isEmpty() ? all : present;
    }

    /** These are all who are away or will be. */
    void learn(Collection<UserId> absent) {
        Set<UserId> all = ConcurrentHashMap.newKeySet();
        all.addAll(absent);
        perhapsAway = all;
    }

    /** This person may be away now or later. */
    void learn(UserId person) {
        perhapsAway().add(person);
    }

    private Set<UserId> perhapsAway() {
        var known = perhapsAway;
        if (known != null) {
            return known;
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        learn(substitutions.findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(today.minusDays(1)).stream()
                .map(Substitution::person)
                .toList());
        return perhapsAway();
    }
}
