package org.countersign.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChangeQuery;
import org.countersign.policy.PolicyChangeRule;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyDrafts;
import org.countersign.policy.PolicyTime;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.Formats;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes of decision tables over REST: the same doors, and the same four eyes, as on the pages. */
@RestController
@Tag(name = "Decision tables")
@RequestMapping("/api/v1/policy-changes")
class PolicyChangeController {

    private final PolicyChanges changes;
    private final PolicyDrafts drafts;
    private final Company company;

    PolicyChangeController(PolicyChanges changes, PolicyDrafts drafts, Company company) {
        this.changes = changes;
        this.drafts = drafts;
        this.company = company;
    }

    @GetMapping
    @Operation(summary = "Lists changes of decision tables, without their files")
    PageAnswer<PolicyChangeView> list(
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable PolicyChangeState state,
            @RequestParam(required = false) @Nullable String author,
            @Sortable(
                            value = {"id", "savedAt", "state", "table:key", "author"},
                            byDefault = "id,desc")
                    PageQuery page,
            Actor actor) {
        var query = new PolicyChangeQuery(Formats.trimmed(table), state, Formats.trimmed(author));
        return PageAnswer.of(changes.search(query, actor, page.toPageable()), PolicyChangeView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a change with its file, and in what it differs")
    PolicyChangeView one(@PathVariable String id, Actor actor) {
        return view(changes.change(id, actor));
    }

    @PostMapping
    @Operation(
            summary =
                    "Begins a draft from the table in force, from an earlier version (version), or from another change"
                            + " (change)")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PolicyChangeView> draft(@RequestBody Draft draft, Actor actor) {
        var from = draft.change();
        var table = Formats.trimmed(draft.table());
        if (from == null && table == null) {
            throw new RuleViolation(PolicyChangeRule.NO_TABLE, List.of(new FieldProblem("table", "is required")));
        }
        var begun = from != null
                ? drafts.draftLike(from, actor)
                : draft.version() != null
                        ? drafts.draftFrom(String.valueOf(table), draft.version(), draft.reason(), actor)
                        : drafts.draft(String.valueOf(table), draft.reason(), actor);
        return ResponseEntity.created(URI.create("/api/v1/policy-changes/" + begun.id()))
                .body(view(begun));
    }

    @PutMapping("/{id}/candidate")
    @Operation(summary = "Replaces file and reason of a draft of one's own")
    PolicyChangeView save(@PathVariable String id, @RequestBody Candidate candidate, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> one(id, actor), () -> {
            var draft = changes.change(id, actor);
            return view(drafts.save(
                    id,
                    candidate.xml() == null ? draft.candidate() : candidate.xml(),
                    candidate.reason() == null ? draft.reason() : candidate.reason(),
                    actor,
                    null));
        });
    }

    @PostMapping("/{id}/proposal")
    @Operation(summary = "Asks somebody else to release a draft of one's own")
    PolicyChangeView propose(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Proposal proposal,
            Actor actor,
            IfMatch ifMatch) {
        var accepted = proposal != null && Boolean.TRUE.equals(proposal.acceptUnanswered());
        return ifMatch.guard(() -> one(id, actor), () -> view(changes.propose(id, accepted, actor)));
    }

    @PostMapping("/{id}/release")
    @Operation(
            summary =
                    "Releases what somebody else has proposed, now or for a later time; alone: releases what is one's own,"
                            + " in an emergency, where that is allowed")
    PolicyChangeView release(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Release release,
            Actor actor,
            IfMatch ifMatch) {
        return ifMatch.guard(() -> one(id, actor), () -> {
            var said = release == null ? new Release(null, null, null, null) : release;
            var accepted = Boolean.TRUE.equals(said.acceptUnanswered());
            if (Boolean.TRUE.equals(said.alone())) {
                return view(changes.releaseAlone(id, said.comment(), accepted, actor));
            }
            changes.release(id, said.comment(), PolicyTime.of(said.effectiveAt(), company.timeZone()), accepted, actor);
            return one(id, actor);
        });
    }

    @PostMapping("/{id}/rejection")
    @Operation(summary = "Rejects what somebody else has proposed, with a reason")
    PolicyChangeView reject(
            @PathVariable String id, @RequestBody(required = false) @Nullable Said said, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> one(id, actor), () -> {
            changes.reject(id, said == null ? null : said.comment(), actor);
            return one(id, actor);
        });
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "Takes a change back")
    PolicyChangeView withdraw(
            @PathVariable String id, @RequestBody(required = false) @Nullable Said said, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(
                () -> one(id, actor), () -> view(changes.withdraw(id, said == null ? null : said.comment(), actor)));
    }

    private PolicyChangeView view(PolicyChange change) {
        return PolicyChangeView.of(change, changes.differences(change, PolicyChanges.ALL_DIFFERENCES));
    }

    /** What a draft is made from. */
    record Draft(
            @Nullable String table,
            @Nullable Integer version,
            @Nullable String change,
            @Nullable String reason) {}

    /** What is left out stays as it is. */
    record Candidate(@Nullable String xml, @Nullable String reason) {}

    /** @param acceptUnanswered whether it is accepted that documents of the last year would get no answer (R03) */
    record Proposal(@Nullable Boolean acceptUnanswered) {}

    /** @param acceptUnanswered whether it is accepted that documents of the last year would get no answer (R03) */
    record Release(
            @Nullable String comment,
            @Nullable String effectiveAt,
            @Nullable Boolean alone,
            @Nullable Boolean acceptUnanswered) {}

    record Said(@Nullable String comment) {}
}
