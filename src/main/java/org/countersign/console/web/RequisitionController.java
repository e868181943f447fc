package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.countersign.approval.Approvals;
import org.countersign.console.DocumentAccess;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionDraft;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.purchasing.RequisitionStatus;
import org.countersign.purchasing.RequisitionSummary;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
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

@RestController
@RequestMapping("/api/v1/requisitions")
@Tag(name = "Requisitions")
class RequisitionController {

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final RequisitionQuotes quotes;
    private final PurchaseOrderManagement orders;
    private final Approvals approvals;
    private final DocumentAccess access;

    RequisitionController(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            RequisitionQuotes quotes,
            PurchaseOrderManagement orders,
            Approvals approvals,
            DocumentAccess access) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.quotes = quotes;
        this.orders = orders;
        this.approvals = approvals;
        this.access = access;
    }

    @GetMapping
    @Operation(summary = "List own requisitions, or all for those who buy or read everything")
    PageAnswer<Summary> list(
            @RequestParam(required = false) @Nullable RequisitionStatus status,
            @RequestParam(required = false) @Nullable String requester,
            @RequestParam(required = false) @Nullable String costCenter,
            @Sortable(
                            value = {"number", "status", "requester", "title", "costCenter", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(requisitions.search(status, requester, costCenter, actor, page.toPageable()), Summary::of);
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read a requisition with its approvals and orders")
    RequisitionView read(@PathVariable String number, Actor actor) {
        return view(access.requisition(number, actor));
    }

    @PostMapping
    @Operation(summary = "Write a new draft")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RequisitionView> create(@RequestBody RequisitionDraft draft, Actor actor) {
        return created(requisitions.create(draft, actor));
    }

    @PutMapping("/{number}")
    @Operation(summary = "Replace an own draft or returned requisition")
    RequisitionView replace(
            @PathVariable String number, @RequestBody RequisitionDraft draft, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(
                () -> read(number, actor),
                () -> view(requisitions.replace(new RequisitionNumber(number), draft, actor)));
    }

    @PostMapping("/approval-preview")
    @Operation(
            summary =
                    "Who would have to approve this draft, and why, if one submitted it now; nothing is kept, and what"
                            + " cannot be read yet is named in problems")
    ApprovalPreviewView preview(@RequestBody RequisitionDraft draft, Actor actor) {
        return ApprovalPreviewView.of(requisitions.outlook(draft, actor), requisitions.problemsOf(draft));
    }

    @GetMapping("/{number}/approval-preview")
    @Operation(summary = "Who would have to approve a draft or returned requisition, and why, if it were submitted now")
    ApprovalPreviewView preview(@PathVariable String number, Actor actor) {
        return ApprovalPreviewView.of(requisitions.outlook(access.requisition(number, actor)), List.of());
    }

    @PostMapping("/{number}/submission")
    @Operation(summary = "Submit an own draft or returned requisition; answers with the frozen approval steps")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RequisitionView> submit(@PathVariable String number, Actor actor, IfMatch ifMatch) {
        return ResponseEntity.accepted()
                .body(ifMatch.guard(
                        () -> read(number, actor),
                        () -> view(requisitions.submit(new RequisitionNumber(number), actor))));
    }

    @PostMapping("/{number}/withdrawal")
    @Operation(summary = "Take an own requisition back before it is approved")
    RequisitionView withdraw(
            @PathVariable String number,
            @RequestBody(required = false) @Nullable Reason reason,
            Actor actor,
            IfMatch ifMatch) {
        return ifMatch.guard(
                () -> read(number, actor),
                () -> view(requisitions.withdraw(
                        new RequisitionNumber(number), reason == null ? null : reason.reason(), actor)));
    }

    @PostMapping("/{number}/copy")
    @Operation(
            summary = "Write a new draft with the content of this requisition; approvals are not copied, attachments"
                    + " only where asked for")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RequisitionView> copy(
            @PathVariable String number, @RequestBody(required = false) @Nullable Copy wanted, Actor actor) {
        access.requisition(number, actor);
        return created(requisitions.copy(
                new RequisitionNumber(number), wanted != null && Boolean.TRUE.equals(wanted.attachments()), actor));
    }

    private ResponseEntity<RequisitionView> created(Requisition requisition) {
        return ResponseEntity.created(URI.create("/api/v1/requisitions/" + requisition.number()))
                .body(view(requisition));
    }

    private RequisitionView view(Requisition requisition) {
        return RequisitionView.of(
                requisition,
                approvals.recordOf(requisition.number().document()),
                requisition.status() == RequisitionStatus.DRAFT ? List.of() : orders.ordersOf(requisition.number()),
                attachments.of(requisition.number()),
                quotes.of(requisition.number()));
    }

    record Reason(@Nullable String reason) {}

    /**
     * How to copy.
     *
     * @param attachments whether the files are copied too; they are not, unless it is said
     */
    record Copy(@Nullable String reason, @Nullable Boolean attachments) {}

    record Summary(
            RequisitionNumber number,
            RequisitionStatus status,
            java.math.BigDecimal total,
            String currency,
            org.countersign.shared.UserId requester,
            String title,
            String costCenter,
            java.time.Instant createdAt) {

        static Summary of(RequisitionSummary requisition) {
            return new Summary(
                    requisition.number(),
                    requisition.status(),
                    requisition.total().amount(),
                    requisition.total().currency().getCurrencyCode(),
                    requisition.requester(),
                    requisition.title(),
                    requisition.costCenter(),
                    requisition.createdAt());
        }
    }
}
