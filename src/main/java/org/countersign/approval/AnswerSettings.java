package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How approvals can be answered beside their tasks. Set with {@code countersign.approval.*}; amounts are in base currency.
 *
 * @param batch several at once
 * @param mailLink from the mail that asks
 */
@ConfigurationProperties("countersign.approval")
public record AnswerSettings(
        @DefaultValue Batch batch, @DefaultValue MailLink mailLink) {

    /**
     * What can be approved together with others.
     *
     * @param upTo the largest amount; 0 where nothing can
     * @param kinds see {@link ApprovalKind}
     */
    public record Batch(
            @DefaultValue("500.00") BigDecimal upTo,

            @DefaultValue({ApprovalKind.REQUISITION, ApprovalKind.PAYMENT, ApprovalKind.SALES_ORDER})
            Set<String> kinds) {

        /** Whether a document may be approved together with others; never where its amount in base currency is unknown. */
        public boolean allows(String kind, @Nullable BigDecimal baseAmount) {
            return kinds.contains(kind) && isWithin(baseAmount, upTo);
        }
    }

    /**
     * The links in mails.
     *
     * @param validity how long one works
     * @param withoutSignInUpTo up to which amount a requisition can be answered without signing in; 0 where nothing can
     */
    public record MailLink(
            @DefaultValue("P7D") Duration validity,
            @DefaultValue("0") BigDecimal withoutSignInUpTo) {

        /** Whether the link alone is enough; never for payments, and never where the amount is unknown. */
        public boolean isEnough(String kind, @Nullable BigDecimal baseAmount) {
            return kind.equals(ApprovalKind.REQUISITION) && isWithin(baseAmount, withoutSignInUpTo);
        }
    }

    private static boolean isWithin(@Nullable BigDecimal amount, BigDecimal limit) {
        return amount != null && limit.signum() > 0 && amount.abs().compareTo(limit) <= 0;
    }
}
