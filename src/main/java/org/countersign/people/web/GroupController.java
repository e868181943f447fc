package org.countersign.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.people.GroupDetails;
import org.countersign.people.GroupMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups over REST. */
@RestController
@Tag(name = "Groups")
@RequestMapping("/api/v1/groups")
class GroupController {

    private final GroupMaster groups;

    GroupController(GroupMaster groups) {
        this.groups = groups;
    }

    /** There are few, so that they come as one page. */
    @Operation(summary = "Lists groups")
    @GetMapping
    PageAnswer<GroupDetails> list(Actor actor) {
        var all = groups.list(actor);
        return new PageAnswer<>(all, 0, all.size(), all.size());
    }

    @Operation(summary = "Shows a group")
    @GetMapping("/{id}")
    GroupDetails one(@PathVariable String id, Actor actor) {
        return groups.get(id, actor);
    }

    @Operation(summary = "Adds a group that policies can name")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<GroupDetails> add(@RequestBody GroupDetails details, Actor actor) {
        var group = groups.add(details, actor);
        return ResponseEntity.created(URI.create("/api/v1/groups/" + group.id()))
                .body(group);
    }

    @Operation(summary = "Renames a group")
    @PutMapping("/{id}")
    GroupDetails rename(@PathVariable String id, @RequestBody GroupDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> groups.get(id, actor), () -> groups.rename(id, details, actor));
    }
}
