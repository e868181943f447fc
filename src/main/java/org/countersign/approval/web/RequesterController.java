package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.Remark;
import org.countersign.approval.RequesterRemarks;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What requesters can do while others decide, over REST. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/requisitions/{number}")
class RequesterController {

    private final RequesterRemarks remarks;
    private final ApprovalQuestions questions;

    RequesterController(RequesterRemarks remarks, ApprovalQuestions questions) {
        this.remarks = remarks;
        this.questions = questions;
    }

    /** Words. */
    record Words(@Nullable String text) {}

    @Operation(summary = "Reminds those who are asked to approve an own requisition; once a day")
    @PostMapping("/reminders")
    @ResponseStatus(HttpStatus.CREATED)
    Remark remind(@PathVariable String number, Actor actor) {
        return remarks.remind(new DocumentNumber(number), ApprovalKind.REQUISITION, actor);
    }

    @Operation(summary = "Adds a note to an own requisition in approval, for those who decide")
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Remark note(@PathVariable String number, @RequestBody Words words, Actor actor) {
        return remarks.note(new DocumentNumber(number), ApprovalKind.REQUISITION, words.text(), actor);
    }

    @Operation(summary = "Answers a question that an approver asked about an own requisition")
    @PostMapping("/questions/{id}/answer")
    @ResponseStatus(HttpStatus.CREATED)
    Remark answer(@PathVariable String number, @PathVariable String id, @RequestBody Words words, Actor actor) {
        return questions.answer(new DocumentNumber(number), ApprovalKind.REQUISITION, id, words.text(), actor);
    }
}
