package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.countersign.approval.LinesAsked.Rejected;
import org.countersign.people.Organization;
import org.jspecify.annotations.Nullable;

/** What questions about single lines, and answers to them, mean. */
final class LineAnswers {

    private LineAnswers() {}

    /** What the steps that one person answers together ask about, and what of the document was rejected before. */
    static LinesAsked asked(ApprovalCycle cycle, List<ApprovalStep> together, Organization organization) {
        return new LinesAsked(
                List.copyOf(LineNumbers.together(
                        together.stream().map(ApprovalStep::lines).toList())),
                List.copyOf(alone(together)),
                isAllAlone(together),
                rejections(cycle, organization));
    }

    /** What was rejected, by the number of the line; a line that several rejected is named once. */
    static List<Rejected> rejections(ApprovalCycle cycle, Organization organization) {
        var found = new ArrayList<Rejected>();
        var seen = new TreeSet<Integer>();
        cycle.steps().stream()
                .filter(step -> !step.rejectedLines().isEmpty() && step.isAnswered())
                .sorted(Comparator.comparing(step -> Objects.requireNonNull(step.answeredAt())))
                .forEach(step -> step.answeredBy()
                        .ifPresent(by -> step.rejectedLines().stream()
                                .filter(seen::add)
                                .forEach(line ->
                                        found.add(new Rejected(line, by, organization.nameOf(by), step.comment())))));
        found.sort(Comparator.comparingInt(Rejected::line));
        return found;
    }

    /**
     * The lines that an answer rejects while the rest goes on; none where it decides on the whole document.
     *
     * @param named as somebody wrote them; null or blank for all that can be rejected alone
     * @throws org.countersign.shared.RuleViolation for lines that cannot be
     */
    static SortedSet<Integer> rejected(List<ApprovalStep> together, Decision decision, @Nullable String named) {
        var nothingNamed = named == null || named.isBlank();
        check(nothingNamed || decision == Decision.REJECT, ApprovalRule.LINES_ONLY_REJECTED);
        if (decision != Decision.REJECT) {
            return new TreeSet<>();
        }
        if (named == null || named.isBlank()) {
            return isAllAlone(together) ? alone(together) : new TreeSet<>();
        }
        var written = LineNumbers.written(named);
        check(written.isPresent(), ApprovalRule.LINES_NOT_READ, shortened(named.strip()));
        var lines = written.orElseThrow();
        var others = new TreeSet<>(lines);
        others.removeAll(alone(together));
        check(others.isEmpty(), ApprovalRule.LINES_NOT_YOURS, LineNumbers.shown(others));
        return lines;
    }

    private static boolean isAllAlone(List<ApprovalStep> together) {
        return together.stream().noneMatch(step -> step.linesAlone().isEmpty());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    private static SortedSet<Integer> alone(List<ApprovalStep> steps) {
        var alone = new TreeSet<Integer>();
        steps.forEach(step -> alone.addAll(step.linesAlone()));
        return alone;
    }

    /** Keeps with a step which of its lines an answer rejects. */
    static void keep(ApprovalStep step, Set<Integer> rejected) {
        var mine = mine(step, rejected);
        if (!mine.isEmpty()) {
            step.reject(mine);
        }
    }

    /** What an answer is to a step. */
    static StepOutcome outcome(ApprovalStep step, Decision decision, Set<Integer> rejected) {
        return rejected.isEmpty()
                ? decision.outcome()
                : mine(step, rejected).isEmpty() ? StepOutcome.APPROVED : StepOutcome.LINES_REJECTED;
    }

    private static Set<Integer> mine(ApprovalStep step, Set<Integer> rejected) {
        var mine = new TreeSet<>(step.linesAlone());
        mine.retainAll(rejected);
        return mine;
    }

    static SortedSet<Integer> rejected(Collection<ApprovalStep> steps) {
        var all = new TreeSet<Integer>();
        steps.forEach(step -> all.addAll(step.rejectedLines()));
        return all;
    }

    static Optional<ApprovalStep> lastRejection(Collection<ApprovalStep> steps) {
        return steps.stream()
                .filter(step -> step.outcome() == StepOutcome.LINES_REJECTED)
                .max(Comparator.comparing(step -> Objects.requireNonNull(step.answeredAt())));
    }

    /** Whether answers to these steps were about everything that another one asks about (R05). */
    static boolean haveSeen(List<ApprovalStep> answered, ApprovalStep about, int documentLines) {
        if (answered.isEmpty()
                || answered.stream().anyMatch(step -> step.lines().isEmpty())) {
            return !answered.isEmpty();
        }
        var seen = new TreeSet<Integer>();
        answered.forEach(step -> seen.addAll(step.lines()));
        var wanted = about.lines();
        return wanted.isEmpty() ? seen.size() == documentLines : seen.containsAll(wanted);
    }
}
