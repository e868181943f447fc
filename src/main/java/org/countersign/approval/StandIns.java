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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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
    private final @Nullable Map<UserId, List<Substitution>> remembered;

    @Autowired
    StandIns(Substitutions substitutions, Organization organization, Clock clock, Company company) {
        this(substitutions, organization, clock, company.timeZone(), null);
    }

    private StandIns(
            Substitutions substitutions,
            Organization organization,
            Clock clock,
            ZoneId zone,
            @Nullable Map<UserId, List<Substitution>> remembered) {
        this.substitutions = substitutions;
        this.organization = organization;
        this.clock = clock;
        this.zone = zone;
        this.remembered = remembered;
    }

    /** The same for many documents together: each person's substitutions are read once. */
    StandIns remembering(Organization people) {
        return new StandIns(substitutions, people, clock, zone, new HashMap<>());
    }

    /**
     * Who decides this for a person today: the substitute, or the substitute's own where that one is away too, and so on.
     * Whoever has it since an absence that is over keeps it, where the policy wanted that and they are there. Nobody for another
     * person who is there, and where each way ends with somebody who must not answer or is away as well.
     */
    Optional<UserId> of(UserId person, Asking asking) {
        var held = asking.held();
        if (held == null || !held.insteadOf().equals(person)) {
            return follow(person, new Search(asking, this::keptOf, Map.of()), new HashSet<>(Set.of(person)));
        }
        var read = new HashMap<UserId, List<Substitution>>();
        Function<UserId, List<Substitution>> kept = user -> read.computeIfAbsent(user, this::keptOf);
        var way = new HashMap<UserId, Substitution>();
        findWay(person, held, new Search(asking, kept, way), new HashSet<>(Set.of(person)));
        return follow(person, new Search(asking, kept, way), new HashSet<>(Set.of(person)));
    }

    /**
     * What is looked for, and where.
     *
     * @param kept everybody's substitutions
     * @param way by person, those over which it came to whoever has it now; empty where nobody stands in
     */
    private record Search(Asking asking, Function<UserId, List<Substitution>> kept, Map<UserId, Substitution> way) {}

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
                        .allMatch(asking -> follow(
                                        person, new Search(asking, kept, Map.of()), new HashSet<>(Set.of(person)))
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

    private Optional<UserId> follow(UserId person, Search search, Set<UserId> seen) {
        var past = search.way().get(person);
        if (past != null && !past.comesBack() && today(person).isAfter(past.to())) {
            var keeper = keeper(past.substitute(), search, new HashSet<>(seen));
            if (keeper.isPresent()) {
                return keeper;
            }
        }
        for (var substitution : currentOf(person, search.asking(), search.kept())) {
            if (!substitution.counts()) {
                continue;
            }
            var next = substitution.substitute();
            if (search.asking().bars(next) || !mayStandIn(next) || !seen.add(next)) {
                continue;
            }
            var there = isThere(next, search);
            if (there && !search.way().containsKey(next)) {
                return Optional.of(next);
            }
            var further = follow(next, search, seen);
            if (there || further.isPresent()) {
                return Optional.of(further.orElse(next));
            }
        }
        return Optional.empty();
    }

    /** Who keeps what a substitute got: they, or whoever has it for them; nobody where they went away since. */
    private Optional<UserId> keeper(UserId substitute, Search search, Set<UserId> seen) {
        if (search.asking().bars(substitute) || !mayStandIn(substitute) || !seen.add(substitute)) {
            return Optional.empty();
        }
        var further =
                search.way().containsKey(substitute) ? follow(substitute, search, seen) : Optional.<UserId>empty();
        return further.isPresent() || !isThere(substitute, search) ? further : Optional.of(substitute);
    }

    private boolean isThere(UserId person, Search search) {
        return organization.isActive(person)
                && currentOf(person, search.asking(), search.kept()).isEmpty();
    }

    /** Puts down over which substitutions a step came from somebody to whoever has it; of several to the same one the last. */
    private boolean findWay(UserId from, Asking.Held held, Search search, Set<UserId> seen) {
        if (from.equals(held.by())) {
            return true;
        }
        var asking = search.asking();
        var opened = LocalDate.ofInstant(held.since(), zoneOf(from));
        var today = today(from);
        var perhaps = search.kept().apply(from).stream()
                .filter(one -> one.counted(opened, today) && one.covers(asking.kind(), asking.amount()))
                .sorted(Comparator.comparing(Substitution::to).reversed().thenComparing(NARROWEST_FIRST))
                .toList();
        for (var one : perhaps) {
            if (seen.add(one.substitute())) {
                search.way().put(from, one);
                if (findWay(one.substitute(), held, search, seen)) {
                    return true;
                }
                search.way().remove(from);
            }
        }
        return false;
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
        return remembered == null
                ? substitutions.findByPersonOrderByFromAscIdAsc(person.value())
                : remembered.computeIfAbsent(
                        person, user -> substitutions.findByPersonOrderByFromAscIdAsc(user.value()));
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
