package org.countersign.console.web.absence;

import org.countersign.approval.SubstituteAnswers;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who is away without a substitute who has accepted (R08), for those who look after people. */
@Controller
class UnacceptedController {

    private static final int MOST = 500;

    private final SubstituteAnswers answers;

    UnacceptedController(SubstituteAnswers answers) {
        this.answers = answers;
    }

    @GetMapping("/absences")
    String page(Actor actor, Model model) {
        var found = answers.notAccepted(MOST + 1, actor);
        var shown = found.size() > MOST ? found.subList(0, MOST) : found;
        model.addAttribute("absences", shown);
        model.addAttribute("more", found.size() > MOST);
        return "console/absence/unaccepted";
    }
}
