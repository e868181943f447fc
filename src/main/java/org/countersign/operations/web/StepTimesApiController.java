package org.countersign.operations.web;

import java.time.YearMonth;
import org.countersign.operations.StepTimes;
import org.countersign.operations.StepTimes.Parts;
import org.countersign.operations.StepTimes.Times;
import org.countersign.operations.StepTimesQuery;
import org.countersign.operations.StepTimesRollup;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where time goes in a model: how many stand where, and how long each step took. */
@RestController
@RequestMapping("/api/v1")
class StepTimesApiController {

    private final StepTimes times;
    private final StepTimesRollup rollup;

    StepTimesApiController(StepTimes times, StepTimesRollup rollup) {
        this.times = times;
        this.rollup = rollup;
    }

    /** From which month on all is counted again. */
    record Recount(YearMonth from) {}

    @GetMapping("/models/{key}/times")
    Times times(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String group,
            Actor actor) {
        return times.of(key, StepTimesQuery.of(from, to, version, category, group, times.now()), actor);
    }

    @GetMapping("/models/{key}/times/{element}")
    Parts parts(
            @PathVariable String key,
            @PathVariable String element,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String group,
            Actor actor) {
        return times.of(key, element, StepTimesQuery.of(from, to, version, category, group, times.now()), actor);
    }

    /** Counted by the servers in the background, from that month on. */
    @PostMapping("/step-times/recount")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void recount(@RequestBody Recount wish, Actor actor) {
        rollup.recount(wish.from(), actor);
    }
}
