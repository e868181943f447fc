package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.approval.Remark;
import org.countersign.approval.RequesterRemarks;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What those whom a change of an order concerns can do while others decide about it, over REST. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/purchase-orders/{number}/change-orders/{change}")
class ChangeOrderRequesterController {

    private final RequesterRemarks remarks;

    ChangeOrderRequesterController(RequesterRemarks remarks) {
        this.remarks = remarks;
    }

    @Operation(
            summary = "Reminds those who are asked to approve a change; once a day, for whoever asked for the order or"
                    + " proposed the change")
    @PostMapping("/reminders")
    @ResponseStatus(HttpStatus.CREATED)
    Remark remind(@PathVariable String number, @PathVariable int change, Actor actor) {
        return remarks.remindOfChange(new DocumentNumber(number), change, actor);
    }

    @Operation(summary = "Adds a note to a change in approval, for those who decide; for the same two")
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Remark note(
            @PathVariable String number,
            @PathVariable int change,
            @RequestBody RequesterController.Words words,
            Actor actor) {
        return remarks.noteOnChange(new DocumentNumber(number), change, words.text(), actor);
    }
}
