package org.countersign.operations.web;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import org.countersign.operations.StuckDesk;
import org.countersign.operations.StuckDesk.BulkDone;
import org.countersign.operations.StuckDesk.BulkWish;
import org.countersign.operations.StuckDesk.Done;
import org.countersign.operations.StuckDesk.Row;
import org.countersign.operations.StuckDesk.Summary;
import org.countersign.operations.StuckDesk.Wish;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is stuck, why, whose it is, and what puts it right. */
@RestController
@RequestMapping("/api/v1/stuck")
class StuckApiController {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final StuckDesk desk;

    StuckApiController(StuckDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    PageAnswer<Row> list(
            @RequestParam(required = false) @Nullable String condition,
            @RequestParam(required = false) @Nullable String document,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String olderThan,
            @Sortable(
                            value = {"id", "since"},
                            byDefault = "since")
                    PageQuery page,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String named,
            Actor actor,
            Locale language) {
        return desk.list(
                desk.query(condition, document, owner, olderThan), actor, page.toPageable(), wanted(named, language));
    }

    @GetMapping("/summary")
    Summary summary(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String named,
            Actor actor,
            Locale language) {
        return desk.summary(actor, wanted(named, language));
    }

    @PostMapping("/{id}/{remedy:retry|resumption|due-time|reassignment|resend|reminder|settlement|reconciliation}")
    Done apply(
            @PathVariable String id,
            @PathVariable String remedy,
            @RequestBody Wish wish,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String named,
            Actor actor,
            Locale language) {
        return desk.apply(id, remedy, wish, actor, wanted(named, language));
    }

    /** Up to twenty at once, answered with 200; more in the background, answered with 202. */
    @PostMapping("/bulk")
    @ApiResponse(responseCode = "200", description = "All are through", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "The others follow in the background", useReturnTypeSchema = true)
    ResponseEntity<BulkDone> applyAll(@RequestBody BulkWish wish, Actor actor) {
        var done = desk.applyAll(wish, actor);
        return ResponseEntity.status(done.finished() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(done);
    }

    @GetMapping("/batches/{id}")
    BulkDone batch(@PathVariable String id, Actor actor) {
        return desk.batch(id, actor);
    }

    /** The language that the call names; of whoever makes it where it names none that we speak. */
    private static Locale wanted(@Nullable String named, Locale own) {
        try {
            var found = named == null ? null : Locale.lookup(Locale.LanguageRange.parse(named), LANGUAGES);
            return found == null ? own : found;
        } catch (IllegalArgumentException e) {
            return own;
        }
    }
}
