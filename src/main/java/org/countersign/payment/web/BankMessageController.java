package org.countersign.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.payment.BankEntry;
import org.countersign.payment.BankMessage;
import org.countersign.payment.BankMessages;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the bank says, over REST. */
@RestController
@Tag(name = "Payment runs")
@RequestMapping("/api/v1")
class BankMessageController {

    private final BankMessages messages;

    BankMessageController(BankMessages messages) {
        this.messages = messages;
    }

    @Operation(summary = "Reads a pain.002 or camt.054 and books what it says, each entry once")
    @PostMapping(
            value = "/bank-messages",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    Reading read(@RequestBody byte[] content, Actor actor) {
        var reading = messages.read(content, actor);
        return new Reading(
                reading.message(),
                reading.known(),
                reading.read().stream().map(Row::of).toList());
    }

    @Operation(summary = "Lists what the bank said, the latest first; only what a person has to look at, if asked")
    @GetMapping("/bank-entries")
    PageAnswer<Row> list(
            @RequestParam(defaultValue = "false") boolean open, @Sortable("readAt") PageQuery page, Actor actor) {
        return PageAnswer.of(
                messages.list(
                        open,
                        PageRequest.of(
                                page.toPageable().getPageNumber(),
                                page.toPageable().getPageSize()),
                        actor),
                Row::of);
    }

    @Operation(summary = "Notes what came of an entry that a person had to look at")
    @PostMapping("/bank-entries/{id}/settlement")
    Row settle(@PathVariable String id, @RequestBody Note body, Actor actor) {
        return Row.of(messages.settle(id, body.note(), actor));
    }

    /** What came of it. */
    record Note(@Nullable String note) {}

    /** What was read for the first time, and how much had been read before. */
    record Reading(String message, int known, List<Row> entries) {}

    /** One entry. */
    record Row(
            String id,
            BankMessage.Kind kind,
            String message,
            String entry,
            @Nullable String endToEndId,
            BankMessage.Outcome outcome,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate bookedOn,
            @Nullable String reason,
            @Nullable String run,
            BankEntry.Result result,
            boolean needsPerson,
            Instant readAt,
            @Nullable String note) {

        static Row of(BankEntry entry) {
            return new Row(
                    entry.id(),
                    entry.kind(),
                    entry.message(),
                    entry.entry(),
                    entry.endToEndId(),
                    entry.outcome(),
                    entry.amount(),
                    entry.currency(),
                    entry.bookedOn(),
                    entry.reason(),
                    entry.run(),
                    entry.result(),
                    entry.needsPerson(),
                    entry.readAt(),
                    entry.note());
        }
    }
}
