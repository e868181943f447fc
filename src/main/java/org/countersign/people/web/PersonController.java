package org.countersign.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonDetails;
import org.countersign.people.PersonQuery;
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

/** People over REST. */
@RestController
@Tag(name = "People")
@RequestMapping("/api/v1/people")
class PersonController {

    private final PeopleMaster people;

    PersonController(PeopleMaster people) {
        this.people = people;
    }

    @Operation(summary = "Lists people; names for everybody, the rest for administrators")
    @GetMapping
    PageAnswer<PersonDetails> list(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String manager,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String costCenter,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable Boolean active,
            @Sortable({"user", "firstName", "lastName", "department"}) PageQuery page,
            Actor actor) {
        var query = new PersonQuery(user, name, email, manager, department, costCenter, group, active);
        return PageAnswer.of(people.list(query, page.toPageable(), actor), person -> person);
    }

    @Operation(summary = "Shows a person")
    @GetMapping("/{user}")
    PersonDetails one(@PathVariable String user, Actor actor) {
        return people.get(user, actor);
    }

    @Operation(summary = "Adds a person with sign-in and groups")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PersonDetails> add(@RequestBody PersonDetails details, Actor actor) {
        var person = people.add(details, actor);
        return ResponseEntity.created(URI.create("/api/v1/people/" + person.user()))
                .body(person);
    }

    @Operation(summary = "Replaces a person; without a password the old one stays")
    @PutMapping("/{user}")
    PersonDetails change(@PathVariable String user, @RequestBody PersonDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> people.get(user, actor), () -> people.change(user, details, actor));
    }
}
