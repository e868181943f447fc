package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.countersign.support.TestClock;

/** Links of mails for tests without a server. */
public final class AnswerLinkExamples {

    private AnswerLinkExamples() {}

    /** Links that work for a week from the beginning of the test. */
    public static AnswerLinks shipped() {
        return links((byte) 1, new TestClock());
    }

    static AnswerLinks links(byte key, TestClock clock) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, key);
        return new AnswerLinks(purpose -> bytes, settings("0"), clock);
    }

    /** As shipped, but for the amount up to which nobody has to sign in. */
    public static AnswerSettings settings(String withoutSignInUpTo) {
        return new AnswerSettings(
                new AnswerSettings.Batch(
                        new BigDecimal("500.00"), Set.of(ApprovalKind.REQUISITION, ApprovalKind.PAYMENT)),
                new AnswerSettings.MailLink(Duration.ofDays(7), new BigDecimal(withoutSignInUpTo)));
    }
}
