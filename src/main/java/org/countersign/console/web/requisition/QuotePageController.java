package org.countersign.console.web.requisition;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Quotes on the page of a requisition: all rows are sent together. */
@Controller
class QuotePageController {

    private final DocumentAccess access;
    private final RequisitionQuotes quotes;
    private final RequisitionPageController page;
    private final PageModel pages;

    QuotePageController(
            DocumentAccess access, RequisitionQuotes quotes, RequisitionPageController page, PageModel pages) {
        this.access = access;
        this.quotes = quotes;
        this.page = page;
        this.pages = pages;
    }

    @PostMapping("/requisitions/{number}/quotes")
    String replace(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        var say = pages.words();
        var reason = Objects.requireNonNullElse(sent.getFirst("quoteReason"), "");
        var rows = rows(sent);
        var drafts = new ArrayList<RequisitionQuotes.Draft>();
        for (var row : rows) {
            drafts.add(new RequisitionQuotes.Draft(
                    row.supplier(),
                    DecimalText.parse(row.price(), say.language()).orElse(null),
                    row.currency(),
                    row.attachment(),
                    row.chosen(),
                    reason));
        }
        try {
            quotes.replace(requisition.number(), drafts, actor);
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == Refusal.FORBIDDEN) {
                throw refused;
            }
            response.setStatus(Problems.statusOf(refused).value());
            model.addAttribute("quoteRows", QuoteRow.withBlank(rows, requisition.currency()));
            model.addAttribute("quoteReason", reason);
            return page.show(requisition, actor, FormProblems.of(refused, say), null, model);
        }
        redirect.addFlashAttribute("done", say.text("requisitions.quotes.saved"));
        return "redirect:/requisitions/" + number;
    }

    /** What was sent, without the rows that were left or made empty. */
    private static List<QuoteRow> rows(MultiValueMap<String, String> sent) {
        var rows = new ArrayList<QuoteRow>();
        var chosen = sent.getFirst("chosen");
        for (int index = 0; index < sent.getOrDefault("supplier", List.of()).size(); index++) {
            var row = new QuoteRow(
                    at(sent, "supplier", index),
                    at(sent, "price", index),
                    at(sent, "currency", index),
                    at(sent, "attachment", index),
                    String.valueOf(index).equals(chosen));
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String at(MultiValueMap<String, String> sent, String name, int index) {
        @Nullable List<String> values = sent.get(name);
        return values == null || index >= values.size() ? "" : values.get(index).strip();
    }
}
