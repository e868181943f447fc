package org.countersign.approval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalPolicy.Facts;
import org.countersign.approval.ApprovalPolicy.FiredRule;
import org.countersign.approval.ApprovalSubject.Accumulation;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.PassingTrouble;
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

    private static final int LONGEST_MESSAGE = 1800;
    private static final String CHAIN = "manager-chain";
    private static final String WITHIN_LIMIT = "manager-within-limit";
    private static final String ANOTHER_PERSON = "another-person";
    private static final String PARTNER_FIRST = "partner-first";
    private static final String PARTNER_SECOND = "partner-second";
    private static final String OWN_LINES = "own";
    private static final String OWN_LINES_ALONE = "own-alone";
    private static final Set<String> LINES = Set.of("", "all", OWN_LINES, OWN_LINES_ALONE);
    private static final String COMMENT_ALWAYS = "always";
    private static final Set<String> COMMENTS = Set.of("", "unless-approved", COMMENT_ALWAYS);
    private static final Set<String> EARLIER_ANSWERS = Set.of("", "counts", ANOTHER_PERSON);

    private final ApprovalPolicy policy;
    private final Approvers approvers;
    private final ManagerChain managers;
    private final EarlierRequests earlier;
    private final Company company;

    ApprovalRouting(
            ApprovalPolicy policy,
            Approvers approvers,
            ManagerChain managers,
            EarlierRequests earlier,
            Company company) {
        this.policy = policy;
        this.approvers = approvers;
        this.managers = managers;
        this.earlier = earlier;
        this.company = company;
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
                    Explanation.of(
                            ApprovalStatement.NO_RATE,
                            subject.total().currency(),
                            Explanation.amount(
                                    subject.total().amount(),
                                    subject.total().currency().getCurrencyCode())));
        }
        if (subject.portions().isEmpty()) {
            return failed(subject, 0, Explanation.of(ApprovalStatement.NO_LINES));
        }
        try {
            return counted(subject, subject.baseAmount());
        } catch (RuntimeException e) {
            LOG.warn("The approval policy could not be evaluated for {}", subject.document(), e);
            return failed(subject, 0, Explanation.of(ApprovalStatement.NOT_EVALUATED, rootMessage(e)));
        }
    }

    private RoutedApproval counted(ApprovalSubject subject, BigDecimal amount) {
        var together = subject.with(accumulation(subject, amount));
        var withoutRate = together.accumulation().bySupplier().values().stream()
                .flatMap(asked -> asked.withoutRate().stream())
                .distinct()
                .sorted()
                .toList();
        return withoutRate.isEmpty()
                ? told(together)
                : failed(
                        together, 0, Explanation.of(ApprovalStatement.NO_EARLIER_RATE, String.join(", ", withoutRate)));
    }

    /** As {@link #routeHere}; many are asked so, and no log is filled with them. */
    RoutedApproval routeQuietly(ApprovalSubject subject) {
        if (subject.baseAmount() == null || subject.portions().isEmpty()) {
            return routeHere(subject);
        }
        try {
            return counted(subject, subject.baseAmount());
        } catch (RuntimeException e) {
            return failedQuietly(subject, e);
        }
    }

    /** As {@link #routeHere}, with what counts together already told; many are asked so, and no log is filled with them. */
    RoutedApproval routeTold(ApprovalSubject subject) {
        if (subject.baseAmount() == null || subject.portions().isEmpty()) {
            return routeHere(subject);
        }
        try {
            return told(subject);
        } catch (RuntimeException e) {
            return failedQuietly(subject, e);
        }
    }

    /** @throws RuntimeException the same, where it says nothing about the policy: whoever asks about many looks again */
    private static RoutedApproval failedQuietly(ApprovalSubject subject, RuntimeException e) {
        if (PassingTrouble.isBehind(e)) {
            throw e;
        }
        LOG.debug("The policy could not be evaluated for {}", subject.document(), e);
        return failed(subject, 0, Explanation.of(ApprovalStatement.NOT_EVALUATED, rootMessage(e)));
    }

    private RoutedApproval told(ApprovalSubject subject) {
        var portions = List.copyOf(subject.portions());
        var verdict = policy.evaluate(
                portions.stream().map(portion -> facts(subject, portion)).toList());
        return merge(subject, portions, verdict);
    }

    /** What counts together with the document (R10). Most have nothing, and the policy is not asked for its window. */
    private Accumulation accumulation(ApprovalSubject subject, BigDecimal amount) {
        if (subject.suppliers().isEmpty() || !earlier.any(subject)) {
            return Accumulation.NOTHING;
        }
        var days = policy.accumulationDays(subject.kind(), amount);
        return new Accumulation(true, days, days == 0 ? Map.of() : earlier.of(subject, days));
    }

    /** Whether what the policy was told of earlier requests is still so (R10). A failure is no answer, and is asked again anyway. */
    boolean stillHolds(RoutedApproval routed) {
        var subject = routed.subject();
        if (routed.failure() != null
                || subject.baseAmount() == null
                || subject.suppliers().isEmpty()) {
            return true;
        }
        var told = subject.accumulation();
        if (!told.counted()) {
            return !earlier.any(subject);
        }
        return told.days() == 0 || earlier.of(subject, told.days()).equals(told.bySupplier());
    }

    /** What the table is asked about a portion. */
    static Facts facts(ApprovalSubject subject, Portion portion) {
        var amount = subject.baseAmount();
        var accumulated = subject.accumulated(portion);
        if (amount == null || accumulated == null) {
            throw new IllegalArgumentException("Without an amount in base currency nothing is asked");
        }
        return new Facts(
                subject.kind(),
                amount,
                accumulated,
                portion.category(),
                portion.supplierStatus(),
                portion.cycle().approvers(),
                portion.department(),
                portion.costCenter(),
                BUDGET_STATE,
                subject.urgency(),
                portion.contract());
    }

    private RoutedApproval merge(ApprovalSubject subject, List<Portion> portions, ApprovalPolicy.Verdict verdict) {
        var version = verdict.version();
        if (verdict.fired().size() != portions.size()) {
            return failed(subject, version, Explanation.of(ApprovalStatement.NOT_ANSWERED));
        }
        var demanded = new ArrayList<DemandedStep>();
        for (var i = 0; i < portions.size(); i++) {
            var fired = verdict.fired().get(i);
            if (fired.isEmpty()) {
                return failed(subject, version, noRuleFor(portions.get(i)));
            }
            for (var rule : fired) {
                var problem = problemOf(rule, portions.get(i));
                if (problem.isPresent()) {
                    return failed(subject, version, problem.get());
                }
                var steps = steps(rule, subject, portions.get(i));
                if (steps.isEmpty()) {
                    return failed(subject, version, noLimitFor(subject, portions.get(i), rule));
                }
                demanded.addAll(steps);
            }
        }
        var asked = demanded.stream().anyMatch(step -> step.level() > 0)
                ? demanded.stream().filter(step -> step.level() > 0).toList()
                : demanded;
        var steps = merged(asked, subject.lineCount());
        for (var step : steps) {
            var role = ApprovalRole.of(step.role());
            if (role.kind() != ApprovalRole.Kind.AUTOMATIC) {
                var eligible = approvers.of(role, Asking.of(subject));
                var problem = eligible.problem() == null ? tooFew(step.answers(), eligible) : eligible.problem();
                if (problem != null) {
                    return failed(
                            subject, version, Explanation.of(ApprovalStatement.NO_STEP_FOLLOWS, problem, step.rules()));
                }
            }
        }
        return new RoutedApproval(subject, steps, version, null);
    }

    /** Why so many people cannot agree, for there are fewer; null where there are enough. */
    static @Nullable Explanation tooFew(NeededAnswers answers, Approvers.Eligible eligible) {
        var people = eligible.people().size();
        return answers.of(people) <= people
                ? null
                : Explanation.of(
                        ApprovalStatement.TOO_FEW,
                        Explanation.number(BigDecimal.valueOf(answers.of(people))),
                        Explanation.number(BigDecimal.valueOf(people)));
    }

    private static Optional<Explanation> problemOf(FiredRule rule, Portion portion) {
        var level = rule.level();
        var named = rule.role();
        if (level == null || named == null || level < 0) {
            return Optional.of(Explanation.of(ApprovalStatement.INCOMPLETE_RULE, rule.rule()));
        }
        var role = ApprovalRole.parse(isOfManagers(named) ? named.trim() + ":anybody" : demandedRole(named, portion));
        if (role.isEmpty()) {
            return Optional.of(
                    switch (named.trim()) {
                        case "cost-center-owner" -> Explanation.of(ApprovalStatement.NO_COST_CENTER, rule.rule());
                        case "department-head" -> Explanation.of(ApprovalStatement.NO_DEPARTMENT, rule.rule());
                        case PARTNER_FIRST, PARTNER_SECOND ->
                            Explanation.of(ApprovalStatement.NO_PARTNER_APPROVER, rule.rule());
                        default -> Explanation.of(ApprovalStatement.UNKNOWN_ROLE, rule.rule(), named);
                    });
        }
        if (NeededAnswers.parse(rule.answers()).isEmpty()) {
            return Optional.of(
                    Explanation.of(ApprovalStatement.UNKNOWN_ANSWERS, rule.rule(), Objects.toString(rule.answers())));
        }
        if (rule.earlierAnswer() != null
                && !EARLIER_ANSWERS.contains(rule.earlierAnswer().trim())) {
            return Optional.of(
                    Explanation.of(ApprovalStatement.UNKNOWN_EARLIER_ANSWER, rule.rule(), rule.earlierAnswer()));
        }
        if (!LINES.contains(linesWord(rule))) {
            return Optional.of(Explanation.of(ApprovalStatement.UNKNOWN_LINES, rule.rule(), linesWord(rule)));
        }
        if (!COMMENTS.contains(commentWord(rule))) {
            return Optional.of(Explanation.of(ApprovalStatement.UNKNOWN_COMMENT, rule.rule(), commentWord(rule)));
        }
        if ((role.get().kind() == ApprovalRole.Kind.AUTOMATIC) != (level == 0)) {
            return Optional.of(Explanation.of(ApprovalStatement.CONTRADICTORY_RULE, rule.rule()));
        }
        return Optional.empty();
    }

    private static String linesWord(FiredRule rule) {
        return Objects.requireNonNullElse(rule.lines(), "").trim();
    }

    private static String commentWord(FiredRule rule) {
        return Objects.requireNonNullElse(rule.comment(), "").trim();
    }

    private static String demandedRole(String named, Portion portion) {
        var word = named.trim();
        return switch (word) {
            case "cost-center-owner" -> portion.costCenter() == null ? word : word + ":" + portion.costCenter();
            case "department-head" -> portion.department() == null ? word : word + ":" + portion.department();
            case PARTNER_FIRST -> Objects.requireNonNullElse(portion.cycle().first(), word);
            case PARTNER_SECOND -> Objects.requireNonNullElse(portion.cycle().second(), word);
            default -> word;
        };
    }

    private static boolean isOfManagers(String named) {
        return named.trim().equals(CHAIN) || named.trim().equals(WITHIN_LIMIT);
    }

    /** What a rule demands: one step, or one for each manager of a chain; none where nobody's limit goes so far (R03). */
    private List<DemandedStep> steps(FiredRule rule, ApprovalSubject subject, Portion portion) {
        var named = rule.role();
        if (named == null || !isOfManagers(named)) {
            return List.of(step(rule, demandedRole(Objects.requireNonNull(named), portion), 1, subject, portion));
        }
        var chain = managers.upTo(
                        Objects.requireNonNull(subject.accumulated(portion)), subject.requester(), subject.barred())
                .orElse(List.of());
        var steps = new ArrayList<DemandedStep>();
        for (var turn = 1; turn <= chain.size(); turn++) {
            if (named.trim().equals(CHAIN) || turn == chain.size()) {
                var role = named.trim() + ":" + chain.get(turn - 1).value();
                steps.add(step(rule, role, named.trim().equals(CHAIN) ? turn : 1, subject, portion));
            }
        }
        return steps;
    }

    private Explanation noLimitFor(ApprovalSubject subject, Portion portion, FiredRule rule) {
        var amount = Objects.requireNonNull(subject.accumulated(portion));
        return Explanation.of(
                ApprovalStatement.NO_STEP_FOLLOWS,
                Explanation.of(
                        ApprovalStatement.NO_LIMIT,
                        approvers.nameOf(subject.requester()),
                        Explanation.amount(
                                new Money(amount, company.baseCurrency())
                                        .rounded()
                                        .amount(),
                                company.baseCurrency().getCurrencyCode())),
                rule.rule());
    }

    private DemandedStep step(FiredRule rule, String role, int turn, ApprovalSubject subject, Portion portion) {
        var level = Objects.requireNonNull(rule.level());
        var reason = rule.reason();
        return new DemandedStep(
                level,
                turn,
                role,
                rule.rule(),
                (reason == null || reason.isBlank() ? PolicyReason.UNEXPLAINED : reason.trim())
                        + (level > 0 ? together(subject, portion) : ""),
                NeededAnswers.parse(rule.answers()).orElseThrow(),
                rule.earlierAnswer() != null && rule.earlierAnswer().trim().equals(ANOTHER_PERSON),
                level > 0 && linesWord(rule).startsWith(OWN_LINES) ? subject.linesOf(portion) : Set.of(),
                level > 0 && linesWord(rule).equals(OWN_LINES_ALONE),
                level > 0 && commentWord(rule).equals(COMMENT_ALWAYS));
    }

    private String together(ApprovalSubject subject, Portion portion) {
        var accumulated = subject.accumulated(portion);
        return accumulated == null
                ? ""
                : subject.earlier(portion)
                        .map(asked -> "; "
                                + AddedReason.words(
                                        asked, subject.accumulation().days(), accumulated, company.baseCurrency()))
                        .orElse("");
    }

    /**
     * Equal level, turn and role become one step; rules and reasons are joined, and the stricter demand stays. What wants another
     * person is never one with what does not: it asks for somebody beside those (R05).
     */
    private static List<DemandedStep> merged(List<DemandedStep> steps, int lineCount) {
        var alike = new LinkedHashMap<String, List<DemandedStep>>();
        steps.forEach(step -> alike.computeIfAbsent(
                        step.level() + " " + step.turn() + " " + step.anotherPerson() + " " + step.role(),
                        key -> new ArrayList<>())
                .add(step));
        return alike.values().stream()
                .map(same -> new DemandedStep(
                        same.get(0).level(),
                        same.get(0).turn(),
                        same.get(0).role(),
                        distinct(same.stream().map(DemandedStep::rules).toList(), ","),
                        distinct(same.stream().map(DemandedStep::reason).toList(), "; "),
                        same.stream().map(DemandedStep::answers).reduce(NeededAnswers.ANY, NeededAnswers::and),
                        same.get(0).anotherPerson(),
                        LineNumbers.together(
                                same.stream().map(DemandedStep::lines).toList()),
                        same.stream().allMatch(DemandedStep::linesAlone),
                        same.stream().anyMatch(DemandedStep::commentAlways)))
                .map(step -> explained(step, lineCount))
                .sorted(Comparator.comparingInt(DemandedStep::level)
                        .thenComparingInt(DemandedStep::turn)
                        .thenComparing(DemandedStep::role)
                        .thenComparing(DemandedStep::anotherPerson))
                .toList();
    }

    private static DemandedStep explained(DemandedStep step, int lineCount) {
        var reasons = new ArrayList<>(List.of(step.reason()));
        reasons.addAll(AddedReason.words(step.answers(), step.anotherPerson(), step.commentAlways()));
        if (!step.lines().isEmpty() && step.lines().size() < lineCount) {
            reasons.add(AddedReason.words(step.lines(), lineCount));
        }
        return new DemandedStep(
                step.level(),
                step.turn(),
                step.role(),
                step.rules(),
                String.join("; ", reasons),
                step.answers(),
                step.anotherPerson(),
                step.lines(),
                step.linesAlone() && !step.lines().isEmpty(),
                step.commentAlways());
    }

    private static String distinct(List<String> texts, String separator) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(separator, -1)))
                .map(String::trim)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .collect(Collectors.joining(separator));
    }

    private static Explanation noRuleFor(Portion portion) {
        return Explanation.of(
                ApprovalStatement.NO_RULE,
                named(portion.category()),
                named(portion.supplierStatus()),
                named(portion.costCenter()));
    }

    private static Object named(@Nullable String value) {
        return value == null ? Explanation.of(ApprovalStatement.NO_VALUE) : value;
    }

    private static RoutedApproval failed(ApprovalSubject subject, int version, Explanation why) {
        return new RoutedApproval(subject, List.of(), version, why);
    }

    private static String rootMessage(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }
}
