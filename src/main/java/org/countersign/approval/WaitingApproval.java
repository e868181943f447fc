package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An approval that waits for somebody.
 *
 * @param task id of the task in which it is answered
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param suppliers numbers of its suppliers, as far as the policy was told of them
 * @param total net of tax, in the document's currency
 * @param baseAmount the same in base currency, at the rate of the submission; null where none was known
 * @param rate that rate; null where nothing was converted
 * @param level the level that is asked
 * @param why why the policy asks
 * @param rule ids of the policy's rules, joined by commas
 * @param policyVersion version of the table; 0 where the steps were given
 * @param since when it was asked
 * @param decideBy until when the policy wants an answer
 * @param onBehalfOf for whom a substitute is asked (R08)
 * @param batch whether it can be approved together with others
 * @param next who is asked after it: those of each later level together, the next level first
 */
public record WaitingApproval(
        String task,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        List<String> suppliers,
        Money total,
        @Nullable BigDecimal baseAmount,
        @Nullable UsedRate rate,
        int level,
        Explanation why,
        String rule,
        int policyVersion,
        Instant since,
        @Nullable Instant decideBy,
        @Nullable UserId onBehalfOf,
        boolean batch,
        List<List<UserId>> next) {}
