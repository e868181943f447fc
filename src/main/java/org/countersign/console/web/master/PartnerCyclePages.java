package org.countersign.console.web.master;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.people.GroupMaster;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonQuery;
import org.countersign.shared.Actor;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What pages of suppliers and customers say of an approval cycle. */
@Component
class PartnerCyclePages {

    private static final int MOST_PROPOSED = 500;

    private final PeopleMaster people;
    private final GroupMaster groups;
    private final PageModel pages;

    PartnerCyclePages(PeopleMaster people, GroupMaster groups, PageModel pages) {
        this.people = people;
        this.groups = groups;
        this.pages = pages;
    }

    /**
     * A cycle in words.
     *
     * @param first empty where nobody is asked
     */
    record Shown(String first, String second, List<String> pending, List<String> approved, List<String> rejected) {}

    Shown shown(PartnerCycle cycle, Actor actor) {
        var named = cycle.isEmpty() ? Map.<String, String>of() : names(actor);
        var say = pages.words();
        return new Shown(
                PartnerCycleForm.shown(cycle.first(), say, named),
                PartnerCycleForm.shown(cycle.second(), say, named),
                cycle.told().pending().stream()
                        .map(one -> PartnerCycleForm.shown(one, say, named))
                        .toList(),
                cycle.told().approved().stream()
                        .map(one -> PartnerCycleForm.shown(one, say, named))
                        .toList(),
                cycle.told().rejected().stream()
                        .map(one -> PartnerCycleForm.shown(one, say, named))
                        .toList());
    }

    /**
     * Whose cycle a page changes.
     *
     * @param place the list it belongs to, with which addresses and the navigation begin
     */
    record Partner(String place, String number, @Nullable String name, PartnerCycle cycle) {

        private String page() {
            return "/" + place + "/" + number;
        }
    }

    /** The form with the cycle as it is. */
    String edit(Partner partner, Actor actor, Model model) {
        var written = PartnerCycleForm.of(partner.cycle(), pages.words(), names(actor));
        return form(partner, written, FormProblems.NONE, actor, model);
    }

    /**
     * Takes what was written, back to the partner's page, or to the form where it is refused or somebody came first (R27).
     *
     * @param change keeps the cycle, and answers with what is kept
     */
    Object change(
            Partner partner,
            MultiValueMap<String, String> sent,
            UnaryOperator<PartnerCycle> change,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var say = pages.words();
        var written = PartnerCycleForm.read(sent);
        if (Seen.isStale(sent, partner.cycle())) {
            var problems = new FormProblems(say.text("cycle.stale"), Map.of());
            return new ModelAndView(form(partner, written, problems, actor, model), model.asMap(), HttpStatus.CONFLICT);
        }
        try {
            var changed = change.apply(written.cycle(say));
            redirect.addFlashAttribute("done", say.text(changed.isEmpty() ? "cycle.removed" : "cycle.changed"));
            return "redirect:" + partner.page();
        } catch (RuleViolation violation) {
            return new ModelAndView(
                    form(partner, written, FormProblems.of(violation, say), actor, model),
                    model.asMap(),
                    Problems.statusOf(violation));
        }
    }

    private String form(Partner partner, PartnerCycleForm written, FormProblems problems, Actor actor, Model model) {
        var proposed = PartnerCycleForm.proposed(pages.words(), names(actor));
        people.list(
                        new PersonQuery(null, null, null, null, null, null, null, true),
                        PageRequest.of(0, MOST_PROPOSED, Sort.by("firstName", "lastName")),
                        actor)
                .forEach(person -> proposed.put(
                        "person:" + person.user(),
                        PartnerCycleForm.person(
                                person.firstName() + " " + person.lastName(), Objects.requireNonNull(person.user()))));
        model.addAttribute("seen", Seen.of(partner.cycle()));
        model.addAttribute("title", pages.words().text("cycle.titleOf", String.valueOf(partner.name())));
        model.addAttribute("place", partner.place());
        model.addAttribute("back", partner.page());
        model.addAttribute("written", written);
        model.addAttribute("problems", problems);
        model.addAttribute("proposed", proposed);
        return "console/master/approval-cycle";
    }

    private Map<String, String> names(Actor actor) {
        var names = new LinkedHashMap<String, String>();
        var say = pages.words();
        groups.list(actor).forEach(group -> {
            var id = Objects.requireNonNull(group.id());
            names.put(id, say.textOr("group." + id, Objects.requireNonNullElse(group.name(), id)));
        });
        return names;
    }
}
