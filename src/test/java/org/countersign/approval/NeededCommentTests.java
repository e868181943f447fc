package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.countersign.approval.ApprovalExamples.DOCUMENT;

import java.util.List;
import java.util.Objects;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comments that the policy demands of those who approve. */
class NeededCommentTests {

    private final ApprovalExamples examples = new ApprovalExamples();

    @Test
    @DisplayName("R09: where the policy says so, approving needs a comment too, and nothing is answered without")
    void approvingNeedsAComment() {
        examples.policyAsks("1 line-manager any counts always").submitted().open();

        assertThat(refusal("manager", null)).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        assertThat(refusal("manager", " \n")).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        assertThat(examples.asked()).containsExactly("manager");
        assertThat(examples.answer("manager", Decision.APPROVE, "Needed for the move"))
                .isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R09: with the other word, an empty cell or none, approving needs no comment")
    void withoutAComment() {
        examples.policyAsks("1 line-manager any counts unless-approved", "2 group:cfo")
                .submitted()
                .open();

        assertThat(examples.answer("manager", Decision.APPROVE, null)).isEqualTo(ApprovalOutcome.PENDING);
    }

    @Test
    @DisplayName("R03: a word about comments that the product does not know approves nothing")
    void aWrongWord() {
        examples.policyAsks("1 line-manager any counts sometimes").submitted();

        assertThat(Objects.requireNonNull(
                                examples.approvals.unanswered(DOCUMENT).failure())
                        .english())
                .contains("rule_linemanager", "comments", "sometimes");
    }

    @Test
    @DisplayName(
            "R02: the reason says that an approval needs a comment, and readers of other languages read it in theirs")
    void theReasonSaysSo() {
        examples.policyAsks("1 line-manager any counts always").submitted().open();

        var step = examples.approvals.route(ApprovalExamples.subject()).steps().get(0);
        assertThat(step.reason()).endsWith("; an approval needs a comment too");
        assertThat(AddedReason.read("an approval needs a comment too")).isPresent();
    }

    @Test
    @DisplayName("R05: an answer that could be given without a word does not count where one is needed")
    void anEarlierAnswerWithoutAWord() {
        examples.policyAsks("1 line-manager", "2 person:manager any counts always")
                .submitted()
                .open();
        examples.answer("manager", Decision.APPROVE, null);
        examples.open();

        assertThat(refusal("manager", null)).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        assertThat(examples.answer("manager", Decision.APPROVE, "I still want it"))
                .isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: an answer that needed a comment counts where one is needed again")
    void anEarlierAnswerWithAComment() {
        examples.policyAsks("1 line-manager any counts always", "2 person:manager any counts always")
                .submitted()
                .open();
        examples.answer("manager", Decision.APPROVE, "Needed for the move");
        examples.open();

        assertThat(examples.approvals.outcome(DOCUMENT)).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R05: one answer to several questions needs a comment as soon as one of them does")
    void answeredTogether() {
        examples.policyAsks("1 line-manager", "1 person:manager any counts always")
                .submitted()
                .open();

        assertThat(refusal("manager", null)).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        assertThat(examples.answer("manager", Decision.APPROVE, "For both")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    @Test
    @DisplayName("R09: each of several who have to agree says why")
    void eachOfSeveral() {
        List.of("ada", "bob").forEach(member -> examples.people.add(member, "department-head", "board"));
        examples.policyAsks("1 group:board 2 counts always").submitted().open();

        assertThat(refusal("ada", null)).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        examples.answer("ada", Decision.APPROVE, "Good");
        assertThat(refusal("bob", null)).isEqualTo(ApprovalRule.COMMENT_NEEDED);
        assertThat(examples.answer("bob", Decision.APPROVE, "Very good")).isEqualTo(ApprovalOutcome.APPROVED);
    }

    private Rule refusal(String user, String comment) {
        return catchThrowableOfType(() -> examples.answer(user, Decision.APPROVE, comment), RuleViolation.class)
                .rule();
    }
}
