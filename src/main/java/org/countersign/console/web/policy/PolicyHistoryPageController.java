package org.countersign.console.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import org.countersign.approval.ApprovalRerouting;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.policy.CellReader;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyDrafts;
import org.countersign.policy.PolicyHistory;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every version of a decision table, and the way back to one. */
@Controller
class PolicyHistoryPageController {

    private static final int MOST_DIFFERENCES = 10;

    private final PolicyHistory history;
    private final PolicyChanges changes;
    private final PolicyDrafts drafts;
    private final ApprovalRerouting rerouting;
    private final CellReader reader;
    private final PageModel pages;

    PolicyHistoryPageController(
            PolicyHistory history,
            PolicyChanges changes,
            PolicyDrafts drafts,
            ApprovalRerouting rerouting,
            CellReader reader,
            PageModel pages) {
        this.history = history;
        this.changes = changes;
        this.drafts = drafts;
        this.rerouting = rerouting;
        this.reader = reader;
        this.pages = pages;
    }

    @GetMapping("/decision-tables/{key}/history")
    String history(
            @PathVariable String key,
            @Sortable(
                            value = {"version"},
                            byDefault = "version,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("key", key);
        model.addAttribute("name", history.nameOf(key, actor));
        model.addAttribute(
                "listing",
                Listing.of(
                        history.versions(
                                key,
                                MOST_DIFFERENCES,
                                table -> TableView.described(table, reader, pages.words()),
                                actor,
                                page.toPageable()),
                        request));
        if (key.equals(FrozenDocumentsController.TABLE) && actor.readsEverything()) {
            model.addAttribute(
                    "inApproval",
                    rerouting
                            .frozenBefore(changes.versionInForce(key), actor, PageRequest.of(0, 1))
                            .getTotalElements());
        }
        model.addAttribute("edits", actor.isIn(Group.ADMINISTRATOR));
        return "console/policy/history";
    }

    @PostMapping("/decision-tables/{key}/versions/{version}/draft")
    String draft(@PathVariable String key, @PathVariable int version, RedirectAttributes redirect, Actor actor) {
        var say = pages.words();
        var draft = drafts.draftFrom(key, version, say.text("policyChange.backTo", Integer.toString(version)), actor);
        redirect.addFlashAttribute("done", say.text("policyChange.done.drafted", draft.id()));
        return "redirect:/policy-changes/" + draft.id();
    }
}
