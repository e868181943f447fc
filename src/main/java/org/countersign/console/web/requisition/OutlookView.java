package org.countersign.console.web.requisition;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.console.page.Words;
import org.countersign.purchasing.RequisitionOutlook;
import org.jspecify.annotations.Nullable;

/**
 * What a requisition that is being written comes to, as its editor shows it.
 *
 * @param total net total in words
 * @param inBase the total in base currency and the rate, in words; null where nothing is converted
 * @param amounts net amount of each line in words, empty where the line cannot be read yet
 * @param unread how many lines cannot be read yet
 * @param known whether the policy could be asked
 * @param byRule whether nobody has to be asked
 * @param levels who would be asked
 * @param failure why nobody could be asked
 * @param chain who would be asked, in one line
 */
record OutlookView(
        String total,
        @Nullable String inBase,
        List<String> amounts,
        long unread,
        boolean known,
        boolean byRule,
        List<ApprovalWords.Level> levels,
        @Nullable String failure,
        String chain) {

    static OutlookView of(RequisitionOutlook outlook, ApprovalWords approvals, Words say) {
        var approval = outlook.approval();
        var levels = approval == null ? List.<ApprovalWords.Level>of() : approvals.levels(approval, say);
        var failure = approval == null ? null : approval.failure();
        var inBase = approval == null ? null : approval.inBase();
        return new OutlookView(
                say.money(outlook.total()),
                inBase == null ? null : say.explained(inBase.words()),
                outlook.amounts().stream()
                        .map(amount -> amount == null ? "" : say.bare(amount))
                        .toList(),
                outlook.unread(),
                approval != null,
                approval != null && failure == null && levels.stream().allMatch(level -> level.level() == 0),
                levels,
                failure == null ? null : say.explained(failure),
                levels.stream()
                        .filter(level -> level.level() > 0)
                        .map(level -> level.steps().stream()
                                .map(ApprovalWords.Step::people)
                                .distinct()
                                .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining(" → ")));
    }

    /** The same with the amounts in other places. */
    OutlookView with(List<String> placed) {
        return new OutlookView(total, inBase, placed, unread, known, byRule, levels, failure, chain);
    }
}
