package org.countersign.console.web;

import java.util.Locale;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Leads from a document's number, typed or scanned, to its page; from a part of one to the document that is meant, or to those
 * that may be. Numbers may be of any pattern, so each kind is asked.
 */
@Controller
class GoController {

    private final DocumentFinder finder;
    private final PageModel pages;

    GoController(DocumentFinder finder, PageModel pages) {
        this.finder = finder;
        this.pages = pages;
    }

    @GetMapping("/go")
    String go(@RequestParam(defaultValue = "") String number, Actor actor, Model model, RedirectAttributes redirect) {
        var wanted = number.strip();
        if (wanted.isEmpty()) {
            return "redirect:/";
        }
        var page = finder.exactly(wanted.toUpperCase(Locale.ROOT), actor);
        if (page.isPresent()) {
            return "redirect:" + page.get();
        }
        var likely = finder.likely(wanted, actor, pages.words());
        var all = likely.values().stream().flatMap(found -> found.stream()).toList();
        if (all.isEmpty()) {
            redirect.addFlashAttribute("refused", pages.words().text("go.none", wanted));
            return "redirect:/";
        }
        if (all.size() == 1) {
            return "redirect:" + all.get(0).path();
        }
        model.addAttribute("wanted", wanted);
        model.addAttribute("likely", likely);
        return "console/found";
    }
}
