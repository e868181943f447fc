package org.countersign.notification;

import java.time.Instant;
import java.util.List;
import org.countersign.approval.ApprovalAsked;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells approvers that it is their turn, and reminds them (R06, R07). */
@Component
class ApprovalMails {

    private static final int MOST_LINES = 5;

    private final StaffMails mails;
    private final RequisitionManagement requisitions;

    ApprovalMails(StaffMails mails, RequisitionManagement requisitions) {
        this.mails = mails;
        this.requisitions = requisitions;
    }

    @EventListener
    void on(ApprovalAsked asked) {
        var question = new Question(
                asked.task(),
                asked.document(),
                asked.kind(),
                asked.title(),
                asked.requester(),
                asked.total(),
                asked.people(),
                asked.reason(),
                null);
        for (var person : asked.people()) {
            mails.write("approval-asked/" + asked.step(), asked.document(), person, reader -> {
                var amount = StaffMails.amount(reader, asked.total());
                var many = asked.people().size() > 1;
                return letter(
                        reader,
                        question,
                        mails.text(reader, "approvalAsked.subject", asked.document(), asked.title(), amount),
                        mails.text(reader, "approvalAsked.headline"),
                        mails.text(
                                reader,
                                many ? "approvalAsked.introMany" : "approvalAsked.intro",
                                mails.nameOf(asked.requester()),
                                asked.people().size()));
            });
        }
    }

    @EventListener
    void on(ApprovalReminderDue due) {
        var question = new Question(
                due.task(),
                due.document(),
                due.kind(),
                due.title(),
                due.requester(),
                due.total(),
                due.people(),
                due.reason(),
                due.since());
        for (var person : due.people()) {
            mails.write("approval-reminder/" + due.step() + "/" + due.number(), due.document(), person, reader -> {
                var amount = StaffMails.amount(reader, due.total());
                return letter(
                        reader,
                        question,
                        mails.text(reader, "approvalReminder.subject", due.document(), due.title(), amount),
                        mails.text(reader, "approvalReminder.headline"),
                        mails.text(reader, "approvalReminder.intro", due.number(), mails.nameOf(due.requester())));
            });
        }
    }

    private Letter letter(Reader reader, Question about, String subject, String headline, String intro) {
        var amount = StaffMails.amount(reader, about.total());
        var requisition = requisitionOf(about);
        var facts = new Facts()
                .add(
                        mails.textOr(reader, "kind." + about.kind(), mails.text(reader, "kind.other")),
                        about.document().value())
                .add(mails.text(reader, "fact.what"), about.title())
                .strong(
                        mails.text(reader, "fact.amount"),
                        requisition == null ? amount : mails.text(reader, "fact.amountNet", amount))
                .add(mails.text(reader, "fact.requester"), mails.nameOf(about.requester()))
                .lines(mails.text(reader, "fact.lines"), requisition == null ? List.of() : linesOf(requisition, reader))
                .add(mails.text(reader, "fact.justification"), requisition == null ? null : requisition.justification())
                .add(mails.text(reader, "fact.why"), about.reason())
                .add(mails.text(reader, "fact.since"), about.since() == null ? null : reader.time(about.since()))
                .lines(
                        mails.text(reader, "fact.people"),
                        about.people().stream()
                                .filter(person -> !person.equals(reader.user()))
                                .limit(MOST_LINES)
                                .map(mails::nameOf)
                                .toList());
        return new Letter(
                subject,
                intro,
                mails.sender(),
                about.document().value(),
                headline,
                List.of(intro),
                facts.all(),
                null,
                new Button(mails.text(reader, "approvalAsked.button"), mails.taskLink(about.task())),
                List.of(),
                mails.footer(reader));
    }

    private @Nullable Requisition requisitionOf(Question about) {
        return ApprovalKind.REQUISITION.equals(about.kind())
                ? requisitions
                        .find(new RequisitionNumber(about.document().value()))
                        .orElse(null)
                : null;
    }

    private List<String> linesOf(Requisition requisition, Reader reader) {
        var lines = requisition.lines().stream()
                .limit(MOST_LINES)
                .map(line -> line.quantity().stripTrailingZeros().toPlainString() + " "
                        + mails.textOr(reader, "unit." + line.unit(), line.unit()) + " " + line.description() + ", "
                        + StaffMails.amount(reader, line.amount(requisition.currency())))
                .toList();
        if (requisition.lines().size() <= MOST_LINES) {
            return lines;
        }
        var all = new java.util.ArrayList<>(lines);
        all.add(mails.text(reader, "fact.moreLines", requisition.lines().size() - MOST_LINES));
        return all;
    }

    private record Question(
            String task,
            DocumentNumber document,
            String kind,
            String title,
            UserId requester,
            Money total,
            List<UserId> people,
            String reason,
            @Nullable Instant since) {}
}
