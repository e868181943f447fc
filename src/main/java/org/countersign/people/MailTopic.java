package org.countersign.people;

/**
 * What mails are about, as far as people may do without them. Escalations, and what only an administrator can put right,
 * always go out.
 */
public enum MailTopic {
    /** Somebody's approval is asked. */
    APPROVALS,
    /** Somebody's approval is still missing. */
    REMINDERS,
    /** What became of one's own requests. */
    REQUESTS,
    /** Work for purchasing, receiving and accounts payable. */
    WORK
}
