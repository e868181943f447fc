package org.countersign.console.web.requisition;

import jakarta.servlet.http.HttpServletResponse;
import org.countersign.approval.ApprovalDelegation;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.RequesterRemarks;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is said about a requisition from its page: answers to questions, notes, reminders, and what is taken back. */
@Controller
class RemarkPageController {

    private final DocumentAccess access;
    private final RequesterRemarks remarks;
    private final ApprovalQuestions questions;
    private final ApprovalDelegation delegation;
    private final RequisitionPageController page;
    private final PageModel pages;

    RemarkPageController(
            DocumentAccess access,
            RequesterRemarks remarks,
            ApprovalQuestions questions,
            ApprovalDelegation delegation,
            RequisitionPageController page,
            PageModel pages) {
        this.access = access;
        this.remarks = remarks;
        this.questions = questions;
        this.delegation = delegation;
        this.page = page;
        this.pages = pages;
    }

    @PostMapping("/requisitions/{number}/reminders")
    String remind(@PathVariable String number, Actor actor, RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        return said(
                number,
                "reminded",
                redirect,
                () -> remarks.remind(requisition.number().document(), ApprovalKind.REQUISITION, actor));
    }

    @PostMapping("/requisitions/{number}/remarks/{remark}/removal")
    String takeBack(
            @PathVariable String number, @PathVariable String remark, Actor actor, RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        return said(
                number,
                "takenBack",
                redirect,
                () -> delegation.takeBack(requisition.number().document(), remark, actor));
    }

    @PostMapping("/requisitions/{number}/notes")
    String note(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        try {
            return said(
                    number,
                    "noted",
                    redirect,
                    () -> remarks.note(requisition.number().document(), ApprovalKind.REQUISITION, note, actor));
        } catch (RuleViolation refused) {
            return again(refused, "note", note, number, actor, model, response);
        }
    }

    @PostMapping("/requisitions/{number}/questions/{question}/answer")
    String answer(
            @PathVariable String number,
            @PathVariable String question,
            @RequestParam(defaultValue = "") String answer,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        try {
            return said(
                    number,
                    "answered",
                    redirect,
                    () -> questions.answer(
                            requisition.number().document(), ApprovalKind.REQUISITION, question, answer, actor));
        } catch (RuleViolation refused) {
            return again(refused, "answer", answer, number, actor, model, response);
        }
    }

    /** What collides with what others did is said on the page as it is now. */
    private String said(String number, String done, RedirectAttributes redirect, Runnable saying) {
        var say = pages.words();
        try {
            saying.run();
            redirect.addFlashAttribute("done", say.text("requisitions.remark." + done));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() != Refusal.CONFLICT) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:/requisitions/" + number;
    }

    private String again(
            RuleViolation refused,
            String field,
            String written,
            String number,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        if (refused.rule().refusal() != Refusal.INVALID) {
            throw refused;
        }
        var sentence = pages.words().sentence(refused);
        response.setStatus(422);
        model.addAttribute(field + "Written", written);
        return page.show(
                access.requisition(number, actor), actor, FormProblems.of(field, sentence, sentence), null, model);
    }
}
