package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.Remark;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Questions that approvers ask, about documents of any kind, over REST. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/approvals/questions/{id}")
class QuestionController {

    private final ApprovalQuestions questions;

    QuestionController(ApprovalQuestions questions) {
        this.questions = questions;
    }

    /** Words. */
    record Words(@Nullable String text) {}

    @Operation(summary = "Reads a question to the caller, who asked for the approval")
    @GetMapping
    Remark read(@PathVariable String id, Actor actor) {
        return questions.asked(id, actor).remark();
    }

    @Operation(summary = "Answers a question to the caller")
    @PostMapping("/answer")
    @ResponseStatus(HttpStatus.CREATED)
    Remark answer(@PathVariable String id, @RequestBody Words words, Actor actor) {
        return questions.answer(id, words.text(), actor);
    }
}
