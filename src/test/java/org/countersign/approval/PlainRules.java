package org.countersign.approval;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What the rules say about who may answer, worked out once more and in the plainest way, for tests of random worlds. */
final class PlainRules {

    private final ApprovalExamples world;

    PlainRules(ApprovalExamples world) {
        this.world = world;
    }

    /** Whether an open step may be answered by this person, whatever they have answered before (R04, R08). */
    boolean mayBeAsked(ApprovalStep step, String person) {
        var user = new UserId(person);
        if (isBarred(step, person) || !world.people.isActive(user)) {
            return false;
        }
        return step.escalatedTo().contains(user) && isReached(step, person) || isAsked(step, person);
    }

    /** Whether they are whom an escalation meant, or stand in for them now. */
    private boolean isReached(ApprovalStep step, String person) {
        var absent = step.escalatedFor(new UserId(person));
        var meant = absent == null ? person : absent.value();
        if (isBarred(step, meant)) {
            return false;
        }
        // Which of several substitutes decides is not said here, so that perhaps not all of those are asked.
        return isReached(step, person, meant, List.of())
                || isReached(
                        step,
                        person,
                        meant,
                        people().stream().filter(one -> isAsked(step, one)).toList());
    }

    private boolean isReached(ApprovalStep step, String person, String meant, List<String> asked) {
        var others = new ArrayList<>(asked);
        step.escalatedTo().forEach(one -> others.add(one.value()));
        others.removeIf(person::equals);
        others.add(meant);
        return waysTo(step, meant, step.heldByEscalation(new UserId(person))).stream()
                .anyMatch(way -> {
                    var there = reach(step, meant, way, new ArrayList<>(others));
                    return there.isEmpty() ? meant.equals(person) : there.contains(person);
                });
    }

    /** Likewise, without anybody whom an escalation asked. */
    private boolean isAsked(ApprovalStep step, String person) {
        var user = new UserId(person);
        if (isBarred(step, person) || !world.people.isActive(user)) {
            return false;
        }
        if (step.role().kind() == ApprovalRole.Kind.GROUP) {
            return world.people.groupsOf(user).contains(step.role().required())
                    && (!step.isPart() || step.candidates().contains(user));
        }
        if (step.delegate().isPresent()) {
            return step.delegate().get().equals(user)
                    && substitutesOf(step, person).isEmpty();
        }
        return stands(step, person);
    }

    /** Whether somebody must not answer whatever happens: the requester, and whoever is excluded. */
    boolean isBarred(String person) {
        return world.cycle().barred().contains(new UserId(person));
    }

    /**
     * Where another person is wanted, whoever has answered is not asked, nor whoever is needed beside it, nor for anybody who is
     * away.
     */
    private boolean isBarred(ApprovalStep step, String person) {
        return isBarred(person)
                || hasAnsweredAsAnother(step, person)
                || step.needsAnotherPerson()
                        && (world.cycle().answerers().contains(new UserId(person)) || isNeededBeside(step, person));
    }

    /** Whoever has given another person's answer is asked nothing beside it. */
    private boolean hasAnsweredAsAnother(ApprovalStep step, String person) {
        return world.cycle().steps().stream()
                .filter(other -> other != step && other.level() == step.level() && other.turn() == step.turn())
                .filter(ApprovalStep::needsAnotherPerson)
                .anyMatch(other -> other.answeredBy().equals(Optional.of(new UserId(person))));
    }

    /** Whether this person alone is asked in another open step, which cannot do without them. */
    boolean isNeededBeside(ApprovalStep step, String person) {
        return world.cycle().openSteps().stream()
                .filter(other -> !other.id().equals(step.id()))
                .filter(other -> !isOneOfMore(other))
                .anyMatch(other -> isNeededFor(other, person));
    }

    private boolean isNeededFor(ApprovalStep step, String person) {
        var user = Optional.of(new UserId(person));
        if (!step.offersAll()) {
            return step.assignee().equals(user) || step.nominal().equals(user);
        }
        return step.needsAnotherPerson()
                ? step.onlyCandidate().equals(user)
                : isAsked(step, person)
                        && people().stream().filter(one -> isAsked(step, one)).count() == 1;
    }

    /** Whether it is one of several answers of which some are not needed. */
    private boolean isOneOfMore(ApprovalStep part) {
        var whole = world.cycle().wholeOf(part);
        if (whole.isEmpty()) {
            return false;
        }
        var asked = world.cycle().partsOf(whole.get()).stream()
                .filter(one -> !one.isNotNeeded())
                .toList();
        var open = asked.stream().filter(one -> !one.isAnswered()).count();
        var number = whole.get().needed().number();
        return open > (number == 0 ? asked.size() : number) - world.cycle().agreed(whole.get());
    }

    private List<String> people() {
        return world.people.everybody();
    }

    /** Everybody who is there and at the end of a chain of substitutes of this person. */
    private List<String> substitutesOf(ApprovalStep step, String person) {
        return reach(step, person, Map.of(), new ArrayList<>(List.of(person)));
    }

    private boolean stands(ApprovalStep step, String person) {
        var nominal = step.nominal().map(UserId::value).orElseThrow();
        // Over which of several ways it came to whoever has it is not said here.
        return waysTo(step, nominal, step.held()).stream().anyMatch(way -> stands(step, person, nominal, way));
    }

    private boolean stands(ApprovalStep step, String person, String nominal, Map<String, Substitution> way) {
        for (var at = nominal; at != null; at = managerOf(at)) {
            if (isBarred(step, at)) {
                continue;
            }
            var substitutes = reach(step, at, at.equals(nominal) ? way : Map.of(), new ArrayList<>(List.of(at)));
            if (!substitutes.isEmpty()) {
                return substitutes.contains(person);
            }
            if (world.people.isActive(new UserId(at))) {
                return at.equals(person);
            }
        }
        return false;
    }

    /**
     * Who decides for somebody.
     *
     * @param way by person, over which substitution it came from them to whoever has it
     */
    private List<String> reach(ApprovalStep step, String from, Map<String, Substitution> way, List<String> seen) {
        var past = way.get(from);
        if (past != null && !past.comesBack() && today().isAfter(past.to())) {
            var keeper = past.substitute().value();
            if (!isBarred(step, keeper) && !seen.contains(keeper)) {
                var passed = new ArrayList<>(seen);
                passed.add(keeper);
                var further = way.containsKey(keeper) ? reach(step, keeper, way, passed) : List.<String>of();
                if (!further.isEmpty()) {
                    return further;
                }
                if (isThere(keeper)) {
                    return List.of(keeper);
                }
            }
        }
        var there = new ArrayList<String>();
        for (var next : acceptedOf(from)) {
            if (isBarred(step, next) || seen.contains(next)) {
                continue;
            }
            seen.add(next);
            var further = isThere(next) && !way.containsKey(next) ? List.<String>of() : reach(step, next, way, seen);
            there.addAll(further.isEmpty() && isThere(next) ? List.of(next) : further);
        }
        return there;
    }

    private boolean isThere(String person) {
        return namedBy(person).isEmpty() && world.people.isActive(new UserId(person));
    }

    /** All ways over which it can have come from somebody to whoever has it; an empty one alone where nobody stands in. */
    private List<Map<String, Substitution>> waysTo(ApprovalStep step, String from, Asking.@Nullable Held held) {
        var ways = new ArrayList<Map<String, Substitution>>();
        if (held != null && held.insteadOf().value().equals(from)) {
            collect(from, held, new LinkedHashMap<>(), ways);
        }
        return ways.isEmpty() ? List.of(Map.of()) : ways;
    }

    private void collect(
            String from, Asking.Held held, Map<String, Substitution> way, List<Map<String, Substitution>> ways) {
        if (held.by().value().equals(from)) {
            ways.add(Map.copyOf(way));
            return;
        }
        var opened = LocalDate.ofInstant(held.since(), ZoneOffset.UTC);
        var were = world.substitutions.kept.values().stream()
                .filter(one -> one.person().value().equals(from) && isForThis(one))
                .filter(one -> one.state() == SubstituteState.NOT_ASKED || one.state() == SubstituteState.ACCEPTED)
                .filter(one -> !one.to().isBefore(opened) && !one.from().isAfter(today()))
                .toList();
        for (var one : were) {
            // With the same substitute the last absence counts.
            var later = were.stream()
                    .anyMatch(other -> other.substitute().equals(one.substitute())
                            && other.to().isAfter(one.to()));
            if (!later
                    && !one.substitute().value().equals(from)
                    && !way.containsKey(one.substitute().value())) {
                way.put(from, one);
                collect(one.substitute().value(), held, way, ways);
                way.remove(from);
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
    }

    /** Whom somebody who is away today has named for such a document, whether they have accepted or not. */
    List<String> namedBy(String person) {
        return named(person, true);
    }

    /** Those of them who have accepted, or need not. */
    private List<String> acceptedOf(String person) {
        return named(person, false);
    }

    private List<String> named(String person, boolean unaccepted) {
        return world.substitutions.kept.values().stream()
                .filter(one -> one.person().value().equals(person))
                .filter(one -> switch (one.state()) {
                    case NOT_ASKED, ACCEPTED -> true;
                    case ASKED, DECLINED -> unaccepted;
                    case TAKEN_BACK -> false;
                })
                .filter(one -> !today().isBefore(one.from()) && !today().isAfter(one.to()))
                .filter(this::isForThis)
                .map(one -> one.substitute().value())
                .toList();
    }

    /** Whether it is for such a document. */
    private boolean isForThis(Substitution one) {
        var amount = world.cycle().baseAmount();
        return (one.kinds().isEmpty() || one.kinds().contains(world.cycle().kind()))
                && (one.upTo() == null || (amount != null && one.upTo().compareTo(amount) >= 0));
    }

    private @Nullable String managerOf(String person) {
        return world.people.managerOf(new UserId(person)).map(UserId::value).orElse(null);
    }
}
