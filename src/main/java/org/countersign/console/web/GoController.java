package org.countersign.console.web;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads from a document's number, typed or scanned, to its page. Numbers may be of any pattern, so each kind is asked. */
@Controller
class GoController {

    private final DocumentAccess access;
    private final PageModel pages;

    GoController(DocumentAccess access, PageModel pages) {
        this.access = access;
        this.pages = pages;
    }

    @GetMapping("/go")
    String go(@RequestParam(defaultValue = "") String number, Actor actor, RedirectAttributes redirect) {
        var wanted = number.strip().toUpperCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return "redirect:/";
        }
        var page = Stream.<Supplier<String>>of(
                        () -> "/purchase-orders/" + access.order(wanted, actor).number(),
                        () -> "/requisitions/"
                                + access.requisition(wanted, actor).number(),
                        () -> "/invoices/" + access.invoice(wanted, actor).id())
                .flatMap(kind -> found(kind).stream())
                .findFirst();
        if (page.isEmpty()) {
            redirect.addFlashAttribute("refused", pages.words().text("go.none", wanted));
            return "redirect:/";
        }
        return "redirect:" + page.get();
    }

    private static Optional<String> found(Supplier<String> kind) {
        try {
            return Optional.of(kind.get());
        } catch (NotFound | NotAllowed none) {
            return Optional.empty();
        }
    }
}
