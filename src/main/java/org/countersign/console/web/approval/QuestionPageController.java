package org.countersign.console.web.approval;

import jakarta.servlet.http.HttpServletResponse;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where whoever asked for an approval answers an approver's question, whatever the document. */
@Controller
@RequestMapping("/questions/{id}")
class QuestionPageController {

    private final ApprovalQuestions questions;
    private final PageModel pages;

    QuestionPageController(ApprovalQuestions questions, PageModel pages) {
        this.questions = questions;
        this.pages = pages;
    }

    @GetMapping
    String show(@PathVariable String id, Actor actor, Model model) {
        return show(id, actor, FormProblems.NONE, "", model);
    }

    @PostMapping
    String answer(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String answer,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var say = pages.words();
        try {
            questions.answer(id, answer, actor);
            redirect.addFlashAttribute("done", say.text("question.answered"));
        } catch (RuleViolation refused) {
            switch (refused.rule().refusal()) {
                case FORBIDDEN, UNAVAILABLE -> throw refused;
                case CONFLICT -> redirect.addFlashAttribute("refused", say.sentence(refused));
                case INVALID -> {
                    response.setStatus(422);
                    var sentence = say.sentence(refused);
                    return show(id, actor, FormProblems.of("answer", sentence, sentence), answer, model);
                }
            }
        }
        return "redirect:/questions/" + id;
    }

    private String show(String id, Actor actor, FormProblems problems, String written, Model model) {
        model.addAttribute("asked", questions.asked(id, actor));
        model.addAttribute("problems", problems);
        model.addAttribute("written", written);
        return "console/approval/question";
    }
}
