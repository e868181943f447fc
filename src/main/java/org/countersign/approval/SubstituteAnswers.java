package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets substitutes accept or decline where the policy wants it (R08). Until somebody has accepted, what is asked stays with
 * who is away, or goes to the next substitute whom they named; with the acceptance it goes over.
 */
@Service
@Transactional
public class SubstituteAnswers {

    /** The earliest day on which anybody's calendar can stand, seen from that of UTC. */
    private static final int DAYS_BEHIND = 1;

    /** The latest one. */
    private static final int DAYS_AHEAD = 1;

    /** Of how many absences people are read together. */
    private static final int AT_ONCE = 50;

    private final Substitutions substitutions;
    private final StandIns standIns;
    private final ApprovalHandover handover;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SubstituteAnswers(
            Substitutions substitutions,
            StandIns standIns,
            ApprovalHandover handover,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.substitutions = substitutions;
        this.standIns = standIns;
        this.handover = handover;
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What a substitute says. */
    public enum Answer {
        /** They decide on the days between. */
        ACCEPT,
        /** Somebody else has to be found. */
        DECLINE
    }

    /**
     * For whom a person stands in, now or later, or is asked to; by the first day. What was ended or declined is left out.
     *
     * @throws NotAllowed unless it is the person, or somebody who reads everything
     */
    @Transactional(readOnly = true)
    public List<SubstituteDetails> standsInFor(UserId substitute, Actor actor) {
        if (!actor.user().equals(substitute) && !actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
        return substitutions
                .findBySubstituteAndToGreaterThanEqualOrderByFromAscIdAsc(substitute.value(), earliestToday())
                .stream()
                .filter(one -> one.counts() || one.state() == SubstituteState.ASKED)
                .filter(one -> !standIns.today(one.person()).isAfter(one.to()))
                .map(SubstituteDetails::of)
                .toList();
    }

    /**
     * The substitute accepts or declines. What waits goes over with the acceptance, if the absence has begun.
     *
     * @param said needed for declining
     * @throws org.countersign.shared.RuleViolation of a {@link SubstituteRule}; nothing changes
     * @throws NotFound when the person named no such substitute
     */
    public SubstituteDetails answer(
            UserId person, String id, @Nullable Answer answer, @Nullable String said, Actor actor) {
        var substitution = substitutions
                .findById(id)
                .filter(one -> one.person().equals(person))
                .orElseThrow(() -> new NotFound("substitute", id));
        check(
                actor.user().equals(substitution.substitute()),
                SubstituteRule.ONLY_THE_SUBSTITUTE_ANSWERS,
                organization.nameOf(substitution.substitute()));
        mayStillAnswer(substitution);
        check(answer != null, SubstituteRule.SUBSTITUTION_ANSWER_NEEDED);
        var words = RemarkBook.words(said);
        var now = clock.instant();
        if (answer == Answer.ACCEPT) {
            check(standIns.mayStandIn(actor.user()), SubstituteRule.CANNOT_STAND_IN);
            substitution.accept(words, now);
            audit.record(SubstituteMaster.event("substitute.accepted", substitution, actor)
                    .with("reason", words));
            substitutions.save(substitution);
            handover.absenceChanged(person);
        } else {
            check(words != null, SubstituteRule.DECLINING_NEEDS_REASON);
            substitution.decline(Objects.requireNonNull(words), now);
            audit.record(SubstituteMaster.event("substitute.declined", substitution, actor)
                    .with("reason", words));
            substitutions.save(substitution);
            tell(substitution, SubstituteNews.Turn.DECLINED);
        }
        return SubstituteDetails.of(substitution);
    }

    /**
     * Absences that have begun while no substitute has accepted, for those who look after people; the earliest first.
     *
     * @param most how many at the most
     * @throws NotAllowed for everybody who does not read everything
     */
    @Transactional(readOnly = true)
    public List<SubstituteDetails> notAccepted(int most, Actor actor) {
        if (!actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
        return unaccepted(most).stream().map(SubstituteDetails::of).toList();
    }

    /** Tells the administrators, once of each absence, that it has begun and nobody has accepted. @return all of them */
    List<SubstituteDetails> report() {
        var all = unaccepted(Integer.MAX_VALUE);
        for (var substitution : all) {
            if (!substitution.isReported()) {
                substitution.reported(clock.instant());
                substitutions.save(substitution);
                tell(
                        substitution,
                        substitution.state() == SubstituteState.DECLINED
                                ? SubstituteNews.Turn.NOBODY_ELSE
                                : SubstituteNews.Turn.NOT_ACCEPTED);
            }
        }
        return all.stream().map(SubstituteDetails::of).toList();
    }

    private List<Substitution> unaccepted(int most) {
        var open = substitutions.unaccepted(earliestToday(), latestToday());
        var found = new ArrayList<Substitution>();
        for (var first = 0; first < open.size() && found.size() < most; first += AT_ONCE) {
            var some = open.subList(first, Math.min(first + AT_ONCE, open.size()));
            var people = some.stream().map(Substitution::person).collect(Collectors.toSet());
            // Each is asked for below, and is there already then.
            organization.people(people);
            var haveOthers = Set.copyOf(substitutions.peopleWithAccepted(
                    people.stream().map(UserId::value).toList(), earliestToday(), latestToday()));
            some.stream()
                    .filter(one -> one.covers(standIns.today(one.person())) && organization.isActive(one.person()))
                    .filter(one -> !haveOthers.contains(one.person().value()) || !standIns.cover(one))
                    .limit(most - found.size())
                    .forEach(found::add);
        }
        return found;
    }

    private void mayStillAnswer(Substitution substitution) {
        var name = organization.nameOf(substitution.person());
        check(!substitution.isTakenBack(), SubstituteRule.SUBSTITUTION_TAKEN_BACK, name);
        check(substitution.state() != SubstituteState.NOT_ASKED, SubstituteRule.SUBSTITUTION_COUNTS);
        check(substitution.state() != SubstituteState.ACCEPTED, SubstituteRule.SUBSTITUTION_ACCEPTED, name);
        check(substitution.state() != SubstituteState.DECLINED, SubstituteRule.SUBSTITUTION_DECLINED, name);
        check(
                !standIns.today(substitution.person()).isAfter(substitution.to()),
                SubstituteRule.SUBSTITUTION_OVER,
                name);
    }

    private void tell(Substitution substitution, SubstituteNews.Turn turn) {
        var waiting = handover.idsWith(List.of(substitution.person())).size();
        events.publishEvent(SubstituteNews.of(substitution, turn, waiting, clock.instant()));
    }

    private LocalDate latestToday() {
        return earliestToday().plusDays(DAYS_BEHIND + DAYS_AHEAD);
    }

    private LocalDate earliestToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_BEHIND);
    }
}
