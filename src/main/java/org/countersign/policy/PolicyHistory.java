package org.countersign.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.countersign.policy.PolicyDeployments.Version;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.NotFound;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every version that a decision table ever had, however it came: released on the pages, shipped, or deployed from Camunda
 * Modeler.
 */
@Service
@Transactional(readOnly = true)
public class PolicyHistory {

    private final PolicyDocuments documents;
    private final PolicyDeployments deployments;
    private final ListedPolicyChangeRows changes;
    private final PolicyComparison comparison;
    private final PolicyRights rights;

    PolicyHistory(
            PolicyDocuments documents,
            PolicyDeployments deployments,
            ListedPolicyChangeRows changes,
            PolicyComparison comparison,
            PolicyRights rights) {
        this.documents = documents;
        this.deployments = deployments;
        this.changes = changes;
        this.comparison = comparison;
        this.rights = rights;
    }

    /**
     * Versions of a table, the latest first.
     *
     * @param most how many differences of each are told
     * @throws NotFound when there is no such table
     */
    public Page<PolicyVersion> versions(String key, int most, Actor actor, Pageable page) {
        return versions(key, most, UnaryOperator.identity(), actor, page);
    }

    /**
     * The same, of tables that are called otherwise.
     *
     * @param called the table with its columns and rules as the reader calls them
     */
    public Page<PolicyVersion> versions(
            String key, int most, UnaryOperator<PolicyTable> called, Actor actor, Pageable page) {
        rights.demandRead(actor);
        var latest = latest(key);
        var found = deployments.versions(key, Math.toIntExact(page.getOffset()), page.getPageSize()).stream()
                .map(version -> told(version, latest, most, called))
                .toList();
        return new PageImpl<>(found, page, deployments.count(key));
    }

    /** One version of a table. @throws NotFound when there is none */
    public PolicyVersion version(String key, int version, Actor actor) {
        rights.demandRead(actor);
        return deployments
                .version(key, version)
                .map(one -> told(one, latest(key), PolicyChanges.ALL_DIFFERENCES, UnaryOperator.identity()))
                .orElseThrow(() -> new NotFound("version of the decision table " + key, version));
    }

    /** The file of a version, as it was deployed. */
    public String file(String key, int version, Actor actor) {
        rights.demandRead(actor);
        return documents
                .version(key, version)
                .orElseThrow(() -> new NotFound("version of the decision table " + key, version))
                .xml();
    }

    /** What a table is called. @throws NotFound when there is no such table */
    public String nameOf(String key, Actor actor) {
        rights.demandRead(actor);
        return documents
                .latest(key)
                .orElseThrow(() -> new NotFound("decision table", key))
                .deployed()
                .name();
    }

    private int latest(String key) {
        return documents
                .latest(key)
                .orElseThrow(() -> new NotFound("decision table", key))
                .deployed()
                .version();
    }

    private PolicyVersion told(Version version, int latest, int most, UnaryOperator<PolicyTable> called) {
        var change = Optional.ofNullable(version.change())
                .flatMap(changes::findById)
                .filter(found -> found.isReleasedAs(version.key(), version.version()));
        return new PolicyVersion(
                version.key(),
                version.version(),
                version.version() == latest,
                version.at(),
                change.map(ListedPolicyChange::origin)
                        .orElse(version.shipped() ? PolicyOrigin.SHIPPED : PolicyOrigin.DEPLOYED),
                change.map(ListedPolicyChange::id).orElse(null),
                change.map(ListedPolicyChange::author).orElse(version.by()),
                change.map(ListedPolicyChange::reason).orElse(null),
                change.map(ListedPolicyChange::decidedBy).orElse(null),
                change.map(ListedPolicyChange::releasedAlone).orElse(false),
                change.map(ListedPolicyChange::comment).orElse(null),
                version.name(),
                version.source(),
                differences(version, most, called));
    }

    private List<Explanation> differences(Version version, int most, UnaryOperator<PolicyTable> called) {
        var before = Optional.ofNullable(version.former()).flatMap(former -> documents.version(version.key(), former));
        var now = documents.version(version.key(), version.version());
        return before.isEmpty() || now.isEmpty()
                ? List.of()
                : comparison.between(
                        version.key(), before.get().xml(), now.get().xml(), most, called);
    }
}
