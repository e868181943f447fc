package org.countersign.console.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.countersign.approval.ApprovalRerouting;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Documents in approval that keep the steps of an earlier version of the approval policy, and the way into the one in force. */
@Controller
class FrozenDocumentsController {

    static final String TABLE = "approval-policy";

    private static final String PATH = "/decision-tables/approval-policy/in-approval";

    private final ApprovalRerouting rerouting;
    private final PolicyChanges changes;
    private final PageModel pages;

    FrozenDocumentsController(ApprovalRerouting rerouting, PolicyChanges changes, PageModel pages) {
        this.rerouting = rerouting;
        this.changes = changes;
        this.pages = pages;
    }

    @GetMapping(PATH)
    String list(
            @Sortable(
                            value = {"submittedAt"},
                            byDefault = "submittedAt")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var version = changes.versionInForce(TABLE);
        var unsorted = PageRequest.of(page.page(), page.size());
        model.addAttribute("listing", Listing.of(rerouting.frozenBefore(version, actor, unsorted), request));
        model.addAttribute("version", version);
        model.addAttribute("edits", actor.isIn(Group.ADMINISTRATOR));
        return "console/policy/in-approval";
    }

    /** Each document in a transaction of its own: one that cannot go does not keep the others. */
    @PostMapping(PATH)
    String reroute(
            @RequestParam(required = false) @Nullable List<String> document,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor,
            RedirectAttributes redirect) {
        var say = pages.words();
        var version = changes.versionInForce(TABLE);
        var chosen = document == null ? List.<String>of() : document;
        var unknown = rerouting.unknown(chosen);
        if (!unknown.isEmpty()) {
            redirect.addFlashAttribute("refused", say.text("inApproval.unknown", String.join(", ", unknown)));
            return "redirect:" + PATH;
        }
        var refused = new ArrayList<String>();
        for (var number : chosen) {
            try {
                rerouting.reroute(new DocumentNumber(number), version, reason, actor);
            } catch (RuleViolation violation) {
                refused.add(say.sentence(violation));
            }
        }
        var gone = chosen.size() - refused.size();
        if (gone > 0) {
            redirect.addFlashAttribute("done", say.text("inApproval.done", gone));
        }
        if (!refused.isEmpty() || chosen.isEmpty()) {
            redirect.addFlashAttribute(
                    "refused",
                    chosen.isEmpty()
                            ? say.text("inApproval.chooseSome")
                            : String.join(" ", refused.stream().distinct().toList()));
        }
        return "redirect:" + PATH;
    }
}
