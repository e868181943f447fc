package org.countersign.console.web.master;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.people.GroupMaster;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonQuery;
import org.countersign.shared.Actor;
import org.countersign.shared.PartnerCycle;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

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

    PartnerCycleForm written(PartnerCycle cycle, Actor actor) {
        return PartnerCycleForm.of(cycle, pages.words(), names(actor));
    }

    /** @param back address of the page that the form belongs to, below which it lies */
    String form(
            String title,
            String place,
            String back,
            PartnerCycleForm written,
            FormProblems problems,
            Actor actor,
            Model model) {
        var proposed = PartnerCycleForm.proposed(pages.words(), names(actor));
        people.list(
                        new PersonQuery(null, null, null, null, null, null, null, true),
                        PageRequest.of(0, MOST_PROPOSED, Sort.by("firstName", "lastName")),
                        actor)
                .forEach(person -> proposed.put(
                        "person:" + person.user(),
                        PartnerCycleForm.person(
                                person.firstName() + " " + person.lastName(), Objects.requireNonNull(person.user()))));
        model.addAttribute("title", title);
        model.addAttribute("place", place);
        model.addAttribute("back", back);
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
