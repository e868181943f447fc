package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.approval.SubstituteAnswers;
import org.countersign.approval.SubstituteDetails;
import org.countersign.approval.SubstituteMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who decides for absent people (R08), over REST. */
@RestController
@Tag(name = "People")
@RequestMapping("/api/v1/people/{user}")
class SubstituteController {

    private final SubstituteMaster substitutes;
    private final SubstituteAnswers answers;

    SubstituteController(SubstituteMaster substitutes, SubstituteAnswers answers) {
        this.substitutes = substitutes;
        this.answers = answers;
    }

    /**
     * What a substitute says.
     *
     * @param decision {@code ACCEPT} or {@code DECLINE}
     * @param reason needed for declining
     */
    record Said(
            SubstituteAnswers.@Nullable Answer decision,
            @Nullable String reason) {}

    /** There are few, so that they come as one page. */
    @Operation(summary = "Lists who decides for a person, and when; for the person and for those who read everything")
    @GetMapping("/substitutes")
    PageAnswer<SubstituteDetails> list(@PathVariable String user, Actor actor) {
        var all = substitutes.list(new UserId(user), actor);
        return new PageAnswer<>(all, 0, all.size(), all.size());
    }

    @Operation(summary = "Names a substitute: a person for themselves, an administrator for somebody else")
    @PostMapping("/substitutes")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SubstituteDetails> add(
            @PathVariable String user, @RequestBody SubstituteDetails details, Actor actor) {
        var named = substitutes.add(new UserId(user), details, actor);
        return ResponseEntity.created(URI.create("/api/v1/people/" + user + "/substitutes/" + named.id()))
                .body(named);
    }

    @Operation(summary = "Takes a substitute back; what is not answered returns to the person")
    @DeleteMapping("/substitutes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String user, @PathVariable String id, Actor actor) {
        substitutes.remove(new UserId(user), id, actor);
    }

    @Operation(
            summary = "Lists for whom a person stands in, or is asked to; for the person and for those who read"
                    + " everything")
    @GetMapping("/substitutions")
    PageAnswer<SubstituteDetails> standsInFor(@PathVariable String user, Actor actor) {
        var all = answers.standsInFor(new UserId(user), actor);
        return new PageAnswer<>(all, 0, all.size(), all.size());
    }

    @Operation(
            summary =
                    "Accepts or declines to stand in for a person, where the policy wants it; for the substitute alone")
    @PostMapping("/substitutes/{id}/answer")
    SubstituteDetails answer(@PathVariable String user, @PathVariable String id, @RequestBody Said said, Actor actor) {
        return answers.answer(new UserId(user), id, said.decision(), said.reason(), actor);
    }
}
