package org.countersign.console.web.policy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.countersign.approval.ApprovalRerouting;
import org.countersign.approval.FrozenBefore;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same over REST as on the page of documents in approval under an earlier approval policy. */
@RestController
@Tag(name = "Decision tables")
@RequestMapping("/api/v1/decision-tables/approval-policy/in-approval")
class FrozenDocumentsApiController {

    private final ApprovalRerouting rerouting;
    private final PolicyChanges changes;

    FrozenDocumentsApiController(ApprovalRerouting rerouting, PolicyChanges changes) {
        this.rerouting = rerouting;
        this.changes = changes;
    }

    @GetMapping
    @Operation(summary = "Lists documents in approval whose steps an earlier version of the approval policy named")
    PageAnswer<FrozenDocumentView> frozen(
            @Sortable(
                            value = {"submittedAt"},
                            byDefault = "submittedAt")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(
                rerouting.frozenBefore(
                        changes.versionInForce(FrozenDocumentsController.TABLE),
                        actor,
                        PageRequest.of(page.page(), page.size())),
                FrozenDocumentView::of);
    }

    @PostMapping("/{number}/rerouting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Starts the approval of one of them anew with the steps of the version in force, with a reason")
    void reroute(@PathVariable String number, @RequestBody Rerouting body, Actor actor) {
        rerouting.reroute(
                new DocumentNumber(number),
                changes.versionInForce(FrozenDocumentsController.TABLE),
                body.reason(),
                actor);
    }

    record Rerouting(@Nullable String reason) {}

    /** A document in approval as clients read it. */
    record FrozenDocumentView(
            String document,
            String kind,
            String title,
            String requester,
            String total,
            String currency,
            int policyVersion,
            Instant submittedAt) {

        static FrozenDocumentView of(FrozenBefore one) {
            return new FrozenDocumentView(
                    one.document().value(),
                    one.kind(),
                    one.title(),
                    one.requester().value(),
                    one.total().amount().toPlainString(),
                    one.total().currency().getCurrencyCode(),
                    one.policyVersion(),
                    one.submittedAt());
        }
    }
}
