package org.countersign.console.web.approval;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import org.countersign.approval.AnswerRule;
import org.countersign.approval.ApprovalRule;
import org.countersign.approval.Decision;
import org.countersign.approval.MailAnswers;
import org.countersign.approval.MailAnswers.Found;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Rule;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.SignedInActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page to which the mail of an approval leads. Looking changes nothing, however often a mail program does it; only the
 * page's own form answers. Whether somebody has to sign in first is decided at the door.
 */
@Controller
@RequestMapping("/answers/{token}")
class MailAnswerController {

    private static final Set<Rule> LINES = Set.of(ApprovalRule.LINES_NOT_READ, ApprovalRule.LINES_NOT_YOURS);

    private final MailAnswers answers;
    private final AskedDocuments documents;
    private final WrongLinks wrong;
    private final PageModel pages;

    MailAnswerController(MailAnswers answers, AskedDocuments documents, WrongLinks wrong, PageModel pages) {
        this.answers = answers;
        this.documents = documents;
        this.wrong = wrong;
        this.pages = pages;
    }

    /** The address is the proof: it goes to nobody else, and no copy of the page stays behind. */
    @ModelAttribute
    void keepToOneself(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
    }

    @GetMapping
    ModelAndView page(@PathVariable String token) {
        return page(token, FormProblems.NONE, "", "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String lines,
            @RequestParam(defaultValue = "") String comment) {
        var say = pages.words();
        var chosen = decision(decision);
        if (chosen == null) {
            var problems = FormProblems.of("decision", say.text("answer.choose"), say.text("form.problems"));
            return page(token, problems, lines, comment, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            answers.answer(
                    token, chosen, lines, comment, SignedInActor.current().orElse(null));
        } catch (RuleViolation refusal) {
            if (refusal.rule().refusal() == Refusal.INVALID) {
                var problems = FormProblems.of(
                        LINES.contains(refusal.rule()) ? "lines" : "comment",
                        say.sentence(refusal),
                        say.text("form.problems"));
                return page(token, problems, lines, comment, HttpStatus.UNPROCESSABLE_ENTITY);
            }
            // Whatever became of it, the page says it; the same button, pressed twice, is the same answer.
            var found = look(token);
            if (found instanceof Found.Used used && outcomesOf(chosen).contains(used.outcome())) {
                return new ModelAndView("redirect:/answers/" + token);
            }
            return found instanceof Found.Open open
                    ? notice("refused", say.sentence(refusal), open.task(), HttpStatus.CONFLICT)
                    : show(token, found, FormProblems.NONE, lines, comment, HttpStatus.CONFLICT);
        }
        return new ModelAndView("redirect:/answers/" + token);
    }

    private ModelAndView page(String token, FormProblems problems, String lines, String comment, HttpStatus status) {
        return show(token, look(token), problems, lines, comment, status);
    }

    private Found look(String token) {
        return answers.look(token, SignedInActor.current().orElse(null));
    }

    private ModelAndView show(
            String token, Found found, FormProblems problems, String lines, String comment, HttpStatus status) {
        var say = pages.words();
        if (found instanceof Found.Open open) {
            return new ModelAndView(
                    "console/approval/answer",
                    Map.of(
                            "asked",
                            documents.asked(open.question(), say),
                            "person",
                            say.name(open.person()),
                            "signedIn",
                            SignedInActor.current().isPresent(),
                            "task",
                            open.task(),
                            "token",
                            token,
                            "problems",
                            problems,
                            "lines",
                            lines,
                            "comment",
                            comment),
                    status);
        }
        if (found instanceof Found.Used used) {
            return notice(
                    "used." + used.outcome(),
                    say.text(
                            "answer.used.sentence",
                            used.question().document(),
                            say.title(used.question().kind(), used.question().title()),
                            say.time(used.at())),
                    null,
                    status);
        }
        if (found instanceof Found.Refused refused) {
            var withdrawn = refused.why().rule() == ApprovalRule.WITHDRAWN_MEANWHILE;
            return notice(withdrawn ? "withdrawn" : "refused", say.sentence(refused.why()), refused.task(), status);
        }
        if (found instanceof Found.Expired expired) {
            return notice(
                    "expired",
                    say.text(expired.task() == null ? "answer.expired.over" : "answer.expired.open"),
                    expired.task(),
                    HttpStatus.GONE);
        }
        if (found instanceof Found.Foreign) {
            return notice("foreign", say.text("answer.foreign.sentence"), null, HttpStatus.FORBIDDEN);
        }
        return wrong.tooMany()
                ? notice("slow", say.text("answer.slow.sentence"), null, HttpStatus.TOO_MANY_REQUESTS)
                : notice("unknown", say.sentence(new RuleViolation(AnswerRule.NO_LINK)), null, HttpStatus.NOT_FOUND);
    }

    private static ModelAndView notice(String key, String sentence, @Nullable String task, HttpStatus status) {
        var page = new ModelAndView("console/approval/answer-notice", Map.of("key", key, "sentence", sentence), status);
        page.addObject("task", task);
        page.addObject("signedIn", SignedInActor.current().isPresent());
        return page;
    }

    private static Set<String> outcomesOf(Decision decision) {
        return switch (decision) {
            case APPROVE -> Set.of("APPROVED");
            case REJECT -> Set.of("REJECTED", "LINES_REJECTED");
            case RETURN -> Set.of("RETURNED");
        };
    }

    private static @Nullable Decision decision(String word) {
        try {
            return Decision.of(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
