package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.approval.ApprovalExamples.rule;
import static org.countersign.approval.ApprovalExamples.subject;
import static org.countersign.approval.ApprovalExamples.subjectOf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalPolicy.FiredRule;
import org.countersign.approval.ApprovalPolicy.Verdict;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** What the policy's answers become. */
class ApprovalRoutingTests {

    private final ApprovalExamples examples = new ApprovalExamples();

    @Test
    @DisplayName("R02: the steps carry the rules that fired and the version of the table")
    void theStepsCarryRulesAndVersion() {
        var routed = route("1 line-manager", "2 cost-center-owner");

        assertThat(routed.failure()).isNull();
        assertThat(routed.policyVersion()).isEqualTo(7);
        assertThat(routed.steps())
                .extracting(DemandedStep::level, DemandedStep::role, DemandedStep::rules)
                .containsExactly(
                        tuple(1, "line-manager", "rule_linemanager"),
                        tuple(2, "cost-center-owner:CC-100", "rule_costcenterowner"));
    }

    @Test
    @DisplayName("R03: a cell that cannot be evaluated answers nothing; a database that is away says nothing of it")
    void aDatabaseThatIsAway() {
        examples.policy = facts -> {
            throw new IllegalStateException("No such function");
        };
        assertThat(examples.routing.routeTold(subjectOf("requester")).failure()).isNotNull();
        examples.policy = facts -> {
            throw new CannotAcquireLockException("Deadlock");
        };
        assertThatThrownBy(() -> examples.routing.routeTold(subjectOf("requester")))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(examples.approvals.route(subjectOf("requester")).failure())
                .as("what is submitted is never approved by it")
                .isNotNull();
    }

    @Test
    void equalStepsOfSeveralPortionsBecomeOne() {
        examples.policyAsks("1 line-manager", "2 cost-center-owner");
        examples.people.owner("CC-200", "finance");

        var routed = examples.approvals.route(subject(
                "requester",
                Map.of(),
                new BigDecimal("2000"),
                new Portion("office", "APPROVED", "CC-100", null),
                new Portion("tools", "APPROVED", "CC-100", null),
                new Portion("tools", "APPROVED", "CC-200", null)));

        assertThat(routed.steps())
                .extracting(DemandedStep::role)
                .containsExactly("line-manager", "cost-center-owner:CC-100", "cost-center-owner:CC-200");
    }

    @Test
    void rulesAndReasonsOfEqualStepsAreJoined() {
        examples.policy = facts -> new Verdict(
                1,
                List.of(List.of(
                        fired("rule_one", 1, "line-manager", "First reason"),
                        fired("rule_two", 1, "line-manager", "Second reason"))));

        assertThat(examples.approvals.route(subjectOf("requester")).steps())
                .containsExactly(
                        new DemandedStep(1, "line-manager", "rule_one,rule_two", "First reason; Second reason"));
    }

    @Test
    void approvalByRuleVanishesWhereAnyPortionDemandsAnAnswer() {
        assertThat(route("0 automatic", "2 group:purchasing-agent").steps())
                .extracting(DemandedStep::role)
                .containsExactly("group:purchasing-agent");
    }

    @Test
    void severalApprovalsByRuleAreOneEntry() {
        examples.policyAsks("0 automatic");

        var routed = examples.approvals.route(subject(
                "requester",
                Map.of(),
                new BigDecimal("99.99"),
                new Portion("office", null, "CC-100", null),
                new Portion("tools", null, "CC-100", null)));

        assertThat(routed.steps())
                .extracting(DemandedStep::level, DemandedStep::role)
                .containsExactly(tuple(0, "automatic"));
    }

    @Test
    @DisplayName("R03: a missing exchange rate is a failure, and the policy is not even asked")
    void aMissingRateIsAFailure() {
        examples.policyAsks("0 automatic");

        assertFailure(
                examples.approvals.route(subject("requester", Map.of(), null, new Portion(null, null, null, null))),
                "exchange rate");
    }

    @Test
    @DisplayName("R03: a policy that throws is a failure")
    void aPolicyThatThrowsIsAFailure() {
        examples.policy = facts -> {
            throw new IllegalArgumentException("outer", new IllegalStateException("cell C4 cannot be read"));
        };

        assertFailure(examples.approvals.route(subjectOf("requester")), "cell C4 cannot be read");
    }

    @Test
    @DisplayName("R03: no rule fired is a failure, even for one portion of several")
    void noRuleIsAFailure() {
        examples.policy = facts -> new Verdict(
                1,
                facts.stream()
                        .map(portion -> "strange".equals(portion.category())
                                ? List.<FiredRule>of()
                                : List.of(rule("1 line-manager")))
                        .toList());

        assertFailure(
                examples.approvals.route(subject(
                        "requester",
                        Map.of(),
                        new BigDecimal("500"),
                        new Portion("office", null, "CC-100", null),
                        new Portion("strange", null, "CC-100", null))),
                "No rule of the approval policy applies to the lines with category strange");
    }

    @Test
    @DisplayName("R03: an answer on fewer portions than asked is a failure")
    void anAnswerTooFewIsAFailure() {
        examples.policy = facts -> new Verdict(1, List.of());

        assertFailure(examples.approvals.route(subjectOf("requester")), "every part");
    }

    @Test
    @DisplayName("R03: a rule without a level or a role, or with an unknown one, is a failure")
    void anUnreadableRuleIsAFailure() {
        assertFailure(routeOne(fired("rule_x", null, "line-manager", "")), "no level");
        assertFailure(routeOne(fired("rule_x", 1, null, "")), "no role");
        assertFailure(routeOne(fired("rule_x", -1, "line-manager", "")), "no level");
        assertFailure(routeOne(fired("rule_x", 1, "the boss", "")), "unknown role: the boss");
        assertFailure(routeOne(fired("rule_x", 1, "group:", "")), "unknown role");
    }

    @Test
    @DisplayName("R03: level 0 without automatic, and automatic above it, approve nothing")
    void aContradictingRuleIsAFailure() {
        assertFailure(routeOne(fired("rule_x", 0, "line-manager", "")), "contradicts itself");
        assertFailure(routeOne(fired("rule_x", 1, "automatic", "")), "contradicts itself");
    }

    @Test
    @DisplayName("R03: a group that is unknown, empty, or has only the requester is a failure")
    void aGroupWithoutAnybodyIsAFailure() {
        examples.people.add("solo", "manager", "solo-group");

        assertFailure(route("1 group:no-such-group"), "no-such-group is unknown or has no active member");
        assertFailure(
                examples.policyAsks("1 group:solo-group").approvals.route(subjectOf("solo")),
                "No member of group solo-group may answer");
    }

    @Test
    @DisplayName("R03: a cost centre without an owner, an unknown one, or none at all is a failure")
    void aCostCenterWithoutOwnerIsAFailure() {
        examples.people.owner("CC-9", null);
        examples.policyAsks("2 cost-center-owner");

        assertFailure(routeCostCenter("CC-9"), "CC-9 has no owner");
        assertFailure(routeCostCenter("CC-404"), "no cost centre CC-404");
        assertFailure(routeCostCenter(null), "the document names none");
    }

    @Test
    @DisplayName("R03: nobody up the chain of managers may answer is a failure")
    void nobodyLeftIsAFailure() {
        assertFailure(examples.policyAsks("1 line-manager").approvals.route(subjectOf("cfo")), "has no line manager");

        examples.people.leaves("manager");
        examples.people.leaves("department-head");
        examples.people.leaves("cfo");
        assertFailure(examples.approvals.route(subjectOf("requester")), "Nobody is left");
    }

    @Test
    @DisplayName("R03: managers in a loop end in a failure, not in an endless search")
    void aLoopOfManagersIsCut() {
        examples.people.add("anna", "bert");
        examples.people.add("bert", "anna");
        examples.people.leaves("bert");

        assertFailure(examples.policyAsks("1 line-manager").approvals.route(subjectOf("anna")), "Nobody is left");
    }

    @Test
    @DisplayName("R03: a document without any portion is a failure")
    void noPortionIsAFailure() {
        assertFailure(
                examples.policyAsks("0 automatic").approvals.route(subject("requester", Map.of(), BigDecimal.ONE)),
                "no lines");
    }

    @Test
    @DisplayName("R03: a group in which everybody is excluded is a failure")
    void everybodyExcludedIsAFailure() {
        examples.policyAsks("1 group:finance-officer");

        assertFailure(
                examples.approvals.route(subject(
                        "requester",
                        Map.of(new UserId("finance"), "captured the invoice", new UserId("cfo"), "received the goods"),
                        BigDecimal.TEN,
                        new Portion(null, null, null, null))),
                "No member of group finance-officer may answer");
    }

    private RoutedApproval route(String... steps) {
        return examples.policyAsks(steps).approvals.route(subjectOf("requester"));
    }

    private RoutedApproval routeOne(FiredRule fired) {
        examples.policy = facts -> new Verdict(1, List.of(List.of(fired)));
        return examples.approvals.route(subjectOf("requester"));
    }

    private RoutedApproval routeCostCenter(String code) {
        return examples.approvals.route(
                subject("requester", Map.of(), BigDecimal.TEN, new Portion(null, null, code, null)));
    }

    private static void assertFailure(RoutedApproval routed, String words) {
        assertThat(routed.failure()).isNotNull();
        assertThat(routed.failure().english()).contains(words).endsWith(".");
        assertThat(routed.steps()).isEmpty();
    }

    private static FiredRule fired(String rule, Integer level, String role, String reason) {
        return FiredRule.builder(rule).level(level).role(role).reason(reason).build();
    }
}
