package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.approval.Answered;
import org.countersign.approval.ApprovalInbox;
import org.countersign.approval.BatchApproval;
import org.countersign.approval.WaitingApproval;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for one's approval, over REST, and several approvals at once. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/approvals")
class ApprovalController {

    private final ApprovalInbox inbox;
    private final BatchApproval batch;

    ApprovalController(ApprovalInbox inbox, BatchApproval batch) {
        this.inbox = inbox;
        this.batch = batch;
    }

    /** An approval that waits for the caller. In {@code next} stand those who are asked after it, level by level. */
    record Waiting(
            String task,
            String document,
            String kind,
            String title,
            String requester,
            List<String> suppliers,
            BigDecimal total,
            String currency,
            @Nullable BigDecimal baseAmount,
            @Nullable String baseCurrency,
            @Nullable BigDecimal exchangeRate,
            @Nullable LocalDate rateDate,
            int level,
            String reason,
            String rule,
            int policyVersion,
            Instant since,
            @Nullable Instant decideBy,
            @Nullable String onBehalfOf,
            boolean batch,
            List<List<String>> next) {

        static Waiting of(WaitingApproval one) {
            var rate = one.rate();
            return new Waiting(
                    one.task(),
                    one.document().value(),
                    one.kind(),
                    one.title(),
                    one.requester().value(),
                    one.suppliers(),
                    one.total().amount(),
                    one.total().currency().getCurrencyCode(),
                    one.baseAmount(),
                    rate == null ? null : rate.base().getCurrencyCode(),
                    rate == null ? null : rate.rate(),
                    rate == null ? null : rate.date(),
                    one.level(),
                    one.why().english(),
                    one.rule(),
                    one.policyVersion(),
                    one.since(),
                    one.decideBy(),
                    one.onBehalfOf() == null ? null : one.onBehalfOf().value(),
                    one.batch(),
                    one.next().stream()
                            .map(people -> people.stream().map(UserId::value).toList())
                            .toList());
        }
    }

    /**
     * Several approvals.
     *
     * @param tasks ids of their tasks
     * @param comment goes with each; may be missing
     */
    record Chosen(@Nullable List<String> tasks, @Nullable String comment) {}

    /** What became of one of them. */
    record Result(
            String task,
            @Nullable String document,
            Answered.Result result,
            @Nullable String rule,
            @Nullable String message) {

        static Result of(Answered answered) {
            var refusal = answered.refusal();
            var document = answered.document();
            return new Result(
                    answered.task(),
                    document == null ? null : document.value(),
                    answered.result(),
                    refusal == null
                            ? null
                            : "urn:problem:" + refusal.rule().module() + ":"
                                    + refusal.rule()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'),
                    refusal == null ? null : refusal.getMessage());
        }
    }

    /** What became of all of them, in the order given. */
    record Results(List<Result> results) {}

    @Operation(summary = "Lists what waits for the caller's approval")
    @GetMapping
    PageAnswer<Waiting> list(
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {
                                "document:cycle.document",
                                "title:cycle.title",
                                "requester:cycle.requester",
                                "baseAmount:cycle.baseAmount",
                                "since:openedAt",
                                "decideBy"
                            },
                            byDefault = "since")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(inbox.waitingFor(actor, q, List.of(), page.toPageable()), Waiting::of);
    }

    @Operation(
            summary = "Approves several small ones at once, each in a transaction of its own; says what became of each")
    @PostMapping("/batch")
    Results approve(@RequestBody Chosen chosen, Actor actor) {
        var tasks = Objects.requireNonNullElse(chosen.tasks(), List.<String>of()).stream()
                .filter(Objects::nonNull)
                .toList();
        return new Results(batch.approve(tasks, chosen.comment(), actor).stream()
                .map(Result::of)
                .toList());
    }
}
