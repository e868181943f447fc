package org.countersign.notification;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.approval.AdviceReminderDue;
import org.countersign.approval.AnswerLinks;
import org.countersign.approval.ApprovalRemarked;
import org.countersign.approval.PolicyReason;
import org.countersign.approval.RemarkKind;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells people what was said to them about a document in approval: that a decision is theirs on delegation, that advice or an
 * answer is wanted, or there; and passes a requester's reminder on.
 */
@Component
class RemarkMails {

    private final StaffMails mails;
    private final ApprovalMails approvals;
    private final AnswerLinks links;
    private final ReminderDigest digest;

    RemarkMails(StaffMails mails, ApprovalMails approvals, AnswerLinks links, ReminderDigest digest) {
        this.mails = mails;
        this.approvals = approvals;
        this.links = links;
        this.digest = digest;
    }

    @EventListener
    void on(ApprovalRemarked remarked) {
        // It may go on more than once, from one who leaves to the next.
        var again = remarked.turn() == ApprovalRemarked.Turn.PASSED_ON
                ? "/" + remarked.at().toEpochMilli()
                : "";
        for (var person : remarked.to()) {
            mails.write(
                    "approval-remark/" + remarked.remark() + "/" + remarked.turn() + again,
                    remarked.document(),
                    person,
                    reader -> letter(reader, remarked));
        }
    }

    /** Whoever is to advise is reminded as approvers are: together with everything else, where they want it. */
    @EventListener
    void on(AdviceReminderDue due) {
        if (digest.takes(due.adviser(), due.step())) {
            return;
        }
        mails.write(
                "advice-reminder/" + due.remark() + "/" + due.number(),
                due.document(),
                due.adviser(),
                reader -> letter(reader, due));
    }

    private Letter letter(Reader reader, AdviceReminderDue due) {
        var asker = mails.nameOf(due.asker());
        return approvals.letter(
                reader,
                new ApprovalMails.Question(
                        "",
                        due.document(),
                        due.kind(),
                        due.title(),
                        due.requester(),
                        due.total(),
                        List.of(reader.user()),
                        Explanation.asWritten(""),
                        due.since(),
                        null),
                "adviceReminder.subject",
                mails.text(reader, "adviceReminder.headline", asker),
                mails.text(
                        reader,
                        "adviceReminder.intro",
                        due.number(),
                        asker,
                        mails.nameOf(due.requester()),
                        reader.date(due.since())),
                "handed",
                due.text() == null ? null : new Quote(mails.text(reader, "remark.said", asker), due.text()),
                new Button(mails.text(reader, "remark.ADVICE.SAID.button"), mails.taskLink(due.task())));
    }

    private Letter letter(Reader reader, ApprovalRemarked remarked) {
        var texts = "remark." + remarked.kind() + "." + remarked.turn()
                + (isToldOfOthers(reader, remarked) ? ".asker" : isAdviser(remarked) ? ".adviser" : "");
        var by = mails.nameOf(remarked.by());
        var requester = mails.nameOf(remarked.requester());
        var others = remarked.repliers().stream().map(mails::nameOf).collect(Collectors.joining(", "));
        var intro = mails.text(reader, texts + ".intro", by, requester, others);
        return approvals.letter(
                reader,
                new ApprovalMails.Question(
                        "",
                        remarked.document(),
                        remarked.documentKind(),
                        remarked.title(),
                        remarked.requester(),
                        remarked.total(),
                        List.of(reader.user()),
                        decides(remarked)
                                ? PolicyReason.of(remarked.rule(), remarked.reason())
                                : Explanation.asWritten(""),
                        null,
                        decides(remarked) ? remarked.decideBy() : null),
                texts + ".subject",
                mails.text(reader, texts + ".headline", by),
                intro,
                roleOf(reader, remarked),
                quote(reader, remarked),
                button(reader, remarked, texts));
    }

    /** Whether the reader is to decide; others need no policy's reason, and no day. */
    private static boolean decides(ApprovalRemarked remarked) {
        return switch (remarked.kind()) {
            case DELEGATION -> remarked.turn() == ApprovalRemarked.Turn.SAID;
            case ADVICE -> remarked.turn() == ApprovalRemarked.Turn.ANSWERED;
            case QUESTION ->
                remarked.turn() == ApprovalRemarked.Turn.ANSWERED
                        || remarked.turn() == ApprovalRemarked.Turn.TAKEN_BACK;
            case NOTE -> true;
            case REMINDER -> !isAdviser(remarked);
        };
    }

    /** Whether a requester reminds of an advice, and not of a decision. */
    private static boolean isAdviser(ApprovalRemarked remarked) {
        return remarked.kind() == RemarkKind.REMINDER && !remarked.repliers().isEmpty();
    }

    private static boolean isForRequester(ApprovalRemarked remarked) {
        return remarked.kind() == RemarkKind.QUESTION && remarked.turn() == ApprovalRemarked.Turn.SAID;
    }

    /** Whether the reader waits for the answer, and learns who gives it now. */
    private static boolean isToldOfOthers(Reader reader, ApprovalRemarked remarked) {
        return remarked.turn() == ApprovalRemarked.Turn.PASSED_ON
                && !remarked.repliers().contains(reader.user());
    }

    private static String roleOf(Reader reader, ApprovalRemarked remarked) {
        if (isForRequester(remarked)) {
            return "requester";
        }
        if (remarked.turn() == ApprovalRemarked.Turn.PASSED_ON && !isToldOfOthers(reader, remarked)) {
            return "inTheirPlace";
        }
        return isAdviser(remarked)
                        || remarked.turn() != ApprovalRemarked.Turn.ANSWERED
                                && (remarked.kind() == RemarkKind.ADVICE || remarked.kind() == RemarkKind.DELEGATION)
                ? "handed"
                : "approver";
    }

    private @Nullable Quote quote(Reader reader, ApprovalRemarked remarked) {
        var said = remarked.turn() == ApprovalRemarked.Turn.ANSWERED ? remarked.answer() : remarked.text();
        return said == null || remarked.turn() == ApprovalRemarked.Turn.TAKEN_BACK
                ? null
                : new Quote(mails.text(reader, "remark.said", mails.nameOf(remarked.by())), said);
    }

    private Button button(Reader reader, ApprovalRemarked remarked, String texts) {
        return new Button(mails.text(reader, texts + ".button"), linkOf(reader, remarked));
    }

    private String linkOf(Reader reader, ApprovalRemarked remarked) {
        if (isForRequester(remarked)
                || remarked.turn() == ApprovalRemarked.Turn.PASSED_ON && !isToldOfOthers(reader, remarked)) {
            return mails.questionLink(remarked.remark());
        }
        if (remarked.task() == null || remarked.kind() == RemarkKind.REMINDER && !isAdviser(remarked)) {
            return mails.documentLink(remarked.document());
        }
        return decides(remarked) && remarked.step() != null
                ? mails.answerLink(links.draw(remarked.step(), reader.user()))
                : mails.taskLink(remarked.task());
    }
}
