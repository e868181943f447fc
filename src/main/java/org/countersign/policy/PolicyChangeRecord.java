package org.countersign.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.policy.PolicyChangeNews.Turn;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What is kept, and who is told, of each step of a change: reason, author, what the file was, and what differs in words. */
@Component
class PolicyChangeRecord {

    private static final int FEW_DIFFERENCES = 12;

    private final PolicyDocuments documents;
    private final PolicyComparison comparison;
    private final PolicyRights rights;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    PolicyChangeRecord(
            PolicyDocuments documents,
            PolicyComparison comparison,
            PolicyRights rights,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.comparison = comparison;
        this.rights = rights;
        this.audit = audit;
        this.events = events;
    }

    void audit(AuditEvent event) {
        audit.record(event);
    }

    /** In what a change differs from the version that it was made from, in words. */
    List<Explanation> differences(PolicyChange change, int most) {
        return differences(change, most, UnaryOperator.identity());
    }

    List<Explanation> differences(PolicyChange change, int most, UnaryOperator<PolicyTable> called) {
        return documents
                .version(change.key(), change.baseVersion())
                .map(base -> comparison.between(change.key(), base.xml(), change.candidate(), most, called))
                .orElseGet(List::of);
    }

    List<String> told(PolicyChange change) {
        return differences(change, PolicyChanges.ALL_DIFFERENCES).stream()
                .map(Explanation::english)
                .toList();
    }

    void tell(PolicyChange change, Turn turn, UserId by) {
        events.publishEvent(news(change, turn, by));
    }

    PolicyChangeNews news(PolicyChange change, Turn turn, UserId by) {
        return new PolicyChangeNews(
                change.id(),
                turn,
                change.document(),
                change.key(),
                change.name(),
                change.author(),
                change.reason(),
                by,
                change.comment(),
                change.effectiveAt(),
                change.releasedVersion(),
                rights.releasersOf(change),
                differences(change, FEW_DIFFERENCES));
    }

    static AuditEvent event(String event, PolicyChange change, Actor actor) {
        return AuditEvent.of(change.document(), event, actor)
                .with("change", change.id())
                .with("table", change.key())
                .with("baseVersion", change.baseVersion())
                .with("origin", change.origin().name())
                .with("reason", change.reason())
                .with("author", change.author().value())
                .with("digest", digest(change.candidate()));
    }

    /** With what the last year said (R03), and what of it was accepted: by whoever hands it in, or releases it. */
    static AuditEvent lookedBack(String event, PolicyChange change, Actor actor) {
        return event(event, change, actor)
                .with("lastYearLookedAt", change.pastLooked())
                .with("lastYearWhole", change.pastLooked() == null ? null : change.pastWhole())
                .with("acceptedUnanswered", change.pastUnanswered() == 0 ? null : change.pastUnanswered())
                .with("acceptedUnansweredOf", change.pastDocuments());
    }

    static String digest(String xml) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
