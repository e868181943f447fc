package org.countersign.console.web.policy;

import org.countersign.console.page.PageModel;
import org.countersign.policy.CellReader;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyCheck;
import org.countersign.policy.PolicyTables;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The decision tables in force, in words. */
@Controller
class DecisionTablePageController {

    private final PolicyTables tables;
    private final PolicyCheck check;
    private final PolicyChanges changes;
    private final CellReader reader;
    private final PageModel pages;

    DecisionTablePageController(
            PolicyTables tables, PolicyCheck check, PolicyChanges changes, CellReader reader, PageModel pages) {
        this.tables = tables;
        this.check = check;
        this.changes = changes;
        this.reader = reader;
        this.pages = pages;
    }

    @GetMapping("/decision-tables")
    String list(Model model, Actor actor) {
        model.addAttribute("tables", tables.all(actor));
        return "console/policy/tables";
    }

    @GetMapping("/decision-tables/{key}")
    String table(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String columns,
            Model model,
            Actor actor) {
        var document = tables.inForce(key, actor);
        var table = TableView.called(tables.table(document), pages.words());
        model.addAttribute("deployed", document.deployed());
        model.addAttribute(
                "view", TableView.of(table, check.check(table), reader, pages.words(), "all".equals(columns)));
        model.addAttribute("open", null);
        model.addAttribute("openChanges", changes.openOf(key, actor));
        model.addAttribute("keeps", actor.isIn(Group.ADMINISTRATOR));
        return "console/policy/table";
    }
}
