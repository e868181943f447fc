package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who decides for somebody who is away (R08). */
@Component
class StandIns {

    /** What is meant for less goes before what is meant for more. */
    private static final Comparator<Substitution> NARROWEST_FIRST = Comparator.<Substitution, Boolean>comparing(
                    one -> one.kinds().isEmpty())
            .thenComparing(Substitution::upTo, Comparator.nullsLast(BigDecimal::compareTo))
            .thenComparing(Substitution::from)
            .thenComparing(Substitution::id);

    private final Substitutions substitutions;
    private final Organization organization;
    private final Clock clock;
    private final ZoneId zone;

    StandIns(Substitutions substitutions, Organization organization, Clock clock, Company company) {
        this.substitutions = substitutions;
        this.organization = organization;
        this.clock = clock;
        this.zone = company.timeZone();
    }

    /**
     * Who decides this for a person today: the substitute, or the substitute's own where that one is away too, and so on.
     * Nobody for a person who is there, and where each way ends with somebody who must not answer or is away as well.
     */
    Optional<UserId> of(UserId person, Asking asking) {
        return follow(person, asking, this::keptOf, new HashSet<>(Set.of(person)));
    }

    /** Whether a person has named somebody for this today, who need not have accepted. */
    boolean isAway(UserId person, Asking asking) {
        return !currentOf(person, asking, this::keptOf).isEmpty();
    }

    /** Whether somebody decides today about everything that this substitution is for, though it does not count. */
    boolean cover(Substitution uncounted) {
        var person = uncounted.person();
        var read = new HashMap<UserId, List<Substitution>>();
        Function<UserId, List<Substitution>> kept = user -> read.computeIfAbsent(user, this::keptOf);
        var kinds = uncounted.kinds().isEmpty() ? ApprovalKind.ALL : uncounted.kinds();
        var totals = totalsThatDiffer(uncounted, kept);
        return kinds.stream()
                .allMatch(kind -> totals.stream()
                        .map(total -> new Asking(person, Set.of(person), kind, total))
                        .allMatch(asking -> follow(person, asking, kept, new HashSet<>(Set.of(person)))
                                .isPresent()));
    }

    /** Between two neighbours of these totals the same people decide; null is more than each limit. */
    private Set<@Nullable BigDecimal> totalsThatDiffer(
            Substitution substitution, Function<UserId, List<Substitution>> kept) {
        var most = substitution.upTo();
        var totals = new HashSet<@Nullable BigDecimal>();
        totals.add(most);
        var seen = new HashSet<>(Set.of(substitution.person()));
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            var person = open.remove();
            var today = today(person);
            for (var one : kept.apply(person)) {
                if (!one.covers(today)) {
                    continue;
                }
                var limit = one.upTo();
                if (limit != null && (most == null || limit.compareTo(most) < 0)) {
                    totals.add(limit);
                }
                if (seen.add(one.substitute())) {
                    open.add(one.substitute());
                }
            }
        }
        return totals;
    }

    /** The person, and everybody who is away now or later and whose chain of substitutes comes to them. */
    Set<UserId> leadingTo(UserId person) {
        var found = new LinkedHashSet<>(Set.of(person));
        var open = new ArrayDeque<>(found);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        while (!open.isEmpty()) {
            substitutions
                    .findBySubstituteAndToGreaterThanEqualOrderByFromAscIdAsc(
                            open.remove().value(), day)
                    .stream()
                    .filter(Substitution::counts)
                    .map(Substitution::person)
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }

    private Optional<UserId> follow(
            UserId person, Asking asking, Function<UserId, List<Substitution>> kept, Set<UserId> seen) {
        for (var substitution : currentOf(person, asking, kept)) {
            if (!substitution.counts()) {
                continue;
            }
            var next = substitution.substitute();
            if (asking.bars(next) || !mayStandIn(next) || !seen.add(next)) {
                continue;
            }
            if (organization.isActive(next) && currentOf(next, asking, kept).isEmpty()) {
                return Optional.of(next);
            }
            var further = follow(next, asking, kept, seen);
            if (further.isPresent()) {
                return further;
            }
        }
        return Optional.empty();
    }

    /** Those of today, whether their substitutes have accepted or not: who named one is away. */
    private List<Substitution> currentOf(UserId person, Asking asking, Function<UserId, List<Substitution>> kept) {
        var all = kept.apply(person);
        if (all.isEmpty()) {
            return List.of();
        }
        var today = today(person);
        return all.stream()
                .filter(one -> one.covers(today) && one.covers(asking.kind(), asking.amount()))
                .sorted(NARROWEST_FIRST)
                .toList();
    }

    private List<Substitution> keptOf(UserId person) {
        return substitutions.findByPersonOrderByFromAscIdAsc(person.value());
    }

    /** The day by the person's own calendar. */
    LocalDate today(UserId person) {
        return LocalDate.ofInstant(clock.instant(), zoneOf(person));
    }

    /** Whether somebody may decide for others: who reads and repairs what everybody does, decides nothing. */
    boolean mayStandIn(UserId substitute) {
        var groups = organization.groupsOf(substitute);
        return !groups.contains(Group.AUDITOR.id()) && !groups.contains(Group.OPERATIONS.id());
    }

    private ZoneId zoneOf(UserId person) {
        try {
            return organization
                    .person(person)
                    .map(Person::timeZone)
                    .map(ZoneId::of)
                    .orElse(zone);
        } catch (DateTimeException e) {
            return zone;
        }
    }
}
