package org.countersign.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.approval.AnswerLinks;
import org.countersign.approval.ApprovalAsked;
import org.countersign.approval.ApprovalEnded;
import org.countersign.approval.ApprovalEscalated;
import org.countersign.approval.ApprovalHandedOver;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.approval.ApprovalStuck;
import org.countersign.approval.FrozenAmount;
import org.countersign.approval.FrozenRates;
import org.countersign.approval.PolicyReason;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells approvers that it is their turn, and reminds them (R06, R07); tells administrators where nobody can answer (R03). */
@Component
class ApprovalMails {

    private final StaffMails mails;
    private final Organization organization;
    private final RequisitionManagement requisitions;
    private final InvoiceTerms invoices;
    private final AnswerLinks links;
    private final FrozenRates rates;
    private final ReminderDigest digest;

    ApprovalMails(
            StaffMails mails,
            Organization organization,
            RequisitionManagement requisitions,
            InvoiceTerms invoices,
            AnswerLinks links,
            FrozenRates rates,
            ReminderDigest digest) {
        this.mails = mails;
        this.organization = organization;
        this.requisitions = requisitions;
        this.invoices = invoices;
        this.links = links;
        this.rates = rates;
        this.digest = digest;
    }

    @EventListener
    void on(ApprovalAsked asked) {
        var question = new Question(
                asked.step(),
                asked.document(),
                asked.kind(),
                asked.title(),
                asked.requester(),
                asked.total(),
                asked.people(),
                PolicyReason.of(asked.rule(), asked.reason()),
                null,
                asked.decideBy());
        for (var person : asked.people()) {
            mails.write("approval-asked/" + asked.step(), asked.document(), person, reader -> {
                var many = asked.people().size() > 1;
                return letter(
                        reader,
                        question,
                        "approvalAsked.subject",
                        mails.text(reader, "approvalAsked.headline"),
                        asked.onBehalfOf() == null
                                ? mails.text(
                                        reader,
                                        many ? "approvalAsked.introMany" : "approvalAsked.intro",
                                        mails.nameOf(asked.requester()),
                                        asked.people().size())
                                : mails.text(
                                        reader,
                                        "approvalAsked.introFor",
                                        mails.nameOf(asked.requester()),
                                        mails.nameOf(asked.onBehalfOf())));
            });
        }
    }

    /** Whoever is asked now learns it; whoever was asked before needs no mail. */
    @EventListener
    void on(ApprovalHandedOver handed) {
        var question = new Question(
                handed.step(),
                handed.document(),
                handed.kind(),
                handed.title(),
                handed.requester(),
                handed.total(),
                List.of(handed.to()),
                PolicyReason.of(handed.rule(), handed.reason()),
                null,
                handed.decideBy());
        var before = handed.onBehalfOf() == null || handed.cause() == ApprovalHandedOver.Cause.DELEGATION_ENDED
                ? handed.from()
                : handed.onBehalfOf();
        var how = switch (handed.cause()) {
            case AWAY -> "Away";
            case LEFT -> "Left";
            case ANOTHER_PERSON -> "Another";
            case BACK -> "Back";
            case DELEGATION_ENDED -> "DelegationEnded";
        };
        mails.write(
                "approval-handed-over/" + handed.step() + "/" + handed.at().toEpochMilli(),
                handed.document(),
                handed.to(),
                reader -> letter(
                        reader,
                        question,
                        "approvalAsked.subject",
                        mails.text(reader, "approvalHandedOver.headline" + how, mails.nameOf(before)),
                        mails.text(
                                reader,
                                "approvalHandedOver.intro" + how,
                                mails.nameOf(handed.requester()),
                                mails.nameOf(before))));
    }

    @EventListener
    void on(ApprovalReminderDue due) {
        var question = new Question(
                due.step(),
                due.document(),
                due.kind(),
                due.title(),
                due.requester(),
                due.total(),
                due.people(),
                PolicyReason.of(due.rule(), due.reason()),
                due.since(),
                due.decideBy());
        for (var person : due.people()) {
            if (digest.takes(person, due.step())) {
                continue;
            }
            mails.write(
                    "approval-reminder/" + due.step() + "/" + due.number(),
                    due.document(),
                    person,
                    reader -> letter(
                            reader,
                            question,
                            "approvalReminder.subject",
                            mails.text(reader, "approvalReminder.headline"),
                            mails.text(
                                    reader,
                                    "approvalReminder.intro",
                                    due.number(),
                                    mails.nameOf(due.requester()),
                                    reader.date(due.since()))));
        }
    }

    /** Those whom an escalation asks, those whom it left waiting, and the administrators where it found nobody (R07). */
    @EventListener
    void on(ApprovalEscalated escalated) {
        var everybody = new ArrayList<>(escalated.people());
        everybody.addAll(escalated.before());
        var question = new Question(
                escalated.step(),
                escalated.document(),
                escalated.kind(),
                escalated.title(),
                escalated.requester(),
                escalated.total(),
                List.copyOf(everybody),
                PolicyReason.of(escalated.rule(), escalated.reason()),
                escalated.since(),
                escalated.decideBy());
        var key = escalated.step() + "/" + escalated.number() + "/"
                + escalated.since().getEpochSecond();
        for (var person : escalated.people()) {
            var absent = escalated.insteadOf().get(person);
            mails.write(
                    "approval-escalated/" + key,
                    escalated.document(),
                    person,
                    reader -> letter(
                            reader,
                            question,
                            "approvalEscalated.subject",
                            mails.text(reader, "approvalEscalated.headline"),
                            absent == null
                                    ? mails.text(
                                            reader,
                                            "approvalEscalated.intro",
                                            mails.nameOf(escalated.requester()),
                                            reader.date(escalated.since()))
                                    : mails.text(
                                            reader,
                                            "approvalEscalated.introFor",
                                            mails.nameOf(escalated.requester()),
                                            reader.date(escalated.since()),
                                            mails.nameOf(absent)),
                            "escalated"));
        }
        if (escalated.people().isEmpty()) {
            organization.activeMembersOf(Group.ADMINISTRATOR.id()).stream()
                    .sorted()
                    .forEach(person -> mails.write(
                            "approval-unescalated/" + key,
                            escalated.document(),
                            person,
                            reader -> nobodyAbove(reader, escalated, question)));
        }
        for (var person : escalated.before()) {
            mails.write("approval-was-escalated/" + key, escalated.document(), person, reader -> {
                var others = escalated.people().stream()
                        .map(one -> decider(reader, one, escalated.insteadOf().get(one)))
                        .collect(Collectors.joining(", "));
                var texts = others.isEmpty() ? "approvalReminder" : "approvalWasEscalated";
                var intro = others.isEmpty()
                        ? mails.text(
                                reader,
                                "approvalUnanswered.intro",
                                mails.nameOf(escalated.requester()),
                                reader.date(escalated.since()))
                        : mails.text(
                                reader,
                                "approvalWasEscalated.intro",
                                mails.nameOf(escalated.requester()),
                                reader.date(escalated.since()),
                                others);
                return letter(
                        reader,
                        question,
                        texts + ".subject",
                        mails.text(reader, texts + ".headline"),
                        intro,
                        "approver");
            });
        }
    }

    private String decider(Reader reader, UserId person, @Nullable UserId absent) {
        return absent == null
                ? mails.nameOf(person)
                : mails.text(reader, "approvalEscalated.onBehalf", mails.nameOf(person), mails.nameOf(absent));
    }

    private Letter nobodyAbove(Reader reader, ApprovalEscalated escalated, Question question) {
        var intro = mails.text(
                reader,
                "approvalUnescalated.intro",
                mails.nameOf(escalated.requester()),
                reader.date(escalated.since()));
        return new Letter(
                mails.text(reader, "approvalUnescalated.subject", escalated.document(), escalated.title()),
                intro,
                mails.sender(),
                escalated.document().value(),
                mails.text(reader, "approvalUnescalated.headline"),
                List.of(intro),
                gist(reader, escalated.title(), escalated.document(), escalated.kind(), escalated.total(), null),
                null,
                new Button(mails.text(reader, "approvalUnescalated.button"), mails.documentLink(escalated.document())),
                new Facts()
                        .add(
                                kindOf(reader, escalated.kind()),
                                escalated.document().value())
                        .add(mails.text(reader, "fact.requester"), mails.nameOf(escalated.requester()))
                        .add(mails.text(reader, "fact.why"), mails.explained(reader, question.reason()))
                        .lines(
                                mails.text(reader, "approvalEscalated.asked"),
                                mails.shortened(
                                        reader,
                                        escalated.before().stream()
                                                .map(mails::nameOf)
                                                .toList()))
                        .all(),
                List.of(),
                mails.footer(reader, "administrator"));
    }

    @EventListener
    void on(ApprovalStuck stuck) {
        var key = "approval-stuck/" + stuck.document() + "/" + stuck.cycle() + "/"
                + stuck.at().toEpochMilli();
        for (var person : organization.activeMembersOf(Group.ADMINISTRATOR.id()).stream()
                .sorted()
                .toList()) {
            mails.write(key, stuck.document(), person, reader -> {
                var intro = mails.text(reader, "approvalStuck.intro", mails.nameOf(stuck.requester()));
                return new Letter(
                        mails.text(reader, "approvalStuck.subject", stuck.document(), stuck.title()),
                        intro,
                        mails.sender(),
                        stuck.document().value(),
                        mails.text(reader, "approvalStuck.headline"),
                        List.of(intro),
                        gist(reader, stuck.title(), stuck.document(), stuck.kind(), stuck.total(), null),
                        new Quote(mails.text(reader, "approvalStuck.reason"), mails.explained(reader, stuck.reason())),
                        new Button(mails.text(reader, "approvalStuck.button"), mails.documentLink(stuck.document())),
                        new Facts()
                                .add(
                                        kindOf(reader, stuck.kind()),
                                        stuck.document().value())
                                .add(mails.text(reader, "fact.requester"), mails.nameOf(stuck.requester()))
                                .all(),
                        List.of(),
                        mails.footer(reader, "administrator"));
            });
        }
    }

    /** What became of an invoice is for those who keep the invoices; of a requisition the requester is told elsewhere. */
    @EventListener
    void on(ApprovalEnded ended) {
        var sentBack = ended.outcome() == ApprovalOutcome.RETURNED && ApprovalKind.PAYMENT.equals(ended.kind());
        var refused = ended.outcome() == ApprovalOutcome.REJECTED && !isNet(ended.kind());
        if (!sentBack && !refused) {
            return;
        }
        var texts = sentBack ? "paymentReturned" : "invoiceRefused";
        var key = (sentBack ? "payment-returned/" : "invoice-refused/") + ended.document() + "/" + ended.cycle();
        for (var person : organization.activeMembersOf(Group.ACCOUNTS_PAYABLE.id()).stream()
                .sorted()
                .toList()) {
            mails.write(key, ended.document(), person, reader -> ended(reader, ended, texts));
        }
    }

    private Letter ended(Reader reader, ApprovalEnded ended, String texts) {
        var invoice = invoices.of(ended.document()).orElse(null);
        var title = invoice == null ? ended.title() : titleOf(reader, ended.kind(), ended.title(), invoice);
        var expired = ended.by().equals(UserId.SYSTEM);
        var intro = expired
                ? mails.text(reader, texts + ".expired")
                : mails.text(reader, texts + ".intro", mails.nameOf(ended.by()));
        var said = ended.comment() == null ? null : mails.said(reader, ended.comment());
        var due = invoice == null ? null : invoice.dueDate();
        var discount = invoice == null ? null : invoice.discountUntil();
        return new Letter(
                mails.text(reader, texts + ".subject", ended.document(), title),
                said == null ? intro : said,
                mails.sender(),
                ended.document().value(),
                mails.text(reader, texts + ".headline"),
                List.of(intro),
                mails.gist(
                        reader,
                        title,
                        ended.total(),
                        false,
                        due == null ? null : new Named(mails.text(reader, "fact.due"), reader.date(due))),
                said == null ? null : new Quote(mails.text(reader, "fact.reason"), said),
                new Button(mails.text(reader, texts + ".button"), linkOf(texts, ended.document())),
                new Facts()
                        .add(mails.text(reader, "fact.invoice"), invoice == null ? null : invoice.number())
                        .add(mails.text(reader, "fact.supplier"), invoice == null ? null : invoice.supplier())
                        .add(mails.text(reader, "fact.discountUntil"), discount == null ? null : reader.date(discount))
                        .add(mails.text(reader, "fact.by"), expired ? null : mails.nameOf(ended.by()))
                        .all(),
                List.of(),
                mails.footer(reader, "payable"));
    }

    private String linkOf(String texts, DocumentNumber document) {
        return texts.equals("paymentReturned") ? mails.documentLink(document) : mails.invoiceLink(document);
    }

    private Letter letter(Reader reader, Question about, String subject, String headline, String intro) {
        return letter(reader, about, subject, headline, intro, "approver");
    }

    private Letter letter(Reader reader, Question about, String subject, String headline, String intro, String role) {
        return letter(
                reader,
                about,
                subject,
                headline,
                intro,
                role,
                null,
                new Button(
                        mails.text(reader, "approvalAsked.button"),
                        mails.answerLink(links.draw(about.step(), reader.user()))));
    }

    /**
     * A letter about a document in approval.
     *
     * @param quote what somebody said of it; null where nobody did
     */
    Letter letter(
            Reader reader,
            Question about,
            String subject,
            String headline,
            String intro,
            String role,
            @Nullable Quote quote,
            Button button) {
        var amount = StaffMails.amount(reader, about.total());
        var requisition = requisitionOf(about);
        var invoice = requisition == null ? invoices.of(about.document()).orElse(null) : null;
        var title = invoice == null ? about.title() : titleOf(reader, about.kind(), about.title(), invoice);
        var until = mails.until(reader, "fact.decideBy", about.decideBy());
        var facts = new Facts()
                .add(kindOf(reader, about.kind()), about.document().value())
                .add(
                        mails.text(
                                reader,
                                about.kind().equals(ApprovalKind.PAYMENT) ? "fact.capturedBy" : "fact.requester"),
                        mails.nameOf(about.requester()))
                .lines(
                        mails.text(reader, "fact.lines"),
                        requisition == null ? List.of() : mails.shortened(reader, linesOf(requisition, reader)))
                .add(mails.text(reader, "fact.justification"), requisition == null ? null : requisition.justification())
                .add(
                        mails.text(reader, "fact.neededBy"),
                        requisition == null || requisition.neededBy() == null
                                ? null
                                : reader.date(requisition.neededBy()))
                .add(mails.text(reader, "fact.costCenter"), requisition == null ? null : requisition.costCenter());
        if (invoice != null) {
            facts.add(mails.text(reader, "fact.invoice"), invoice.number())
                    .add(mails.text(reader, "fact.supplier"), invoice.supplier())
                    .add(
                            mails.text(reader, "fact.due"),
                            invoice.dueDate() == null ? null : reader.date(invoice.dueDate()))
                    .add(
                            mails.text(reader, "fact.discountUntil"),
                            invoice.discountUntil() == null ? null : reader.date(invoice.discountUntil()));
        }
        facts.add(mails.text(reader, "fact.why"), why(reader, about))
                .add(mails.text(reader, "fact.since"), about.since() == null ? null : reader.time(about.since()))
                .lines(
                        mails.text(reader, "fact.people"),
                        mails.shortened(
                                reader,
                                about.people().stream()
                                        .filter(person -> !person.equals(reader.user()))
                                        .map(mails::nameOf)
                                        .toList()));
        return new Letter(
                mails.text(reader, subject, about.document(), title, amount),
                until == null ? intro : until.label() + " " + until.text() + ". " + intro,
                mails.sender(),
                about.document().value(),
                headline,
                List.of(intro),
                gist(reader, title, about.document(), about.kind(), about.total(), until),
                quote,
                button,
                facts.all(),
                List.of(),
                mails.footer(reader, role));
    }

    /** Beside an amount in another currency stands what policy and limits were asked about (R02). */
    private Gist gist(
            Reader reader, String title, DocumentNumber document, String kind, Money total, @Nullable Named until) {
        var gist = mails.gist(reader, title, total, isNet(kind), until);
        var inBase = mails.isInBaseCurrency(total)
                ? null
                : rates.amountOf(document)
                        .map(FrozenAmount::converted)
                        .map(words -> mails.explained(reader, words))
                        .orElse(null);
        return inBase == null ? gist : gist.with(inBase);
    }

    private @Nullable String why(Reader reader, Question about) {
        return about.reason().english().isEmpty() ? null : mails.explained(reader, whyAsked(about));
    }

    /** Whoever approved an order is asked about an excess of its invoice with the words of the difference. */
    private Explanation whyAsked(Question about) {
        return ApprovalKind.OVER_ORDER.equals(about.kind())
                ? invoices.explanation(about.document(), about.reason().english())
                : about.reason();
    }

    private String titleOf(Reader reader, String kind, String title, InvoiceTerms.Terms invoice) {
        var supplier = invoice.supplier() == null ? mails.text(reader, "unknownSupplier") : invoice.supplier();
        return switch (kind) {
            case ApprovalKind.PAYMENT -> mails.text(reader, "title.payment", invoice.number(), supplier);
            case ApprovalKind.OVER_ORDER ->
                mails.text(
                        reader,
                        invoice.acceptanceProposed() ? "title.acceptDifference" : "title.overOrder",
                        invoice.number(),
                        supplier);
            default -> title;
        };
    }

    private String kindOf(Reader reader, String kind) {
        return mails.textOr(reader, "kind." + kind, mails.text(reader, "kind.other"));
    }

    private static boolean isNet(String kind) {
        return ApprovalKind.REQUISITION.equals(kind)
                || ApprovalKind.CHANGE_ORDER.equals(kind)
                || ApprovalKind.SALES_ORDER.equals(kind);
    }

    private @Nullable Requisition requisitionOf(Question about) {
        return ApprovalKind.REQUISITION.equals(about.kind())
                ? requisitions
                        .find(new RequisitionNumber(about.document().value()))
                        .orElse(null)
                : null;
    }

    private List<String> linesOf(Requisition requisition, Reader reader) {
        return requisition.lines().stream()
                .map(line -> mails.quantity(reader, line.quantity(), line.unit()) + " " + line.description() + ", "
                        + StaffMails.amount(reader, line.amount(requisition.currency())))
                .toList();
    }

    /** What somebody is asked about. */
    record Question(
            String step,
            DocumentNumber document,
            String kind,
            String title,
            UserId requester,
            Money total,
            List<UserId> people,
            Explanation reason,
            @Nullable Instant since,
            @Nullable Instant decideBy) {}
}
