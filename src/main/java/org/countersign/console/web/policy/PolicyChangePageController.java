package org.countersign.console.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.policy.CellReader;
import org.countersign.policy.Foresights;
import org.countersign.policy.ListedPolicyChange;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChangeQuery;
import org.countersign.policy.PolicyChangeRule;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyDrafts;
import org.countersign.policy.PolicyTime;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes of decision tables: who wants what and why, and whether it counts. */
@Controller
class PolicyChangePageController {

    private final PolicyChanges changes;
    private final PolicyDrafts drafts;
    private final Foresights foresights;
    private final CellReader reader;
    private final PageModel pages;

    PolicyChangePageController(
            PolicyChanges changes, PolicyDrafts drafts, Foresights foresights, CellReader reader, PageModel pages) {
        this.changes = changes;
        this.drafts = drafts;
        this.foresights = foresights;
        this.reader = reader;
        this.pages = pages;
    }

    @GetMapping("/policy-changes")
    String list(
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String state,
            @Sortable(
                            value = {"id", "savedAt", "state", "table:key", "author"},
                            byDefault = "id,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute(
                "listing", Listing.of(changes.search(query(table, state), actor, page.toPageable()), request));
        model.addAttribute("states", PolicyChangeState.values());
        return "console/policy/changes";
    }

    @GetMapping("/policy-changes.csv")
    void csv(
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String state,
            @Sortable(
                            value = {"id", "savedAt", "state", "table:key", "author"},
                            byDefault = "id,desc")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        var query = query(table, state);
        CsvFile.<ListedPolicyChange>write(
                response,
                say.language(),
                say.text("policyChange.file"),
                List.of(
                        say.text("policyChange.change"),
                        say.text("policyChange.table"),
                        say.text("policyChange.state"),
                        say.text("policyChange.author"),
                        say.text("policyChange.reason"),
                        say.text("policyChange.decidedBy"),
                        say.text("policyChange.version"),
                        say.text("policyChange.savedAt")),
                page.sort(),
                slice -> changes.search(query, actor, slice),
                change -> Arrays.<@Nullable Object>asList(
                        change.id(),
                        change.key(),
                        say.text("policyChangeState." + change.state()),
                        change.author().value(),
                        change.reason(),
                        change.decidedBy() == null ? null : change.decidedBy().value(),
                        change.releasedVersion(),
                        change.savedAt()));
    }

    private static PolicyChangeQuery query(@Nullable String table, @Nullable String state) {
        return new PolicyChangeQuery(
                Formats.trimmed(table),
                Arrays.stream(PolicyChangeState.values())
                        .filter(one -> one.name().equals(state))
                        .findFirst()
                        .orElse(null),
                null);
    }

    @GetMapping("/policy-changes/{id}")
    ModelAndView one(@PathVariable String id, Actor actor) {
        return show(id, FormProblems.NONE, HttpStatus.OK, actor);
    }

    @PostMapping("/policy-changes/{id}/reason")
    ModelAndView reason(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam long saved,
            RedirectAttributes redirect,
            Actor actor) {
        return done(id, "saved", redirect, actor, () -> {
            var draft = changes.change(id, actor);
            return drafts.save(id, draft.candidate(), reason, actor, saved);
        });
    }

    @PostMapping("/policy-changes/{id}/proposal")
    ModelAndView propose(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam long saved,
            @RequestParam(defaultValue = "false") boolean accepted,
            RedirectAttributes redirect,
            Actor actor) {
        return done(id, "proposed", redirect, actor, () -> {
            var draft = changes.change(id, actor);
            drafts.save(id, draft.candidate(), reason, actor, saved);
            return changes.propose(id, accepted, actor);
        });
    }

    @PostMapping("/policy-changes/{id}/release")
    ModelAndView release(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String comment,
            @RequestParam(required = false) @Nullable String effectiveAt,
            @RequestParam(defaultValue = "false") boolean accepted,
            RedirectAttributes redirect,
            Actor actor) {
        var page = done(
                id,
                "released",
                redirect,
                actor,
                () -> changes.release(
                        id, comment, PolicyTime.of(effectiveAt, pages.words().zone()), accepted, actor));
        return keeping(page, comment, effectiveAt);
    }

    @PostMapping("/policy-changes/{id}/release-alone")
    ModelAndView releaseAlone(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String comment,
            @RequestParam(defaultValue = "false") boolean accepted,
            RedirectAttributes redirect,
            Actor actor) {
        return done(id, "releasedAlone", redirect, actor, () -> changes.releaseAlone(id, comment, accepted, actor));
    }

    @PostMapping("/policy-changes/{id}/rejection")
    ModelAndView reject(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String comment,
            @RequestParam(required = false) @Nullable String effectiveAt,
            RedirectAttributes redirect,
            Actor actor) {
        var page = done(id, "rejected", redirect, actor, () -> changes.reject(id, comment, actor));
        return keeping(page, comment, effectiveAt);
    }

    /** Who was refused finds what was written, the time above all: without it the second click would release at once. */
    private static ModelAndView keeping(ModelAndView page, @Nullable String comment, @Nullable String effectiveAt) {
        if (page.getStatus() != null) {
            page.addObject("writtenComment", comment);
            page.addObject("writtenTime", effectiveAt);
        }
        return page;
    }

    @PostMapping("/policy-changes/{id}/withdrawal")
    ModelAndView withdraw(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String comment,
            RedirectAttributes redirect,
            Actor actor) {
        return done(id, "withdrawn", redirect, actor, () -> changes.withdraw(id, comment, actor));
    }

    @PostMapping("/policy-changes/{id}/copy")
    ModelAndView copy(@PathVariable String id, RedirectAttributes redirect, Actor actor) {
        return done(id, "drafted", redirect, actor, () -> drafts.draftLike(id, actor));
    }

    /** What succeeded is told on the page of the change that came of it; what was refused, above the one that it was about. */
    private ModelAndView done(
            String id, String what, RedirectAttributes redirect, Actor actor, Supplier<PolicyChange> change) {
        try {
            var made = change.get();
            redirect.addFlashAttribute("done", pages.words().text("policyChange.done." + what, made.id()));
            return new ModelAndView("redirect:/policy-changes/" + made.id());
        } catch (RuleViolation violation) {
            var page = show(
                    id,
                    FormProblems.of(violation, pages.words()),
                    switch (violation.rule().refusal()) {
                        case CONFLICT -> HttpStatus.CONFLICT;
                        case FORBIDDEN -> HttpStatus.FORBIDDEN;
                        default -> HttpStatus.UNPROCESSABLE_ENTITY;
                    },
                    actor);
            page.addObject("asksToAccept", violation.rule() == PolicyChangeRule.LEAVES_UNANSWERED);
            return page;
        }
    }

    private ModelAndView show(String id, FormProblems problems, HttpStatus status, Actor actor) {
        var change = changes.change(id, actor);
        var open = change.state().isOpen();
        var page = new ModelAndView("console/policy/change", status);
        page.addObject("change", change);
        page.addObject("may", changes.possible(change, actor));
        page.addObject("inForce", changes.versionInForce(change.key()));
        page.addObject(
                "differences",
                changes.differences(
                        change,
                        PolicyChanges.ALL_DIFFERENCES,
                        table -> TableView.described(table, reader, pages.words())));
        page.addObject("errors", open ? changes.errors(change) : List.of());
        page.addObject("asked", changes.releasersOf(change));
        page.addObject("foreseen", foresights.latest(id, actor).orElse(null));
        page.addObject("basis", foresights.basis(change.key()).orElse(null));
        page.addObject("problems", problems);
        page.addObject("asksToAccept", false);
        return page;
    }
}
