package org.countersign.operations.web;

import org.countersign.operations.HistoryCleanup.Standing;
import org.countersign.operations.HistoryDesk;
import org.countersign.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The cleanup of the engine's history. */
@RestController
@RequestMapping("/api/v1/history-cleanup")
class HistoryApiController {

    private final HistoryDesk desk;

    HistoryApiController(HistoryDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    Standing standing(Actor actor) {
        return desk.standing(actor);
    }

    /** Begins soon, by a job; the answer says how it stands now. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Standing begin(Actor actor) {
        return desk.beginNow(actor);
    }
}
