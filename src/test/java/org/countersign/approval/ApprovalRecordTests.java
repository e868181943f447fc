package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the record of a document says about those whose turn has not come. */
class ApprovalRecordTests {

    @Test
    @DisplayName(
            "After a level come those of each later one, the next first, of the present round and unanswered alone")
    void whoComesAfter() {
        var record = new ApprovalRecord(
                List.of(
                        entry(1, 2, null, "old"),
                        entry(2, 1, null, "boss"),
                        entry(2, 3, null, "cfo"),
                        entry(2, 2, null, "head", "it"),
                        entry(2, 2, null, "it"),
                        entry(2, 2, "APPROVED", "ada"),
                        entry(2, 4, null)),
                List.of());

        assertThat(record.askedAfter(1)).containsExactly(users("head", "it"), users("cfo"));
        assertThat(record.namesAfter(1, UserId::value)).isEqualTo("head, it; cfo");
        assertThat(record.namesAfter(2, UserId::value)).isEqualTo("cfo");
        assertThat(record.namesAfter(3, UserId::value)).isEmpty();
    }

    @Test
    @DisplayName("Of a large group five are named, and that there are more")
    void largeGroups() {
        var record = new ApprovalRecord(List.of(entry(1, 2, null, "a", "b", "c", "d", "e", "f")), List.of());

        assertThat(record.askedAfter(1).get(0)).hasSize(6);
        assertThat(record.namesAfter(1, UserId::value)).isEqualTo("a, b, c, d, e, …");
    }

    private static List<UserId> users(String... users) {
        return Stream.of(users).map(UserId::new).toList();
    }

    private static ApprovalEntry entry(int cycle, int level, @Nullable String outcome, String... candidates) {
        return new ApprovalEntry(
                cycle,
                level,
                "role",
                users(candidates),
                null,
                outcome,
                null,
                null,
                null,
                null,
                "rule_1",
                1,
                "Why",
                null,
                List.of(),
                List.of(),
                new FrozenAmount(BigDecimal.TEN, "EUR", null, null, null, null),
                false);
    }
}
