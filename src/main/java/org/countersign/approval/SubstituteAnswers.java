package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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

    private final Substitutions substitutions;
    private final StandIns standIns;
    private final ApprovalHandover handover;
    private final ApprovalCycles cycles;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SubstituteAnswers(
            Substitutions substitutions,
            StandIns standIns,
            ApprovalHandover handover,
            ApprovalCycles cycles,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.substitutions = substitutions;
        this.standIns = standIns;
        this.handover = handover;
        this.cycles = cycles;
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
        check(standIns.mayStandIn(actor.user()), SubstituteRule.CANNOT_STAND_IN);
        check(answer != null, SubstituteRule.SUBSTITUTION_ANSWER_NEEDED);
        var words = RemarkBook.words(said);
        var now = clock.instant();
        if (answer == Answer.ACCEPT) {
            substitution.accept(words, now);
            audit.record(SubstituteMaster.event("substitute.accepted", substitution, actor)
                    .with("reason", words));
            substitutions.save(substitution);
            standIns.leadingTo(person).forEach(handover::absenceChanged);
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
     * @throws NotAllowed for everybody who does not read everything
     */
    @Transactional(readOnly = true)
    public List<SubstituteDetails> notAccepted(Actor actor) {
        if (!actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
        return unaccepted().stream().map(SubstituteDetails::of).toList();
    }

    /** Tells the administrators, once of each absence, that it has begun and nobody has accepted. @return all of them */
    List<SubstituteDetails> report() {
        var all = unaccepted();
        for (var substitution : all) {
            if (!substitution.isReported()) {
                substitution.reported(clock.instant());
                substitutions.save(substitution);
                tell(substitution, SubstituteNews.Turn.NOT_ACCEPTED);
            }
        }
        return all.stream().map(SubstituteDetails::of).toList();
    }

    private List<Substitution> unaccepted() {
        return substitutions.findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(earliestToday()).stream()
                .filter(one -> !one.counts() && one.covers(standIns.today(one.person())))
                .filter(one -> organization.isActive(one.person()) && !isCoveredByAnother(one))
                .toList();
    }

    private boolean isCoveredByAnother(Substitution substitution) {
        var today = standIns.today(substitution.person());
        return substitutions
                .findByPersonOrderByFromAscIdAsc(substitution.person().value())
                .stream()
                .anyMatch(other -> other.counts()
                        && other.covers(today)
                        && other.coversAllOf(substitution)
                        && organization.isActive(other.substitute()));
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
        var waiting = cycles.idsWaitingFor(substitution.person().value()).size();
        events.publishEvent(SubstituteNews.of(substitution, turn, waiting, clock.instant()));
    }

    private LocalDate earliestToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_BEHIND);
    }
}
