package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubstituteMasterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final UserId MANAGER = new UserId("manager");

    private final ApprovalExamples world = new ApprovalExamples();
    private final SubstituteMaster master = world.substituteMaster();

    @Test
    @DisplayName("R08: naming a substitute hands over what waits, taking back returns it; both are recorded")
    void whatWaitsGoesOverAndComesBack() {
        world.policyAsks("1 line-manager").submitted().open();

        var named = add("manager", "manager", details("buyer", TODAY, TODAY.plusDays(3)));
        assertThat(assignee()).isEqualTo("buyer");
        master.remove(MANAGER, named.id(), world.people.actor("manager"));

        assertThat(assignee()).isEqualTo("manager");
        assertThat(world.audit)
                .filteredOn(event -> event.document().value().equals("person:manager"))
                .extracting(event -> event.event())
                .containsExactly("substitute.named", "substitute.taken-back");
    }

    @Test
    @DisplayName("R08: an absence to come and one that is over hand nothing over")
    void onlyTheDaysBetweenCount() {
        world.policyAsks("1 line-manager").submitted().open();

        add("manager", "manager", details("buyer", TODAY.plusDays(1), TODAY.plusDays(3)));

        assertThat(assignee()).isEqualTo("manager");
    }

    @Test
    @DisplayName("R08: a person names substitutes for themselves, an administrator for others but never themselves")
    void whoMayNameWhom() {
        assertThat(add("manager", "admin", details("buyer", TODAY, TODAY)).setBy())
                .isEqualTo("admin");
        assertThatThrownBy(() -> add("manager", "finance", details("buyer", TODAY, TODAY)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> add("manager", "buyer", details("buyer", TODAY, TODAY)))
                .isInstanceOf(NotAllowed.class);
        refused(SubstituteRule.NOT_ONESELF_FOR_OTHERS, "manager", "admin", details("admin", TODAY, TODAY));
        assertThatThrownBy(() -> master.list(MANAGER, world.people.actor("finance")))
                .isInstanceOf(NotAllowed.class);
        assertThat(master.list(MANAGER, world.people.actor("admin"))).hasSize(1);
        assertThat(master.list(MANAGER, world.people.actor("manager"))).hasSize(1);
        assertThatThrownBy(() -> add("nobody", "admin", details("buyer", TODAY, TODAY)))
                .isInstanceOf(NotFound.class);
        var id = master.list(MANAGER, world.people.actor("manager")).get(0).id();
        assertThatThrownBy(() -> master.remove(MANAGER, id, world.people.actor("buyer")))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> master.remove(new UserId("finance"), id, world.people.actor("finance")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    @DisplayName("R08: each faulty field is named")
    void faultyFieldsAreNamed() {
        world.people.add("reader", "department-head", "auditor");
        assertThat(faulty(details(null, TODAY, null))).containsExactly("substitute", "to");
        assertThat(faulty(details("manager", TODAY, TODAY))).containsExactly("substitute");
        assertThat(faulty(details("nobody", TODAY, TODAY))).containsExactly("substitute");
        assertThat(faulty(details("reader", TODAY, TODAY))).containsExactly("substitute");
        assertThat(faulty(details("buyer", TODAY, TODAY.minusDays(1)))).containsExactly("to");
        assertThat(faulty(details("buyer", TODAY.minusDays(3), TODAY.minusDays(1))))
                .containsExactly("to");
        assertThat(faulty(SubstituteDetails.wanted("buyer", TODAY, TODAY, Set.of("holidays"), new BigDecimal("-1"))))
                .containsExactly("kinds", "upTo");
        assertThat(faulty(SubstituteDetails.wanted("buyer", TODAY, TODAY, null, new BigDecimal("0.00001"))))
                .containsExactly("upTo");
    }

    private List<String> faulty(SubstituteDetails details) {
        try {
            add("manager", "manager", details);
            return List.of();
        } catch (RuleViolation violation) {
            return violation.fields().stream().map(FieldProblem::field).toList();
        }
    }

    private SubstituteDetails add(String person, String actor, SubstituteDetails details) {
        return master.add(new UserId(person), details, world.people.actor(actor));
    }

    private void refused(SubstituteRule rule, String person, String actor, SubstituteDetails details) {
        assertThatThrownBy(() -> add(person, actor, details))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }

    private String assignee() {
        return world.cycle().openSteps().get(0).assignee().map(UserId::value).orElse(null);
    }

    private static SubstituteDetails details(String substitute, LocalDate from, LocalDate to) {
        return SubstituteDetails.wanted(substitute, from, to, null, null);
    }
}
