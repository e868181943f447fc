package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import org.countersign.shared.UserId;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnswerLinksTests {

    private static final UserId BOSS = new UserId("boss");

    private final TestClock clock = new TestClock();
    private final AnswerLinks links = AnswerLinkExamples.links((byte) 1, clock);

    @Test
    @DisplayName("A link is for one person and one step, and ends after a week")
    void aLinkIsForOnePersonAndOneStep() {
        var token = links.draw("REQ-2026-000001/1/2", BOSS);

        assertThat(links.read(token)).contains(new AnswerLinks.Link("REQ-2026-000001/1/2", BOSS, false));
        clock.advance(Duration.ofDays(7));
        assertThat(links.read(token)).contains(new AnswerLinks.Link("REQ-2026-000001/1/2", BOSS, true));
    }

    @Test
    @DisplayName("Whatever was changed or drawn with another key is no link")
    void aChangedLinkIsNone() {
        var token = links.draw("REQ-2026-000001/1/2", BOSS);
        var bytes = Base64.getUrlDecoder().decode(token);
        for (var i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(links.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isEmpty();
        }
        assertThat(AnswerLinkExamples.links((byte) 2, clock).read(token)).isEmpty();
        assertThat(links.read("")).isEmpty();
        assertThat(links.draw("REQ-2026-000001/1/2", BOSS)).isNotEqualTo(token);
    }

    @Test
    @DisplayName("As shipped nothing is answered without signing in; never a payment, and nothing without an amount")
    void theLinkAloneIsSeldomEnough() {
        var shipped = AnswerLinkExamples.settings("0").mailLink();
        var allowed = AnswerLinkExamples.settings("200").mailLink();

        assertThat(shipped.isEnough(ApprovalKind.REQUISITION, BigDecimal.ONE)).isFalse();
        assertThat(allowed.isEnough(ApprovalKind.REQUISITION, new BigDecimal("200.00")))
                .isTrue();
        assertThat(allowed.isEnough(ApprovalKind.REQUISITION, new BigDecimal("200.01")))
                .isFalse();
        assertThat(allowed.isEnough(ApprovalKind.REQUISITION, null)).isFalse();
        assertThat(allowed.isEnough(ApprovalKind.PAYMENT, BigDecimal.ONE)).isFalse();
        assertThat(allowed.isEnough(ApprovalKind.OVER_ORDER, BigDecimal.ONE)).isFalse();
    }

    @Test
    @DisplayName("Up to the limit and of these kinds approvals go together; a credit counts by its size")
    void whatGoesTogether() {
        var batch = AnswerLinkExamples.settings("0").batch();

        assertThat(batch.allows(ApprovalKind.REQUISITION, new BigDecimal("500")))
                .isTrue();
        assertThat(batch.allows(ApprovalKind.REQUISITION, new BigDecimal("500.01")))
                .isFalse();
        assertThat(batch.allows(ApprovalKind.PAYMENT, new BigDecimal("-600"))).isFalse();
        assertThat(batch.allows(ApprovalKind.PAYMENT, null)).isFalse();
        assertThat(batch.allows(ApprovalKind.OVER_ORDER, BigDecimal.ONE)).isFalse();
    }
}
