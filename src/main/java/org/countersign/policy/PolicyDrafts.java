package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.Locale;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drafts of changes: begun from the table in force, from an earlier version or from another change, and saved by their author. */
@Service
@Transactional
public class PolicyDrafts {

    private static final String PREFIX = "POL-";
    private static final int LONGEST_TABLE = 1_000_000;
    private static final int LONGEST_WORDS = 2000;

    private final PolicyChangeRows rows;
    private final PolicyDocuments documents;
    private final PolicyRights rights;
    private final PolicyChangeRecord record;
    private final Clock clock;

    PolicyDrafts(
            PolicyChangeRows rows,
            PolicyDocuments documents,
            PolicyRights rights,
            PolicyChangeRecord record,
            Clock clock) {
        this.rows = rows;
        this.documents = documents;
        this.rights = rights;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Begins a draft from the table in force.
     *
     * @param reason why, which may be said later
     * @throws NotFound when there is no such table
     */
    public PolicyChange draft(String key, @Nullable String reason, Actor actor) {
        rights.demandEdit(actor);
        var latest = latest(key);
        return drafted(begin(latest, latest.xml(), PolicyOrigin.PAGE, reason, actor), actor);
    }

    /**
     * Begins a draft from an earlier version, to be the next one.
     *
     * @throws NotFound when there is no such version
     */
    public PolicyChange draftFrom(String key, int version, @Nullable String reason, Actor actor) {
        rights.demandEdit(actor);
        var earlier = documents
                .version(key, version)
                .orElseThrow(() -> new NotFound("version of the decision table " + key, version));
        var change = begin(latest(key), earlier.xml(), PolicyOrigin.HISTORY, reason, actor);
        return drafted(change.takenFrom(version, null), actor);
    }

    /**
     * Begins a draft from another change, on the table in force: what that change did, rule by rule, and nothing that
     * happened to other rules meanwhile is lost.
     */
    public PolicyChange draftLike(String id, Actor actor) {
        rights.demandEdit(actor);
        var other = known(id);
        var latest = latest(other.key());
        return drafted(begin(latest, rebased(other, latest), PolicyOrigin.PAGE, other.reason(), actor), actor);
    }

    private String rebased(PolicyChange other, PolicyDocuments.Document latest) {
        if (other.baseVersion() == latest.deployed().version() || other.origin() != PolicyOrigin.PAGE) {
            return other.candidate();
        }
        var key = other.key();
        var base = documents.version(key, other.baseVersion());
        return base.map(before -> documents.write(
                        latest.xml(),
                        PolicyRebase.of(
                                documents.read(before.xml(), key),
                                documents.read(other.candidate(), key),
                                documents.read(latest.xml(), key))))
                .orElse(other.candidate());
    }

    PolicyChange begin(
            PolicyDocuments.Document base, String xml, PolicyOrigin origin, @Nullable String reason, Actor actor) {
        return new PolicyChange(nextId(), base.deployed(), xml, origin, words(reason), actor.user(), clock.instant());
    }

    private String nextId() {
        var last = rows.lastId().orElse(PREFIX + "0");
        return String.format(Locale.ROOT, PREFIX + "%06d", Long.parseLong(last.substring(PREFIX.length())) + 1);
    }

    private PolicyChange drafted(PolicyChange change, Actor actor) {
        record.audit(
                PolicyChangeRecord.event("policy-change.drafted", change, actor).with("takenFrom", change.takenFrom()));
        return rows.saveAndFlush(change);
    }

    /**
     * Saves a draft of one's own.
     *
     * @param xml the file as it shall be
     * @param expected how often it was saved when the author read it, see {@link PolicyChange#savedVersion}; null where that
     *     does not matter
     */
    public PolicyChange save(String id, String xml, @Nullable String reason, Actor actor, @Nullable Long expected) {
        var change = mine(id, actor);
        check(expected == null || expected == change.savedVersion(), PolicyChangeRule.SAVED_MEANWHILE);
        check(xml.length() <= LONGEST_TABLE, PolicyChangeRule.TOO_LARGE, LONGEST_TABLE);
        documents.read(xml, change.key());
        change.save(xml, words(reason), clock.instant());
        record.audit(PolicyChangeRecord.event("policy-change.saved", change, actor));
        return rows.saveAndFlush(change);
    }

    /** A change of the actor's own. */
    PolicyChange mine(String id, Actor actor) {
        rights.demandEdit(actor);
        var change = known(id);
        check(actor.user().equals(change.author()), PolicyChangeRule.ONLY_THE_AUTHOR_EDITS, change.author());
        return change;
    }

    private PolicyChange known(String id) {
        return rows.findById(id).orElseThrow(() -> new NotFound("change of a decision table", id));
    }

    private PolicyDocuments.Document latest(String key) {
        return documents.latest(key).orElseThrow(() -> new NotFound("decision table", key));
    }

    static @Nullable String words(@Nullable String text) {
        var trimmed = Formats.trimmed(text);
        return trimmed == null || trimmed.length() <= LONGEST_WORDS ? trimmed : trimmed.substring(0, LONGEST_WORDS);
    }
}
