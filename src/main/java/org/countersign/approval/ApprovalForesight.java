package org.countersign.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.approval.ApprovalRole.Kind;
import org.countersign.approval.Approvers.Eligible;
import org.countersign.approval.PastApproval.Range;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends documents of the past, and what is in approval, through approval policies that need not be in force: with the facts of
 * then, and the people of today. Nothing is frozen, asked or written down.
 */
@Service
public class ApprovalForesight {

    private final PastApprovals past;
    private final StandIns standIns;
    private final Organization organization;
    private final EarlierRequests earlier;
    private final Company company;

    ApprovalForesight(
            PastApprovals past,
            StandIns standIns,
            Organization organization,
            EarlierRequests earlier,
            Company company) {
        this.past = past;
        this.standIns = standIns;
        this.organization = organization;
        this.earlier = earlier;
        this.company = company;
    }

    /** How many submissions there are at the most. */
    @Transactional(readOnly = true)
    public long count(Range range) {
        return past.count(range);
    }

    /**
     * The next submissions, the oldest first.
     *
     * @param after where the last page ended; null for the first
     * @param most how many are read
     */
    @Transactional(readOnly = true)
    public Page next(Range range, @Nullable String after, int most) {
        var page = past.next(range, after, most);
        return new Page(page.found(), page.read(), page.last(), page.end());
    }

    /**
     * A page of submissions.
     *
     * @param read how many were read: no table was asked about some of them
     * @param last where it ended
     * @param end whether there are no more
     */
    public record Page(
            List<PastApproval> found, int read, @Nullable String last, boolean end) {

        public Page {
            found = List.copyOf(found);
        }
    }

    /** Ways through a policy. Remembers people, groups and substitutes, so it is for one comparison and for one thread. */
    public Router router() {
        var remembered = new RememberedOrganization(organization);
        var approvers = new Approvers(remembered, standIns.remembering(remembered));
        return new Router(remembered, approvers);
    }

    /** Finds the ways of many documents. */
    public final class Router {

        private final Organization people;
        private final Approvers approvers;

        private Router(Organization people, Approvers approvers) {
            this.people = people;
            this.approvers = approvers;
        }

        /** The way of a document. Whatever the policy throws becomes a failure in words (R03). */
        public ForeseenRoute route(ApprovalSubject subject, ApprovalPolicy policy) {
            return route(subject, routing(policy).routeTold(subject));
        }

        /** Whether there is anything that some policy might count together with it (R10). */
        public boolean countsTogether(ApprovalSubject subject) {
            return !subject.suppliers().isEmpty() && earlier.any(subject);
        }

        /** As {@link #route}, with what counts together as the policy says, looked up anew (R10). */
        public ForeseenRoute routeCounting(ApprovalSubject subject, ApprovalPolicy policy) {
            var alone = subject.with(ApprovalSubject.Accumulation.NOTHING);
            return route(alone, routing(policy).routeQuietly(alone));
        }

        private ApprovalRouting routing(ApprovalPolicy policy) {
            return new ApprovalRouting(policy, approvers, new ManagerChain(people), earlier, company);
        }

        private ForeseenRoute route(ApprovalSubject subject, RoutedApproval routed) {
            var expected = new ExpectedPeople(approvers).of(routed.steps(), ExpectedPeople::demand, Asking.of(subject));
            var steps = new ArrayList<ForeseenRoute.Step>();
            var turn = 0;
            DemandedStep before = null;
            for (var step : routed.steps()) {
                if (step.level() > 0
                        && (before == null || before.level() != step.level() || before.turn() != step.turn())) {
                    turn++;
                }
                before = step;
                steps.add(foreseen(step, turn, Objects.requireNonNull(expected.get(step)), subject));
            }
            return new ForeseenRoute(steps, routed.failure());
        }

        private ForeseenRoute.Step foreseen(DemandedStep step, int turn, Eligible eligible, ApprovalSubject subject) {
            var role = ApprovalRole.of(step.role());
            var someLines = !step.lines().isEmpty() && step.lines().size() < subject.lineCount();
            var person = eligible.person();
            var asked = role(role);
            var named = person == null || role.kind() == Kind.PERSON
                    ? asked
                    : Explanation.of(ApprovalStatement.FORESEEN_PERSON, asked, people.nameOf(person));
            return new ForeseenRoute.Step(
                    turn,
                    turn + " " + role + " " + step.answers() + " " + step.anotherPerson() + " " + step.commentAlways()
                            + " " + someLines + " " + (someLines && step.linesAlone()),
                    told(named, step, turn, someLines),
                    told(asked, step, turn, someLines),
                    person,
                    role.kind() == Kind.GROUP ? role.required() : null);
        }

        private Explanation role(ApprovalRole role) {
            return switch (role.kind()) {
                case AUTOMATIC -> Explanation.of(ApprovalStatement.FORESEEN_BY_RULE);
                case LINE_MANAGER -> Explanation.of(ApprovalStatement.FORESEEN_LINE_MANAGER);
                case COST_CENTER_OWNER -> Explanation.of(ApprovalStatement.FORESEEN_OWNER);
                case DEPARTMENT_HEAD -> Explanation.of(ApprovalStatement.FORESEEN_HEAD);
                case MANAGER_CHAIN -> Explanation.of(ApprovalStatement.FORESEEN_CHAIN);
                case MANAGER_WITHIN_LIMIT -> Explanation.of(ApprovalStatement.FORESEEN_WITHIN_LIMIT);
                case GROUP -> group(role.required());
                case PERSON -> Explanation.of(ApprovalStatement.OWN_REASON, people.nameOf(new UserId(role.required())));
            };
        }
    }

    private static Explanation told(Explanation asked, DemandedStep step, int turn, boolean someLines) {
        var parts = new ArrayList<Explanation>();
        if (step.answers().areCounted()) {
            parts.add(
                    step.answers().equals(NeededAnswers.ALL)
                            ? Explanation.of(ApprovalStatement.ALL_AGREE)
                            : Explanation.of(ApprovalStatement.SO_MANY_AGREE, step.answers()));
        }
        if (step.anotherPerson()) {
            parts.add(Explanation.of(ApprovalStatement.ANOTHER_AGREES));
        }
        if (step.commentAlways()) {
            parts.add(Explanation.of(ApprovalStatement.COMMENT_ALWAYS));
        }
        if (someLines) {
            parts.add(Explanation.of(
                    step.linesAlone() ? ApprovalStatement.FORESEEN_LINES_ALONE : ApprovalStatement.FORESEEN_LINES));
        }
        var whole = asked;
        for (var part : parts) {
            whole = Explanation.of(ApprovalStatement.MORE_REASONS, whole, part);
        }
        return turn == 0 ? whole : Explanation.of(ApprovalStatement.FORESEEN_TURN, turn, whole);
    }

    /** Groups of the product have a name in every language. */
    private static Explanation group(String id) {
        var said = Explanation.of(ApprovalStatement.OWN_REASON, Explanation.group(id));
        for (var group : Group.values()) {
            if (group.id().equals(id)) {
                return new Explanation(group.label(), said.said());
            }
        }
        return said;
    }
}
