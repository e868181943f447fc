package org.countersign.console.web.approval;

import org.countersign.approval.ApprovalHandover;
import org.countersign.approval.StuckApproval;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All approvals that nobody can answer (R03), for those who have them mended. */
@Controller
class StuckController {

    private static final int MOST = 500;

    private final ApprovalHandover approvals;
    private final PageModel pages;

    StuckController(ApprovalHandover approvals, PageModel pages) {
        this.approvals = approvals;
        this.pages = pages;
    }

    /**
     * One of them.
     *
     * @param approval what it is about
     * @param why in the reader's language
     */
    record Stuck(StuckApproval approval, String why) {}

    @GetMapping("/approvals/stuck")
    String page(Actor actor, Model model) {
        actor.mustBeIn(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        var say = pages.words();
        var found = approvals.stuck(MOST);
        var inAll = found.size() < MOST ? found.size() : approvals.stuck();
        model.addAttribute("inAll", inAll);
        model.addAttribute("more", inAll > found.size());
        model.addAttribute(
                "stuck",
                found.stream()
                        .map(one -> new Stuck(one, say.explained(one.reason())))
                        .toList());
        return "console/approval/stuck";
    }
}
