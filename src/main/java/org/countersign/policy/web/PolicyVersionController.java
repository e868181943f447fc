package org.countersign.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyHistory;
import org.countersign.policy.PolicyOrigin;
import org.countersign.policy.PolicyVersion;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The history of decision tables over REST. */
@RestController
@Tag(name = "Decision tables")
@RequestMapping("/api/v1/decision-tables/{key}/versions")
class PolicyVersionController {

    private final PolicyHistory history;

    PolicyVersionController(PolicyHistory history) {
        this.history = history;
    }

    @GetMapping
    @Operation(summary = "Lists all versions that a table ever had, the latest first, however they came")
    PageAnswer<VersionView> list(
            @PathVariable String key,
            @Sortable(
                            value = {"version"},
                            byDefault = "version,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(
                history.versions(key, PolicyChanges.ALL_DIFFERENCES, actor, page.toPageable()), VersionView::of);
    }

    @GetMapping("/{version}")
    @Operation(summary = "Shows one version: who, why, released by whom, and what differs from the one before")
    VersionView one(@PathVariable String key, @PathVariable int version, Actor actor) {
        return VersionView.of(history.version(key, version, actor));
    }

    @GetMapping(value = "/{version}/file", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "The DMN file of a version, as it was deployed")
    String file(@PathVariable String key, @PathVariable int version, Actor actor) {
        return history.file(key, version, actor);
    }

    /** A version as clients read it. */
    record VersionView(
            String table,
            int version,
            boolean inForce,
            Instant at,
            PolicyOrigin origin,
            @Nullable String change,
            @Nullable String author,
            @Nullable String reason,
            @Nullable String releasedBy,
            boolean releasedAlone,
            @Nullable String comment,
            @Nullable String deployment,
            @Nullable String source,
            List<String> differences) {

        static VersionView of(PolicyVersion version) {
            return new VersionView(
                    version.table(),
                    version.version(),
                    version.inForce(),
                    version.at(),
                    version.origin(),
                    version.change(),
                    user(version.author()),
                    version.reason(),
                    user(version.releasedBy()),
                    version.alone(),
                    version.comment(),
                    version.deployment(),
                    version.source(),
                    version.differences().stream().map(Explanation::english).toList());
        }

        private static @Nullable String user(@Nullable UserId user) {
            return user == null ? null : user.value();
        }
    }
}
