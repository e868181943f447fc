package org.countersign.notification;

import java.util.Optional;
import org.countersign.people.MailTopic;

/** What each kind of mail is about. A kind that is not named here always goes out, as escalations do. */
final class MailTopics {

    private MailTopics() {}

    /** What the mail of a key is about; empty for one that nobody can do without. */
    static Optional<MailTopic> of(String key) {
        var slash = key.indexOf('/');
        return switch (slash < 0 ? key : key.substring(0, slash)) {
            case "approval-asked", "approval-handed-over" -> Optional.of(MailTopic.APPROVALS);
            case "approval-reminder",
                    "advice-reminder",
                    "approval-digest",
                    "credit-missing",
                    "receipt-missing",
                    "credit-overdue",
                    "mailbox-reminder",
                    "policy-REMINDED",
                    "step-reminder" -> Optional.of(MailTopic.REMINDERS);
            case "requisition-rejected",
                    "requisition-returned",
                    "requisition-ordered",
                    "purchase-ended",
                    "sales-order-approved",
                    "sales-order-rejected",
                    "sales-order-returned" -> Optional.of(MailTopic.REQUESTS);
            case "exception-asked",
                    "mailbox-waits",
                    "supplier-missing",
                    "supplier-declined",
                    "supplier-proposed",
                    "supplier-message",
                    "dispatch-by-hand",
                    "payment-returned",
                    "invoice-refused",
                    "stuck-digest",
                    "step-information" -> Optional.of(MailTopic.WORK);
            default -> Optional.empty();
        };
    }
}
