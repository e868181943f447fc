package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.PartnerNews.Stage;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.PartnerCycle.Told;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents of suppliers and customers with an approval cycle of their own. */
class PartnerCycleRoutingTests {

    private static final Told TOLD =
            new Told(List.of("person:analyst"), List.of("group:finance-officer"), List.of("person:buyer"));

    private final ApprovalExamples examples = new ApprovalExamples().policyAsks("1 partner-first", "2 partner-second");

    @Test
    @DisplayName("R02: whom the partner’s cycle names is frozen, whatever the cycle says later")
    void theCycleIsFrozen() {
        submit("requester", new PartnerCycle("line-manager", "person:analyst", TOLD));
        examples.open();

        assertThat(examples.cycle().steps())
                .extracting(step -> step.level() + " " + step.role())
                .containsExactly("1 line-manager", "2 person:analyst");
        assertThat(examples.approve("manager")).isEqualTo(ApprovalOutcome.PENDING);
        examples.open();
        assertThat(examples.approve("analyst")).isEqualTo(ApprovalOutcome.APPROVED);
        assertThat(examples.cycle().facts()).contains("partnerCycle", "second=person:analyst");
    }

    @Test
    @DisplayName("Who is told learns once that it waits and once how it ended, people and members of groups alike")
    void whoIsTold() {
        submit("requester", new PartnerCycle("line-manager", "person:analyst", TOLD));
        assertThat(news()).containsExactly(Stage.PENDING + " [analyst]");
        examples.open();
        examples.approve("manager");
        examples.open();
        examples.approve("analyst");
        assertThat(news()).containsExactly(Stage.PENDING + " [analyst]", Stage.APPROVED + " [cfo, finance]");
    }

    @Test
    @DisplayName("R09: a rejection is told with its reason, sending back is told nobody")
    void aRejectionIsTold() {
        submit("requester", new PartnerCycle("line-manager", "person:analyst", TOLD));
        examples.open();
        examples.answer("manager", Decision.REJECT, "Too dear");
        assertThat(examples.events(PartnerNews.class)).last().satisfies(told -> {
            assertThat(told.stage()).isEqualTo(Stage.REJECTED);
            assertThat(told.people()).containsExactly(new UserId("buyer"));
            assertThat(told.comment()).isEqualTo("Too dear");
            assertThat(told.by()).isEqualTo(new UserId("manager"));
        });

        var other = new ApprovalExamples().policyAsks("1 partner-first");
        other.approvals.freeze(other.approvals.route(ApprovalExamples.subject(
                "requester", Map.of(), BigDecimal.TEN, portion(new PartnerCycle("line-manager", null, TOLD)))));
        other.open();
        other.answer("manager", Decision.RETURN, "Which one?");
        assertThat(other.events(PartnerNews.class)).hasSize(1);
    }

    @Test
    @DisplayName("R04: a cycle that names the requester asks the requester’s manager instead")
    void theRequesterNeverApproves() {
        submit("analyst", new PartnerCycle("person:analyst", null, Told.NOBODY), "1 partner-first");
        examples.open();
        assertThat(examples.asked()).containsExactly("department-head");
        assertThatThrownBy(() -> examples.approve("analyst")).isInstanceOf(RuleViolation.class);
        assertThat(examples.approve("department-head")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: whoever is first and second answers once")
    void oncePerPerson() {
        submit("requester", new PartnerCycle("line-manager", "person:manager", Told.NOBODY));
        examples.open();
        examples.approve("manager");
        assertThat(examples.open()).isEqualTo(LevelOpening.NONE_LEFT);
        assertThat(examples.approvals.outcome(ApprovalExamples.DOCUMENT)).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R03: a rule that asks an approver whom the cycle does not name approves nothing")
    void anApproverWhoIsNotNamed() {
        var routed = examples.approvals.route(ApprovalExamples.subject(
                "requester", Map.of(), BigDecimal.TEN, portion(new PartnerCycle("line-manager", null, Told.NOBODY))));
        assertThat(routed.steps()).isEmpty();
        assertThat(routed.failure()).isNotNull();
        assertThat(routed.failure().english()).contains("rule_partnersecond", "names none");
    }

    @Test
    @DisplayName("R03: a group without members approves nothing, and those who are told learn that it waits once")
    void anEmptyGroup() {
        examples.people.empty("cfo");
        submit("requester", new PartnerCycle("group:cfo", null, TOLD), "1 partner-first");
        assertThat(examples.cycle().failure()).isNotNull();
        assertThat(examples.approvals.outcome(ApprovalExamples.DOCUMENT)).isEqualTo(ApprovalOutcome.PENDING);
        assertThat(news()).containsExactly(Stage.PENDING + " [analyst]");
    }

    @Test
    @DisplayName("Approved by rule is told as approved, and never as waiting")
    void approvedByRule() {
        examples.policyAsks("0 automatic");
        submit("requester", new PartnerCycle(null, null, TOLD), "0 automatic");
        assertThat(news()).containsExactly(Stage.APPROVED + " [cfo, finance]");
    }

    @Test
    @DisplayName("A partner without a cycle has nobody told, and the table learns that nobody is named")
    void withoutACycle() {
        var asked = new java.util.ArrayList<Integer>();
        examples.policy = facts -> {
            facts.forEach(one -> asked.add(one.partnerApprovers()));
            return new ApprovalPolicy.Verdict(
                    1,
                    facts.stream()
                            .map(one -> List.of(ApprovalExamples.rule("1 line-manager")))
                            .toList());
        };
        examples.submitted();
        assertThat(asked).containsExactly(0);
        assertThat(examples.events(PartnerNews.class)).isEmpty();
    }

    private void submit(String requester, PartnerCycle cycle, String... rules) {
        if (rules.length > 0) {
            examples.policyAsks(rules);
        }
        examples.approvals.freeze(examples.approvals.route(
                ApprovalExamples.subject(requester, Map.of(), BigDecimal.TEN, portion(cycle))));
    }

    private static Portion portion(PartnerCycle cycle) {
        return new Portion("office", "APPROVED", "CC-100", "PROD", "S-1", cycle);
    }

    private List<String> news() {
        return examples.events(PartnerNews.class).stream()
                .map(told -> told.stage() + " " + told.people())
                .toList();
    }
}
