package org.countersign.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import org.countersign.policy.ForeseenDocument;
import org.countersign.policy.ForeseenOutcome;
import org.countersign.policy.Foresight.State;
import org.countersign.policy.Foresights;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.NotFound;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a change of a decision table would have done, and would do, over REST. */
@RestController
@Tag(name = "Decision tables")
@RequestMapping("/api/v1/policy-changes/{id}")
class ForesightController {

    private final Foresights foresights;

    ForesightController(Foresights foresights) {
        this.foresights = foresights;
    }

    @PostMapping("/foresights")
    @Operation(
            summary =
                    "Asks the table in force and the candidate about the documents of a time, and about those that are open;"
                            + " 201 with all figures, 202 where it goes on in the background")
    ResponseEntity<ForesightView> start(
            @PathVariable String id, @RequestBody(required = false) @Nullable Wanted wanted, Actor actor) {
        var said = wanted == null ? new Wanted(null, null, null) : wanted;
        var begun = foresights.start(id, said.from(), said.to(), !Boolean.FALSE.equals(said.open()), actor);
        return ResponseEntity.status(begun.state() == State.DONE ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/policy-changes/" + id + "/foresights/" + begun.id()))
                .body(ForesightView.of(begun));
    }

    @GetMapping("/foresights/{foresight}")
    @Operation(summary = "Shows how far a foresight is, and its figures")
    ForesightView one(@PathVariable String id, @PathVariable String foresight, Actor actor) {
        return ForesightView.of(foresights.one(id, foresight, actor));
    }

    @GetMapping("/foresights/latest")
    @Operation(summary = "Shows the last foresight of a change")
    ForesightView latest(@PathVariable String id, Actor actor) {
        return ForesightView.of(foresights.latest(id, actor).orElseThrow(() -> new NotFound("foresight of", id)));
    }

    @GetMapping("/foresights/{foresight}/documents")
    @Operation(summary = "Lists the documents that would be answered otherwise, from what to what")
    PageAnswer<ForesightView.Document> documents(
            @PathVariable String id,
            @PathVariable String foresight,
            @RequestParam(required = false) @Nullable ForeseenOutcome outcome,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String shift,
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {"item"},
                            byDefault = "item")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(
                foresights.documents(
                        id,
                        foresight,
                        new ForeseenDocument.Query(outcome, open, Formats.trimmed(shift), Formats.trimmed(q)),
                        actor,
                        page.toPageable()),
                ForesightView.Document::of);
    }

    @PostMapping("/foresights/{foresight}/cancellation")
    @Operation(summary = "Stops a foresight; what was found so far stays")
    ForesightView cancel(@PathVariable String id, @PathVariable String foresight, Actor actor) {
        return ForesightView.of(foresights.cancel(id, foresight, actor));
    }

    /** What is left out: the last twelve months, with what is open now. */
    record Wanted(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean open) {}
}
