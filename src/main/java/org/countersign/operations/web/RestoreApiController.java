package org.countersign.operations.web;

import org.countersign.operations.RestoreDesk;
import org.countersign.operations.RestoreDesk.Standing;
import org.countersign.operations.RestoreDesk.Wish;
import org.countersign.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last restore of the database, and its release. */
@RestController
@RequestMapping("/api/v1/restore")
class RestoreApiController {

    private final RestoreDesk desk;

    RestoreApiController(RestoreDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    Standing standing(Actor actor) {
        return desk.standing(actor);
    }

    @PostMapping("/release")
    Standing release(@RequestBody Wish wish, Actor actor) {
        return desk.release(wish, actor);
    }
}
