package org.countersign.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.countersign.invoicing.InvoiceRematches;
import org.countersign.invoicing.InvoiceRematches.Progress;
import org.countersign.invoicing.RematchReason;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has invoices that wait compared again, and says how far that is. */
@RestController
@RequestMapping("/api/v1/invoices/rematches")
@Tag(name = "Invoices")
class RematchController {

    private static final int LATEST = 20;

    private final InvoiceRematches rematches;

    RematchController(InvoiceRematches rematches) {
        this.rematches = rematches;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Have all invoices that wait compared again, in the background; while that goes on, the one that was begun")
    Rematched ask(Actor actor) {
        return Rematched.of(rematches.askForAll(actor));
    }

    @GetMapping
    @Operation(summary = "The last times that invoices were compared again, the latest first")
    List<Rematched> latest(Actor actor) {
        return rematches.latest(LATEST, actor).stream().map(Rematched::of).toList();
    }

    @GetMapping("/{rematch}")
    @Operation(summary = "How far it is, and what came of it")
    Rematched one(@PathVariable String rematch, Actor actor) {
        return Rematched.of(rematches.one(rematch, actor));
    }

    /**
     * How far it is.
     *
     * @param told how many of the invoices were handed over to be compared
     * @param compared how many were compared since
     * @param agree how many of these wait no longer
     */
    record Rematched(
            String id,
            RematchReason reason,
            @Nullable String subject,
            String askedBy,
            Instant askedAt,
            @Nullable Instant finishedAt,
            int invoices,
            int told,
            int failed,
            int compared,
            int agree) {

        static Rematched of(Progress progress) {
            return new Rematched(
                    progress.id(),
                    progress.reason(),
                    progress.subject(),
                    progress.askedBy().value(),
                    progress.askedAt(),
                    progress.finishedAt(),
                    progress.invoices(),
                    progress.told(),
                    progress.failed(),
                    progress.compared(),
                    progress.agree());
        }
    }
}
