package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.approval.ApprovalKind;
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

/** What those who sell can do while others decide about their sales order, over REST. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/sales-orders/{number}")
class SalesOrderRequesterController {

    private final RequesterRemarks remarks;

    SalesOrderRequesterController(RequesterRemarks remarks) {
        this.remarks = remarks;
    }

    @Operation(summary = "Reminds those who are asked to approve an own sales order; once a day")
    @PostMapping("/reminders")
    @ResponseStatus(HttpStatus.CREATED)
    Remark remind(@PathVariable String number, Actor actor) {
        return remarks.remind(new DocumentNumber(number), ApprovalKind.SALES_ORDER, actor);
    }

    @Operation(summary = "Adds a note to an own sales order in approval, for those who decide")
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Remark note(@PathVariable String number, @RequestBody RequesterController.Words words, Actor actor) {
        return remarks.note(new DocumentNumber(number), ApprovalKind.SALES_ORDER, words.text(), actor);
    }
}
