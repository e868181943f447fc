package org.countersign.approval.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.approval.ApprovalDelegation;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.ApprovalRule;
import org.countersign.approval.DelegationMode;
import org.countersign.approval.Remark;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What approvers can do with a task beside answering it, over REST. */
@RestController
@Tag(name = "Approvals")
@RequestMapping("/api/v1/approvals/{task}")
class DelegationController {

    private final ApprovalDelegation delegation;
    private final ApprovalQuestions questions;

    DelegationController(ApprovalDelegation delegation, ApprovalQuestions questions) {
        this.delegation = delegation;
        this.questions = questions;
    }

    /**
     * To whom a task is handed.
     *
     * @param to user name, e-mail address or full name
     * @param mode {@code DECIDE} or {@code ADVISE}
     * @param comment what is said to it
     */
    record Delegation(
            @Nullable String to,
            @Nullable DelegationMode mode,
            @Nullable String comment) {}

    /** Words. */
    record Words(@Nullable String text) {}

    @Operation(summary = "Hands an own task to somebody: to decide it, or to say what they think of it")
    @PostMapping("/delegation")
    @ResponseStatus(HttpStatus.CREATED)
    Remark delegate(@PathVariable String task, @RequestBody Delegation wanted, Actor actor) {
        new FieldCheck()
                .text(wanted.to(), "to", 255)
                .that(wanted.mode() != null, "mode", "is required")
                .demand(ApprovalRule.DELEGATION_INCOMPLETE);
        var mode = wanted.mode() == null ? DelegationMode.ADVISE : wanted.mode();
        return delegation.delegate(task, wanted.to(), mode, wanted.comment(), actor);
    }

    @Operation(summary = "Takes back what was handed out and is not done yet, for whoever handed it out")
    @DeleteMapping("/delegation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String task, Actor actor) {
        delegation.takeBack(task, actor);
    }

    @Operation(summary = "Gives the advice that was asked for; the task goes back to whoever asked")
    @PostMapping("/advice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void advise(@PathVariable String task, @RequestBody Words words, Actor actor) {
        delegation.advise(task, words.text(), actor);
    }

    @Operation(
            summary = "Asks the requester something; the task stays open, and its time stands still as the policy says")
    @PostMapping("/question")
    @ResponseStatus(HttpStatus.CREATED)
    Remark ask(@PathVariable String task, @RequestBody Words words, Actor actor) {
        return questions.ask(task, words.text(), actor);
    }
}
