package org.countersign.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalPolicy.Facts;
import org.countersign.approval.ApprovalPolicy.FiredRule;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the policy. Whatever it answers, and whatever goes wrong, becomes steps or a failure in words (R03): nothing is
 * ever approved because something could not be evaluated.
 */
@Component
class ApprovalRouting {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalRouting.class);
    /** What the policy is told of the budget while no ledger keeps one. */
    static final String BUDGET_STATE = "NOT_KEPT";

    private final ApprovalPolicy policy;
    private final Approvers approvers;

    ApprovalRouting(ApprovalPolicy policy, Approvers approvers) {
        this.policy = policy;
        this.approvers = approvers;
    }

    /** Outside any transaction of the caller: a table that cannot be evaluated must not undo the caller's work. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    RoutedApproval route(ApprovalSubject subject) {
        return routeHere(subject);
    }

    /** In the caller's transaction, which must be one that is undone anyway. */
    RoutedApproval routeHere(ApprovalSubject subject) {
        if (subject.baseAmount() == null) {
            return failed(
                    subject,
                    0,
                    "There is no exchange rate for " + subject.total().currency()
                            + " on the day of submission, so the total of " + subject.total()
                            + " cannot be compared with the policy's amounts");
        }
        if (subject.portions().isEmpty()) {
            return failed(subject, 0, "The document has no lines that the approval policy could be asked about");
        }
        var portions = List.copyOf(subject.portions());
        try {
            var verdict = policy.evaluate(
                    portions.stream().map(portion -> facts(subject, portion)).toList());
            return merge(subject, portions, verdict);
        } catch (RuntimeException e) {
            LOG.warn("The approval policy could not be evaluated for {}", subject.document(), e);
            return failed(subject, 0, "The approval policy could not be evaluated: " + rootMessage(e));
        }
    }

    /** What the table is asked about a portion. */
    static Facts facts(ApprovalSubject subject, Portion portion) {
        var amount = subject.baseAmount();
        if (amount == null) {
            throw new IllegalArgumentException("Without an amount in base currency nothing is asked");
        }
        return new Facts(
                subject.kind(),
                amount,
                portion.category(),
                portion.supplierStatus(),
                portion.department(),
                portion.costCenter(),
                BUDGET_STATE,
                subject.urgency());
    }

    private RoutedApproval merge(ApprovalSubject subject, List<Portion> portions, ApprovalPolicy.Verdict verdict) {
        var version = verdict.version();
        if (verdict.fired().size() != portions.size()) {
            return failed(subject, version, "The approval policy did not answer on every part of the document");
        }
        var demanded = new ArrayList<DemandedStep>();
        for (var i = 0; i < portions.size(); i++) {
            var fired = verdict.fired().get(i);
            if (fired.isEmpty()) {
                return failed(
                        subject, version, "No rule of the approval policy applies to " + described(portions.get(i)));
            }
            for (var rule : fired) {
                var problem = problemOf(rule, portions.get(i));
                if (problem.isPresent()) {
                    return failed(subject, version, problem.get());
                }
                demanded.add(step(rule, portions.get(i)));
            }
        }
        var asked = demanded.stream().anyMatch(step -> step.level() > 0)
                ? demanded.stream().filter(step -> step.level() > 0).toList()
                : demanded;
        var steps = merged(asked);
        for (var step : steps) {
            var role = ApprovalRole.of(step.role());
            if (role.kind() != ApprovalRole.Kind.AUTOMATIC) {
                var eligible = approvers.of(role, subject.requester(), subject.barred());
                if (eligible.isNobody()) {
                    return failed(subject, version, eligible.problem() + " (" + step.rules() + ")");
                }
            }
        }
        return new RoutedApproval(subject, steps, version, null);
    }

    private static Optional<String> problemOf(FiredRule rule, Portion portion) {
        var level = rule.level();
        var named = rule.role();
        if (level == null || named == null || level < 0) {
            return Optional.of("Rule " + rule.rule() + " of the approval policy names no level or no role");
        }
        var role = ApprovalRole.parse(demandedRole(named, portion));
        if (role.isEmpty()) {
            return Optional.of(
                    named.trim().equals("cost-center-owner")
                            ? "Rule " + rule.rule() + " asks the owner of a cost centre, but the document names none"
                            : "Rule " + rule.rule() + " of the approval policy asks an unknown role: " + named);
        }
        if ((role.get().kind() == ApprovalRole.Kind.AUTOMATIC) != (level == 0)) {
            return Optional.of(
                    "Rule " + rule.rule()
                            + " of the approval policy contradicts itself: level 0 is for the role automatic, and for it alone");
        }
        return Optional.empty();
    }

    private static String demandedRole(String named, Portion portion) {
        return named.trim().equals("cost-center-owner") && portion.costCenter() != null
                ? "cost-center-owner:" + portion.costCenter()
                : named.trim();
    }

    private static DemandedStep step(FiredRule rule, Portion portion) {
        var level = rule.level();
        var named = rule.role();
        if (level == null || named == null) {
            throw new IllegalArgumentException("An incomplete rule makes no step");
        }
        var reason = rule.reason();
        return new DemandedStep(
                level,
                demandedRole(named, portion),
                rule.rule(),
                reason == null || reason.isBlank() ? "The approval policy asks for it" : reason.trim());
    }

    /** Equal level and role become one step; rules and reasons are joined. */
    private static List<DemandedStep> merged(List<DemandedStep> steps) {
        var byLevelAndRole = new LinkedHashMap<String, List<DemandedStep>>();
        steps.forEach(step -> byLevelAndRole
                .computeIfAbsent(step.level() + " " + step.role(), key -> new ArrayList<>())
                .add(step));
        return byLevelAndRole.values().stream()
                .map(same -> new DemandedStep(
                        same.get(0).level(),
                        same.get(0).role(),
                        distinct(same.stream().map(DemandedStep::rules).toList(), ","),
                        distinct(same.stream().map(DemandedStep::reason).toList(), "; ")))
                .sorted(Comparator.comparingInt(DemandedStep::level).thenComparing(DemandedStep::role))
                .toList();
    }

    private static String distinct(List<String> texts, String separator) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(separator, -1)))
                .map(String::trim)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .collect(Collectors.joining(separator));
    }

    private static String described(Portion portion) {
        return "the lines with category " + named(portion.category()) + ", supplier status "
                + named(portion.supplierStatus()) + ", cost centre " + named(portion.costCenter());
    }

    private static String named(@Nullable String value) {
        return value == null ? "(none)" : value;
    }

    private static RoutedApproval failed(ApprovalSubject subject, int version, String why) {
        var text = why.length() > 1900 ? why.substring(0, 1900) + "…" : why;
        return new RoutedApproval(subject, List.of(), version, text + ".");
    }

    private static String rootMessage(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
