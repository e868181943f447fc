package org.countersign.console.web.policy;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.countersign.console.page.PageModel;
import org.countersign.console.web.policy.Pickers.Slipped;
import org.countersign.policy.CellReader;
import org.countersign.policy.Foresights;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyCheck;
import org.countersign.policy.PolicyDocuments;
import org.countersign.policy.PolicyDrafts;
import org.countersign.policy.PolicyReport;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes the rules of a drafted table in place, one rule after the other. */
@Controller
class PolicyEditorController {

    private static final String TABLE = "/policy-changes/{id}/table";
    private static final String RULE = TABLE + "/rules/{rule}";

    private final PolicyChanges changes;
    private final PolicyDrafts drafts;
    private final PolicyDocuments documents;
    private final PolicyCheck check;
    private final Foresights foresights;
    private final ReachPage reachPage;
    private final CellReader reader;
    private final Pickers pickers;
    private final PageModel pages;

    PolicyEditorController(
            PolicyChanges changes,
            PolicyDrafts drafts,
            PolicyDocuments documents,
            PolicyCheck check,
            Foresights foresights,
            ReachPage reachPage,
            CellReader reader,
            Pickers pickers,
            PageModel pages) {
        this.changes = changes;
        this.drafts = drafts;
        this.documents = documents;
        this.check = check;
        this.foresights = foresights;
        this.reachPage = reachPage;
        this.reader = reader;
        this.pickers = pickers;
        this.pages = pages;
    }

    @PostMapping("/decision-tables/{key}/changes")
    String begin(@PathVariable String key, Actor actor) {
        return "redirect:/policy-changes/" + drafts.draft(key, null, actor).id() + "/table";
    }

    @GetMapping(TABLE)
    String page(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String columns,
            Model model,
            Actor actor) {
        var change = changes.change(id, actor);
        var table = shown(change, "all".equals(columns), model, actor);
        if (rule != null && changes.possible(change, actor).edit()) {
            table.rule(rule).ifPresent(one -> {
                model.addAttribute("open", one);
                model.addAttribute("pickers", pickers.of(table, one, at, pages.words()));
            });
        }
        return "console/policy/editor";
    }

    private PolicyTable shown(PolicyChange change, boolean wide, Model model, Actor actor) {
        var table = TableView.called(table(change), pages.words());
        model.addAttribute("change", change);
        model.addAttribute("view", TableView.of(table, checked(change, table), reader, pages.words(), wide));
        model.addAttribute("edits", changes.possible(change, actor).edit());
        model.addAttribute("mine", change.author().equals(actor.user()));
        model.addAttribute("open", null);
        return table;
    }

    @PostMapping(RULE)
    String save(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Actor actor,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var words = pages.words();
        var change = changes.change(id, actor);
        var slips = slips(change, rule, fields);
        if (!slips.isEmpty() && changes.possible(change, actor).edit() && version == change.savedVersion()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            // What the browser's bar shows can be read again.
            response.setHeader("HX-Push-Url", "/policy-changes/" + id + "/table?rule=" + rule);
            return refused(change, rule, fields, slips, model, actor);
        }
        return step(id, redirect, () -> {
            var table = save(id, version, actor, before -> typed(before, rule, fields));
            redirect.addFlashAttribute("edited", words.text("tables.saved", table.indexOf(rule) + 1));
            return "redirect:/policy-changes/" + id + "/table#" + rule;
        });
    }

    /** The rule as it was written, open again, with what is wrong with it. */
    private String refused(
            PolicyChange change,
            String rule,
            MultiValueMap<String, String> fields,
            List<Slipped> slips,
            Model model,
            Actor actor) {
        var table = shown(change, false, model, actor);
        var found = found(slips, table, rule);
        model.addAttribute("open", pickers.chosen(table, known(table, rule), fields, pages.words()));
        model.addAttribute("pickers", pickers.again(table, fields, slips.get(0).column(), pages.words()));
        model.addAttribute("slips", found);
        model.addAttribute("slipped", slips.stream().collect(Collectors.toMap(Slipped::column, Slipped::sentence)));
        if (model.getAttribute("view") instanceof TableView view) {
            model.addAttribute("view", view.withFindings(found));
        }
        return "console/policy/editor";
    }

    private List<Slipped> slips(PolicyChange change, String rule, MultiValueMap<String, String> fields) {
        var table = TableView.called(table(change), pages.words());
        known(table, rule);
        return pickers.slips(table, fields, pages.words());
    }

    private List<TableView.Found> found(List<Slipped> slips, PolicyTable table, String rule) {
        return slips.stream()
                .map(slip -> new TableView.Found(
                        "bad",
                        pages.words().text("tables.ruleColumn", table.indexOf(rule) + 1, slip.label()),
                        slip.sentence(),
                        rule))
                .toList();
    }

    @PostMapping(RULE + "/check")
    String check(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Actor actor) {
        var change = changes.change(id, actor);
        var before = TableView.called(table(change), pages.words());
        var table = typed(before, rule, fields);
        var slips = pickers.slips(before, fields, pages.words());
        var one = table.withRules(
                table.rules().stream().filter(each -> each.id().equals(rule)).toList());
        var view = TableView.of(one, new PolicyReport(List.of()), reader, pages.words(), true);
        var findings = slips.isEmpty()
                ? checked(change, table).findings().stream()
                        .map(finding -> TableView.found(finding, table, pages.words()))
                        .toList()
                : found(slips, table, rule);
        var wrong = slips.stream().map(Slipped::column).toList();
        model.addAttribute(
                "said",
                view.rows().get(0).cells().stream()
                        .filter(cell -> !wrong.contains(cell.column()))
                        .toList());
        model.addAttribute("view", view.withFindings(findings));
        return "console/policy/parts :: live";
    }

    /** Slower than the check, so it is asked for behind it; whoever goes on typing is not answered about what was there. */
    @PostMapping(RULE + "/reach")
    String reach(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Actor actor) {
        var change = changes.change(id, actor);
        var before = table(change);
        var table = typed(before, rule, fields);
        if (!pickers.slips(before, fields, pages.words()).isEmpty()) {
            model.addAllAttributes(reachPage.of(null, actor));
            return "console/policy/foresight :: reached";
        }
        var reach = foresights.reachWhileTyping(id, documents.write(change.candidate(), table), actor);
        model.addAllAttributes(reachPage.of(reach.orElse(null), actor));
        return "console/policy/foresight :: reached";
    }

    @PostMapping(TABLE + "/rules")
    String add(
            @PathVariable String id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable String behind,
            Actor actor,
            RedirectAttributes redirect) {
        return step(id, redirect, () -> {
            var before = table(changes.change(id, actor));
            return opened(id, added(before, save(id, version, actor, table -> table.withRuleAdded(behind))));
        });
    }

    @PostMapping(RULE + "/copy")
    String copy(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam long version,
            Actor actor,
            RedirectAttributes redirect) {
        return step(id, redirect, () -> {
            var before = table(changes.change(id, actor));
            known(before, rule);
            return opened(id, added(before, save(id, version, actor, table -> table.withRuleCopied(rule))));
        });
    }

    @PostMapping(RULE + "/up")
    String up(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam long version,
            Actor actor,
            RedirectAttributes redirect) {
        return moved(id, rule, -1, version, actor, redirect);
    }

    @PostMapping(RULE + "/down")
    String down(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam long version,
            Actor actor,
            RedirectAttributes redirect) {
        return moved(id, rule, 1, version, actor, redirect);
    }

    @PostMapping(RULE + "/removal")
    String remove(
            @PathVariable String id,
            @PathVariable String rule,
            @RequestParam long version,
            Actor actor,
            RedirectAttributes redirect) {
        return step(id, redirect, () -> {
            var number = table(changes.change(id, actor)).indexOf(rule) + 1;
            save(id, version, actor, table -> table.withoutRule(rule));
            redirect.addFlashAttribute("edited", pages.words().text("tables.removed", number));
            return "redirect:/policy-changes/" + id + "/table";
        });
    }

    private String moved(String id, String rule, int by, long version, Actor actor, RedirectAttributes redirect) {
        return step(id, redirect, () -> {
            save(id, version, actor, table -> table.withRuleMoved(rule, table.indexOf(rule) + by));
            return opened(id, rule);
        });
    }

    /** Where somebody has saved meanwhile, or the draft is none any more, the page says so and shows how it stands now. */
    private String step(String id, RedirectAttributes redirect, Supplier<String> step) {
        try {
            return step.get();
        } catch (RuleViolation refused) {
            redirect.addFlashAttribute("denied", pages.words().sentence(refused));
            return "redirect:/policy-changes/" + id + "/table";
        }
    }

    private PolicyTable save(String id, long version, Actor actor, UnaryOperator<PolicyTable> how) {
        var change = changes.change(id, actor);
        var before = table(change);
        var after = how.apply(before);
        if (!after.equals(before)) {
            drafts.save(id, documents.write(change.candidate(), after), change.reason(), actor, version);
        }
        return after;
    }

    private PolicyReport checked(PolicyChange change, PolicyTable table) {
        return documents
                .version(change.key(), change.baseVersion())
                .map(base -> check.whileTyping(table, documents.read(base.xml(), change.key())))
                .orElseGet(() -> check.whileTyping(table));
    }

    private PolicyTable table(PolicyChange change) {
        return documents.read(change.candidate(), change.key());
    }

    /** The table with what is typed into the fields of a rule. */
    private PolicyTable typed(PolicyTable before, String rule, MultiValueMap<String, String> fields) {
        return before.withRule(pickers.chosen(before, known(before, rule), fields, pages.words()));
    }

    private static Rule known(PolicyTable table, String rule) {
        return table.rule(rule).orElseThrow(() -> new NotFound("rule of " + table.key(), rule));
    }

    private static String added(PolicyTable before, PolicyTable after) {
        return after.rules().stream()
                .map(Rule::id)
                .filter(rule -> before.rule(rule).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String opened(String id, String rule) {
        return "redirect:/policy-changes/" + id + "/table?rule=" + rule + "#" + rule;
    }
}
