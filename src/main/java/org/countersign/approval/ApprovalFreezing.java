package org.countersign.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes the policy's answer the steps of a document: once, at its submission, with the facts that the policy was told (R02), or
 * again where it gave none (R03). Looks ahead at them before.
 */
@Component
class ApprovalFreezing {

    private final ApprovalRouting routing;
    private final ExpectedPeople expected;
    private final CurrentCycles current;
    private final ApprovalEnds ends;
    private final ObjectProvider<ApprovalSubjects> subjects;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json;
    private final Clock clock;

    ApprovalFreezing(
            ApprovalRouting routing,
            ExpectedPeople expected,
            CurrentCycles current,
            ApprovalEnds ends,
            ObjectProvider<ApprovalSubjects> subjects,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            ObjectMapper json,
            Clock clock) {
        this.routing = routing;
        this.expected = expected;
        this.current = current;
        this.ends = ends;
        this.subjects = subjects;
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Asks the policy, in a transaction that is undone anyway, and who would be asked. */
    ForeseenApproval foresee(ApprovalSubject subject) {
        var routed = routing.routeHere(subject);
        var people = expected.of(routed.steps(), ExpectedPeople::demand, Asking.of(subject));
        return new ForeseenApproval(
                routed.steps().stream()
                        .map(step -> {
                            var eligible = Objects.requireNonNull(people.get(step));
                            return new ForeseenApproval.Step(
                                    step.level(),
                                    ApprovalRole.of(step.role()).shown(),
                                    eligible.person(),
                                    eligible.people().stream().sorted().toList(),
                                    step.rules(),
                                    step.reason());
                        })
                        .toList(),
                routed.policyVersion(),
                routed.failure(),
                FrozenAmount.of(subject.total(), subject.baseAmount(), subject.rate()));
    }

    /** A new cycle of the document with the policy's answer; an older one that is still pending is superseded (R09). */
    void freeze(RoutedApproval routed) {
        var document = routed.subject().document();
        var now = clock.instant();
        var number = current.of(document)
                .map(older -> {
                    if (older.isPending()) {
                        older.supersede(now);
                    }
                    return older.number() + 1;
                })
                .orElse(1);
        var cycle = current.begin(new ApprovalCycle(number, routed, factsOf(routed.subject()), now));
        frozen(cycle, now);
    }

    /** A new cycle with steps that are given. @throws IllegalArgumentException for steps that cannot be asked */
    void freeze(ApprovalSubject subject, List<DemandedStep> steps) {
        for (var step : steps) {
            if (step.level() < 1 || ApprovalRole.parse(step.role()).isEmpty()) {
                throw new IllegalArgumentException("Level " + step.level() + " of " + step.role() + " cannot be asked");
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("Nothing would ask for the approval of " + subject.document());
        }
        freeze(new RoutedApproval(subject, steps, 0, null));
    }

    /** Asks the policy again where it gave no steps (R03), and where the document was sent back and has come in again (R09). */
    void routeAgain(ApprovalCycle cycle) {
        var comesBack = cycle.outcome() == ApprovalOutcome.RETURNED;
        if (!comesBack && (cycle.isRouted() || !cycle.isPending())) {
            return;
        }
        var routed = routedAnew(cycle);
        if (comesBack) {
            freeze(routed);
        } else {
            var known = Objects.equals(english(routed.failure()), english(cycle.failure()));
            var demanded = current.continuedBy(cycle)
                    .map(before -> FurtherSteps.beyond(before, routed).orElseGet(() -> FurtherSteps.none(routed)))
                    .orElse(routed);
            cycle.take(demanded, factsOf(demanded.subject()));
            if (!known) {
                frozen(cycle, clock.instant());
            }
        }
    }

    /** What the policy in force demands for a document that has its steps already. */
    RoutedApproval routedAnew(ApprovalCycle cycle) {
        var subject = subjectOf(cycle);
        return subjects.orderedStream()
                .flatMap(port -> port.answered(subject).stream())
                .findFirst()
                .orElseGet(() -> routing.route(subject));
    }

    private void frozen(ApprovalCycle cycle, Instant now) {
        var answered = cycle.failure() == null;
        audit.record(ApprovalEnds.because(
                AuditEvent.of(cycle.document(), answered ? "approval.frozen" : "approval.unanswerable", Actor.SYSTEM)
                        .rule(answered ? "R02" : "R03")
                        .with("cycle", cycle.number())
                        .with("kind", cycle.kind())
                        .with("policyVersion", cycle.policyVersion())
                        .with("total", cycle.total().rounded().toString())
                        .with(
                                "exchangeRate",
                                cycle.rate() == null ? null : cycle.rate().rate())
                        .with(
                                "rateDate",
                                cycle.rate() == null
                                        ? null
                                        : cycle.rate().date().toString())
                        .with("facts", cycle.facts())
                        .with(
                                "steps",
                                cycle.steps().stream()
                                        .map(ApprovalFreezing::frozen)
                                        .toList()),
                cycle.failure()));
        var failure = cycle.failure();
        if (failure != null) {
            ends.stuck(cycle, failure);
        }
        cycle.steps().stream()
                .filter(step -> step.role().kind() == ApprovalRole.Kind.AUTOMATIC)
                .forEach(step -> step.record(StepOutcome.AUTOMATIC, null, step.reason(), now));
        expected.of(cycle.steps(), ExpectedPeople::demand, Asking.of(cycle)).forEach((step, eligible) -> {
            step.expect(eligible.person(), eligible.people());
            step.decidedFor(eligible.insteadOf());
        });
        if (cycle.isAgreed()) {
            ends.conclude(cycle, now);
        } else {
            PartnerNews.pending(cycle, organization, events);
        }
    }

    private static Map<String, Object> frozen(ApprovalStep step) {
        var frozen = new LinkedHashMap<String, Object>();
        frozen.put("level", step.level());
        frozen.put("role", step.role().toString());
        frozen.put("answers", step.needed().toString());
        frozen.put("rules", step.rules());
        if (step.needsAnotherPerson()) {
            frozen.put("anotherPerson", true);
        }
        if (step.needsComment()) {
            frozen.put("comment", "always");
        }
        if (!step.lines().isEmpty()) {
            frozen.put("lines", LineNumbers.shown(step.lines()));
            frozen.put("linesAlone", !step.linesAlone().isEmpty());
        }
        return frozen;
    }

    private ApprovalSubject subjectOf(ApprovalCycle cycle) {
        return subjects.orderedStream()
                .flatMap(port -> port.subjectOf(cycle.document(), cycle.kind()).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nobody knows the facts of " + cycle.document() + ", asked for approval as " + cycle.kind()));
    }

    private String factsOf(ApprovalSubject subject) {
        var facts = new ArrayList<Map<String, Object>>();
        var rate = subject.rate();
        for (var portion : subject.portions()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("kind", subject.kind());
            row.put("total", subject.total().toString());
            if (rate != null) {
                row.put("exchangeRate", rate.rate().toPlainString());
                row.put("rateDate", rate.date().toString());
                row.put("baseCurrency", rate.base().getCurrencyCode());
            }
            row.put(
                    "amount",
                    subject.baseAmount() == null ? "" : subject.baseAmount().toPlainString());
            var accumulated = subject.accumulated(portion);
            row.put("accumulatedAmount", accumulated == null ? "" : accumulated.toPlainString());
            subject.earlier(portion).ifPresent(asked -> {
                row.put("accumulatedDays", subject.accumulation().days());
                row.put("accumulatedRequests", asked.documents());
            });
            row.put("category", orEmpty(portion.category()));
            row.put("supplier", orEmpty(portion.supplier()));
            if (portion.contract()) {
                row.put("contract", true);
            }
            row.put("supplierStatus", orEmpty(portion.supplierStatus()));
            if (!portion.cycle().isEmpty()) {
                row.put("partnerCycle", String.valueOf(portion.cycle().kept()));
            }
            row.put("department", orEmpty(portion.department()));
            row.put("costCenter", orEmpty(portion.costCenter()));
            row.put("budgetState", ApprovalRouting.BUDGET_STATE);
            row.put("urgency", subject.urgency());
            facts.add(row);
        }
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The facts of " + subject.document() + " cannot be written down", e);
        }
    }

    private static @Nullable String english(@Nullable Explanation explanation) {
        return explanation == null ? null : explanation.english();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
