package org.countersign.console.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.web.DocumentFinder;
import org.countersign.policy.ForeseenDocument;
import org.countersign.policy.ForeseenOutcome;
import org.countersign.policy.Foresight;
import org.countersign.policy.Foresights;
import org.countersign.policy.PolicyChangeRule;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a change of a decision table would have done to the documents of a time, and would do to those that are open. */
@Controller
class ForesightPageController {

    private static final String PATH = "/policy-changes/{id}/foresight";
    private static final int PAGE = 20;

    private final Foresights foresights;
    private final PolicyChanges changes;
    private final DocumentFinder finder;
    private final ReachPage reachPage;
    private final PageModel pages;

    ForesightPageController(
            Foresights foresights, PolicyChanges changes, DocumentFinder finder, ReachPage reachPage, PageModel pages) {
        this.foresights = foresights;
        this.changes = changes;
        this.finder = finder;
        this.reachPage = reachPage;
        this.pages = pages;
    }

    @GetMapping(PATH)
    ModelAndView page(
            @PathVariable String id,
            @Sortable(
                            value = {"item"},
                            byDefault = "item")
                    PageQuery page,
            HttpServletRequest request,
            Actor actor) {
        return show(id, null, FormProblems.NONE, HttpStatus.OK, page.toPageable(), request, actor);
    }

    @PostMapping(PATH)
    ModelAndView start(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "false") boolean open,
            HttpServletRequest request,
            Actor actor) {
        try {
            foresights.start(id, day(from), day(to), open, actor);
            return new ModelAndView("redirect:/policy-changes/" + id + "/foresight");
        } catch (RuleViolation violation) {
            return show(
                    id,
                    new Wanted(from, to, open),
                    FormProblems.of(violation, pages.words()),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    PageRequest.of(0, PAGE),
                    request,
                    actor);
        }
    }

    @PostMapping(PATH + "/cancellation")
    String cancel(@PathVariable String id, @RequestParam String foresight, Actor actor) {
        foresights.cancel(id, foresight, actor);
        return "redirect:/policy-changes/" + id + "/foresight";
    }

    @GetMapping(PATH + ".csv")
    void csv(@PathVariable String id, HttpServletRequest request, HttpServletResponse response, Actor actor) {
        var say = pages.words();
        var foresight = foresights.latest(id, actor).orElseThrow(() -> new NotFound("foresight of", id));
        CsvFile.<ForeseenDocument>write(
                response,
                say.language(),
                say.text("foresight.file") + "-" + id,
                List.of(
                        say.text("foresight.document"),
                        say.text("foresight.what"),
                        say.text("foresight.total"),
                        say.text("foresight.currency"),
                        say.text("foresight.at"),
                        say.text("foresight.which"),
                        say.text("foresight.outcome"),
                        say.text("foresight.before"),
                        say.text("foresight.after")),
                Sort.unsorted(),
                slice -> documents(foresight, request, slice, actor),
                one -> Arrays.<@Nullable Object>asList(
                        one.number(),
                        one.title(),
                        one.total() == null ? null : one.total().amount(),
                        one.total() == null ? null : one.total().currency().getCurrencyCode(),
                        one.at(),
                        say.text(one.open() ? "foresight.open" : "foresight.past"),
                        say.text("foresight.outcome." + one.outcome()),
                        String.join("; ", ForesightPage.said(one.before(), say)),
                        String.join("; ", ForesightPage.said(one.after(), say))));
    }

    /** For the editor: whom no rule would answer. It is fetched behind the page, so that nobody waits for it. */
    @GetMapping("/policy-changes/{id}/reach")
    String reach(@PathVariable String id, Model model, Actor actor) {
        model.addAllAttributes(reachPage.of(foresights.reach(id, actor).orElse(null), actor));
        return "console/policy/foresight :: reach";
    }

    /** What the form said, to be shown again. */
    record Wanted(@Nullable String from, @Nullable String to, boolean open) {}

    private ModelAndView show(
            String id,
            @Nullable Wanted refused,
            FormProblems problems,
            HttpStatus status,
            Pageable page,
            HttpServletRequest request,
            Actor actor) {
        var say = pages.words();
        var change = changes.change(id, actor);
        var foresight = foresights.latest(id, actor).orElse(null);
        var view = new ModelAndView("console/policy/foresight", status);
        view.addObject("change", change);
        view.addObject("basis", foresights.basis(change.key()).orElse(null));
        view.addObject("starts", foresights.mayStart(actor) && change.state().isOpen());
        view.addObject("wanted", refused == null ? wanted(foresight) : refused);
        view.addObject("problems", problems);
        view.addObject("foresight", foresight);
        if (foresight != null) {
            view.addObject("figures", ForesightPage.of(foresight, say));
            view.addObject("lastDay", foresight.until().minusSeconds(1));
            var listing = Listing.of(documents(foresight, request, page, actor), request);
            view.addObject("listing", listing);
            view.addObject("again", wanted(foresight));
            view.addObject(
                    "linked",
                    linked(listing.rows().stream().map(ForeseenDocument::number).toList(), actor));
        }
        return view;
    }

    /** Those of them that have a page that the reader may see: a group that releases need not read documents. */
    private Set<String> linked(Collection<String> numbers, Actor actor) {
        return numbers.stream()
                .distinct()
                .filter(number -> finder.exactly(number, actor).isPresent())
                .collect(Collectors.toSet());
    }

    private Wanted wanted(@Nullable Foresight before) {
        var today = pages.words().today();
        if (before == null) {
            return new Wanted(today.minusYears(1).plusDays(1).toString(), today.toString(), true);
        }
        var zone = pages.words().zone();
        return new Wanted(
                LocalDate.ofInstant(before.from(), zone).toString(),
                LocalDate.ofInstant(before.until().minusSeconds(1), zone).toString(),
                before.withOpen());
    }

    private Page<ForeseenDocument> documents(
            Foresight foresight, HttpServletRequest request, Pageable page, Actor actor) {
        var which = Formats.trimmed(request.getParameter("which"));
        var outcome = Arrays.stream(ForeseenOutcome.values())
                .filter(one -> one.name().equals(request.getParameter("outcome")))
                .findFirst()
                .orElse(null);
        return foresights.documents(
                foresight.change(),
                foresight.id(),
                new ForeseenDocument.Query(
                        outcome,
                        "open".equals(which) ? Boolean.TRUE : "past".equals(which) ? Boolean.FALSE : null,
                        Formats.trimmed(request.getParameter("shift")),
                        Formats.trimmed(request.getParameter("q"))),
                actor,
                page);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        var said = Formats.trimmed(text);
        try {
            return said == null ? null : LocalDate.parse(said);
        } catch (DateTimeException e) {
            throw new RuleViolation(PolicyChangeRule.NO_TIME, said);
        }
    }
}
