package org.countersign.console.web.restore;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.operations.RestoreDesk;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is held after a restore, since when, and the word that it goes on. */
@Controller
class RestorePageController {

    private final RestoreDesk desk;
    private final PageModel pages;

    RestorePageController(RestoreDesk desk, PageModel pages) {
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping("/restore")
    ModelAndView standing(Actor actor) {
        return show(actor, null, null, FormProblems.NONE, HttpStatus.OK);
    }

    @PostMapping("/restore/release")
    ModelAndView release(
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String lastNumbers,
            RedirectAttributes redirect,
            Actor actor) {
        try {
            desk.release(new RestoreDesk.Wish(reason, numbers(lastNumbers)), actor);
            redirect.addFlashAttribute("done", pages.words().text("restore.released"));
            return new ModelAndView("redirect:/restore");
        } catch (RuleViolation violation) {
            return show(
                    actor,
                    reason,
                    lastNumbers,
                    FormProblems.of(violation, pages.words()),
                    Problems.statusOf(violation));
        }
    }

    private ModelAndView show(
            Actor actor,
            @Nullable String reason,
            @Nullable String lastNumbers,
            FormProblems problems,
            HttpStatus status) {
        var view = new ModelAndView("console/restore/one", status);
        view.addObject("standing", desk.standing(actor));
        view.addObject("mayRelease", actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR));
        view.addObject("reason", reason);
        view.addObject("lastNumbers", lastNumbers);
        view.addObject("problems", problems);
        return view;
    }

    /** People part numbers as they like. */
    private static List<String> numbers(@Nullable String written) {
        return Arrays.stream(Objects.requireNonNullElse(written, "").split("[\\s,;]+"))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
    }
}
