package org.countersign.console.web.invoice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.LinePairings;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person says on the page of an invoice which lines of its orders some of its lines belong to. */
@Controller
class PairingPageController {

    private static final Pattern FIELD = Pattern.compile("(line|other)-(\\d{1,6})");
    private static final Pattern LINE = Pattern.compile("(?:(.{1,64})/)?0*([1-9]\\d{0,6})");
    private static final Pattern FAULT = Pattern.compile("lines\\[(\\d+)]\\..*");

    private final DocumentAccess access;
    private final LinePairings pairings;
    private final InvoicePageController page;
    private final PageModel model;

    PairingPageController(DocumentAccess access, LinePairings pairings, InvoicePageController page, PageModel model) {
        this.access = access;
        this.pairings = pairings;
        this.page = page;
        this.model = model;
    }

    @PostMapping("/invoices/{id}/pairing")
    ModelAndView pair(
            @PathVariable String id,
            @RequestParam Map<String, String> fields,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        var given = new TreeMap<Integer, String>();
        fields.forEach((name, value) -> {
            var field = FIELD.matcher(name);
            if (field.matches() && !value.isBlank()) {
                // What somebody typed is meant, whatever is chosen beside it.
                given.merge(
                        Integer.valueOf(field.group(2)),
                        value.strip(),
                        (one, other) -> name.startsWith("other") ? other : one);
            }
        });
        var pairs = new ArrayList<LinePairings.Pair>();
        given.forEach((position, text) -> pairs.add(pair(position, text)));
        try {
            pairings.pair(invoice.id(), pairs, actor);
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw violation;
            }
            var status = violation.rule().refusal() == Rule.Refusal.CONFLICT
                    ? HttpStatus.CONFLICT
                    : HttpStatus.UNPROCESSABLE_ENTITY;
            return page.refusedPairing(
                    access.invoice(id, actor), actor, given, atTheirFields(violation, pairs), status);
        }
        redirect.addFlashAttribute("done", model.words().text("invoice.pair.done", pairs.size()));
        return new ModelAndView("redirect:/invoices/" + id);
    }

    private static LinePairings.Pair pair(int position, String text) {
        var line = LINE.matcher(text);
        return line.matches()
                ? new LinePairings.Pair(position, line.group(1), Integer.valueOf(line.group(2)))
                : new LinePairings.Pair(position, null, null);
    }

    private FormProblems atTheirFields(RuleViolation violation, ArrayList<LinePairings.Pair> pairs) {
        var say = model.words();
        var fields = new HashMap<String, String>();
        for (var problem : violation.fields()) {
            var fault = FAULT.matcher(problem.field());
            if (fault.matches()) {
                fields.put(
                        "other-" + pairs.get(Integer.parseInt(fault.group(1))).position(),
                        FormProblems.message(problem, say));
            }
        }
        return new FormProblems(say.sentence(violation), fields);
    }
}
