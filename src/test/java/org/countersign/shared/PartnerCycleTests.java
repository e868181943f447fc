package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.countersign.shared.PartnerCycle.Told;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartnerCycleTests {

    private static final KnownApprovers KNOWN = new KnownApprovers() {

        @Override
        public boolean isPerson(UserId user) {
            return user.value().equals("anna");
        }

        @Override
        public boolean isGroup(String group) {
            return group.equals("finance-officer");
        }
    };

    private enum Faulty implements Rule {
        FAULTY;

        @Override
        public String module() {
            return "test";
        }

        @Override
        public Refusal refusal() {
            return Refusal.INVALID;
        }

        @Override
        public String sentence() {
            return "This is faulty.";
        }
    }

    @Test
    @DisplayName("What is kept in a column reads as what was given")
    void aColumnKeepsAll() {
        var cycle = new PartnerCycle(
                "line-manager",
                "group:finance-officer",
                new Told(List.of("person:anna", "group:cfo"), List.of(), List.of("person:b.o+b@x")));
        assertThat(PartnerCycle.read(cycle.kept())).isEqualTo(cycle);
        assertThat(PartnerCycle.NONE.kept()).isNull();
        assertThat(PartnerCycle.read(null)).isEqualTo(PartnerCycle.NONE);
        assertThat(new PartnerCycle(" ", "", null)).isEqualTo(PartnerCycle.NONE);
    }

    @Test
    @DisplayName("A cycle names at most two approvers, the second after a first")
    void approversAreCounted() {
        assertThat(PartnerCycle.NONE.approvers()).isZero();
        assertThat(new PartnerCycle("line-manager", null, Told.NOBODY).approvers())
                .isEqualTo(1);
        assertThat(new PartnerCycle("line-manager", "person:anna", Told.NOBODY).approvers())
                .isEqualTo(2);
        assertThat(faults(new PartnerCycle(null, "person:anna", Told.NOBODY))).containsExactly("second");
    }

    @Test
    @DisplayName("Only who is there can be named, and every faulty field is said")
    void onlyWhoIsThere() {
        assertThat(faults(new PartnerCycle(
                        "person:anna", "group:finance-officer", new Told(List.of("person:anna"), null, null))))
                .isEmpty();
        assertThat(faults(new PartnerCycle(
                        "person:bob",
                        "group:nobody",
                        new Told(List.of("line-manager"), List.of("anna"), List.of("group:a;b")))))
                .containsExactly("first", "second", "told.pending", "told.approved", "told.rejected");
        assertThat(faults(new PartnerCycle("automatic", null, Told.NOBODY))).containsExactly("first");
    }

    @Test
    @DisplayName("Several partners of a document tell everybody whom one of them names, each once")
    void severalPartners() {
        var one = new Told(List.of("person:b", "person:a"), List.of(), List.of("group:g"));
        var other = new Told(List.of("person:a"), List.of("person:c"), List.of());
        var both = Told.of(List.of(one, other));
        assertThat(both).isEqualTo(new Told(List.of("person:a", "person:b"), List.of("person:c"), List.of("group:g")));
        assertThat(both.names(new UserId("c"), Set.of())).isTrue();
        assertThat(both.names(new UserId("d"), Set.of("g"))).isTrue();
        assertThat(both.names(new UserId("d"), Set.of("h"))).isFalse();
    }

    private static List<String> faults(PartnerCycle cycle) {
        var fields = new FieldCheck();
        cycle.check(fields, KNOWN);
        var refused = catchThrowableOfType(RuleViolation.class, () -> fields.demand(Faulty.FAULTY));
        return refused == null
                ? List.of()
                : refused.fields().stream().map(FieldProblem::field).toList();
    }
}
