package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps who decides for absent people (R08): each person for themselves, administrators for everybody, but nobody makes
 * themselves somebody else's substitute. What waits goes over at once, and comes back at once; where the policy says so, once
 * the substitute has accepted, see {@link SubstituteAnswers}.
 */
@Service
@Transactional
public class SubstituteMaster {

    private static final int LIMIT_DIGITS = 4;

    private final Substitutions substitutions;
    private final StandIns standIns;
    private final SubstitutePolicy policy;
    private final ApprovalHandover handover;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SubstituteMaster(
            Substitutions substitutions,
            StandIns standIns,
            SubstitutePolicy policy,
            ApprovalHandover handover,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.substitutions = substitutions;
        this.standIns = standIns;
        this.policy = policy;
        this.handover = handover;
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Somebody's substitutes, by their first day; those of the past too, without those that were taken back.
     *
     * @throws NotAllowed unless it is the person, or somebody who reads everything
     */
    @Transactional(readOnly = true)
    public List<SubstituteDetails> list(UserId person, Actor actor) {
        if (!actor.user().equals(person) && !actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
        known(person);
        return substitutions.findByPersonOrderByFromAscIdAsc(person.value()).stream()
                .filter(one -> !one.isTakenBack())
                .map(SubstituteDetails::of)
                .toList();
    }

    /**
     * What {@link #list} gives, without absences that are over; of those that left their tasks with the substitute as long as
     * anything is decided for the person, for ending them brings it back.
     *
     * @throws NotAllowed unless it is the person, or somebody who reads everything
     */
    @Transactional(readOnly = true)
    public List<SubstituteDetails> listThatMatter(UserId person, Actor actor) {
        var today = standIns.today(person);
        var all = list(person, actor);
        var mayBeKept =
                all.stream().anyMatch(one -> isOver(one, today) && isKept(one)) && handover.isDecidedFor(person);
        return all.stream()
                .filter(one -> !isOver(one, today) || mayBeKept && isKept(one))
                .toList();
    }

    private static boolean isOver(SubstituteDetails one, LocalDate today) {
        return one.to() != null && today.isAfter(one.to());
    }

    private static boolean isKept(SubstituteDetails one) {
        return Boolean.FALSE.equals(one.comesBack())
                && (one.state() == SubstituteState.NOT_ASKED || one.state() == SubstituteState.ACCEPTED);
    }

    /** The day that a person's calendar shows now: absences begin and end by it. */
    @Transactional(readOnly = true)
    public LocalDate today(UserId person) {
        return standIns.today(person);
    }

    /**
     * Names a substitute. What waits for the person goes over now, if the absence has begun and the policy wants nobody to
     * accept; otherwise the substitute is asked.
     */
    public SubstituteDetails add(UserId person, SubstituteDetails given, Actor actor) {
        mayChange(person, actor);
        known(person);
        var today = standIns.today(person);
        var named = Formats.trimmed(given.substitute());
        var from = Objects.requireNonNullElse(given.from(), today);
        var to = given.to();
        var kinds = given.kinds() == null ? Set.<String>of() : Set.copyOf(given.kinds());
        var limit = given.upTo();
        var substitute = named == null || named.length() > 64 ? null : new UserId(named);
        new FieldCheck()
                .that(named != null, "substitute", "is required")
                .that(
                        named == null || substitute != null && organization.isActive(substitute),
                        "substitute",
                        "is nobody who is active here")
                .that(!person.equals(substitute), "substitute", "is somebody else than who is away")
                .that(
                        substitute == null || standIns.mayStandIn(substitute),
                        "substitute",
                        "decides nothing: auditors and operations cannot stand in")
                .that(to != null, "to", "is required")
                .that(to == null || !to.isBefore(from), "to", "is not before the first day")
                .that(to == null || to.isBefore(from) || !to.isBefore(today), "to", "is not in the past")
                .that(ApprovalKind.ALL.containsAll(kinds), "kinds", "are of " + String.join(", ", ApprovalKind.ALL))
                .that(limit == null || limit.signum() >= 0, "upTo", "is not negative")
                .digits(limit, "upTo", 15, LIMIT_DIGITS)
                .demand(SubstituteRule.INVALID_SUBSTITUTE);
        if (substitute == null || to == null) {
            throw new IllegalStateException("Checked just before");
        }
        check(actor.user().equals(person) || !actor.user().equals(substitute), SubstituteRule.NOT_ONESELF_FOR_OTHERS);
        var substitution = new Substitution(
                UUID.randomUUID().toString(),
                person,
                substitute,
                from,
                to,
                kinds,
                kept(limit),
                actor.user(),
                clock.instant());
        var verdict = policy.verdictOn(new SubstitutePolicy.Facts(
                !actor.user().equals(person),
                ChronoUnit.DAYS.between(from, to) + 1,
                ChronoUnit.DAYS.between(today, from),
                limit));
        if (verdict.asks()) {
            substitution.ask();
        }
        if (!verdict.comesBack()) {
            substitution.keepTasks();
        }
        substitution = substitutions.save(substitution);
        audit.record(event("substitute.named", substitution, actor)
                .with("state", substitution.state().name())
                .with("comesBack", substitution.comesBack())
                .with("policyRule", verdict.rule())
                .with("policyVersion", verdict.policyVersion()));
        handover.absenceChanged(person);
        if (verdict.asks()) {
            tell(substitution, SubstituteNews.Turn.ASKED);
        }
        return SubstituteDetails.of(substitution);
    }

    /**
     * Takes a substitute back. What the substitute has not answered returns to the person now, whatever the policy says of the
     * end of an absence: whoever ends it by hand is there again, or wants nobody to decide any more.
     */
    public void remove(UserId person, String id, Actor actor) {
        mayChange(person, actor);
        var substitution = substitutions
                .findById(id)
                .filter(one -> one.person().equals(person) && !one.isTakenBack())
                .orElseThrow(() -> new NotFound("substitute", id));
        var concerned =
                substitution.state() == SubstituteState.ASKED || substitution.state() == SubstituteState.ACCEPTED;
        var over = standIns.today(person).isAfter(substitution.to());
        substitution.takeBack();
        substitutions.save(substitution);
        audit.record(event("substitute.taken-back", substitution, actor));
        handover.absenceChanged(person);
        if (concerned && !over) {
            tell(substitution, SubstituteNews.Turn.TAKEN_BACK);
        }
    }

    private void tell(Substitution substitution, SubstituteNews.Turn turn) {
        events.publishEvent(SubstituteNews.of(substitution, turn, 0, clock.instant()));
    }

    private static void mayChange(UserId person, Actor actor) {
        if (!actor.user().equals(person)) {
            actor.mustBeIn(Group.ADMINISTRATOR);
        }
    }

    private void known(UserId person) {
        if (organization.person(person).isEmpty() && !organization.isActive(person)) {
            throw new NotFound("person", person);
        }
    }

    private static @Nullable BigDecimal kept(@Nullable BigDecimal limit) {
        return limit == null ? null : limit.setScale(LIMIT_DIGITS, RoundingMode.UNNECESSARY);
    }

    static AuditEvent event(String event, Substitution substitution, Actor actor) {
        return AuditEvent.of(new DocumentNumber("person:" + substitution.person()), event, actor)
                .rule("R08")
                .with("substitute", substitution.substitute().value())
                .with("from", substitution.from().toString())
                .with("to", substitution.to().toString())
                .with("kinds", List.copyOf(substitution.kinds()))
                .with(
                        "upTo",
                        substitution.upTo() == null ? null : substitution.upTo().toPlainString());
    }
}
