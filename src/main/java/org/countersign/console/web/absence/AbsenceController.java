package org.countersign.console.web.absence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.SubstituteAnswers;
import org.countersign.approval.SubstituteDetails;
import org.countersign.approval.SubstituteMaster;
import org.countersign.approval.SubstituteState;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.people.Organization;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonDetails;
import org.countersign.people.PersonQuery;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who decides while somebody is away (R08): each person for themselves, administrators for everybody. */
@Controller
class AbsenceController {

    private static final int MOST_PROPOSED = 500;
    private static final Pattern WITH_USER = Pattern.compile("^.*\\(([^()\\s]+)\\)$", Pattern.DOTALL);

    private final SubstituteMaster substitutes;
    private final SubstituteAnswers answers;
    private final PeopleMaster people;
    private final Organization organization;
    private final Company company;
    private final PageModel pages;

    AbsenceController(
            SubstituteMaster substitutes,
            SubstituteAnswers answers,
            PeopleMaster people,
            Organization organization,
            Company company,
            PageModel pages) {
        this.substitutes = substitutes;
        this.answers = answers;
        this.people = people;
        this.organization = organization;
        this.company = company;
        this.pages = pages;
    }

    /**
     * A substitute as the page shows it.
     *
     * @param name of whoever decides; of who is away, where the reader decides
     * @param state {@code now}, {@code later}, or {@code over} where the substitute may still have something; where it does not
     *     count, {@code asked} or {@code declined}
     */
    record Row(SubstituteDetails entry, String name, String state) {

        /** Whether the substitute has accepted. */
        public boolean accepted() {
            return entry.state() == SubstituteState.ACCEPTED;
        }
    }

    /**
     * What was said to one question whether the reader stands in.
     *
     * @param id of the substitution; empty where nothing was refused
     * @param reason what was written
     * @param problem why it was refused
     */
    record Said(String id, String reason, String problem) {

        static final Said NOTHING = new Said("", "", "");
    }

    /** What was written into the form. */
    record Written(String substitute, String from, String to, Set<String> kinds, String upTo) {}

    @GetMapping("/absence")
    String page(@RequestParam(required = false) @Nullable String person, Actor actor, Model model) {
        var who = whose(person, actor);
        var today = substitutes.today(who);
        return show(
                who,
                new Written("", today.toString(), "", Set.copyOf(ApprovalKind.ALL), ""),
                FormProblems.NONE,
                actor,
                model);
    }

    @PostMapping("/absence")
    Object add(
            @RequestParam MultiValueMap<String, String> sent, Actor actor, Model model, RedirectAttributes redirect) {
        var say = pages.words();
        var who = whose(sent.getFirst("person"), actor);
        var written = new Written(
                text(sent, "substitute"),
                text(sent, "from"),
                text(sent, "to"),
                Set.copyOf(Objects.requireNonNullElse(sent.get("kinds"), List.of())),
                text(sent, "upTo"));
        var limit = limit(written.upTo());
        if (!written.upTo().isEmpty() && limit == null) {
            var problems = FormProblems.of("upTo", say.text("absence.noNumber"), say.text("form.problems"));
            return refused(who, written, problems, HttpStatus.UNPROCESSABLE_ENTITY, actor, model);
        }
        if (written.kinds().isEmpty()) {
            var problems = FormProblems.of("kinds", say.text("absence.noKind"), say.text("form.problems"));
            return refused(who, written, problems, HttpStatus.UNPROCESSABLE_ENTITY, actor, model);
        }
        var meant = meant(written.substitute());
        if (meant.size() > 1) {
            var several = meant.stream().limit(5).map(UserId::value).collect(Collectors.joining(", "));
            var problems =
                    FormProblems.of("substitute", say.text("absence.several", several), say.text("form.problems"));
            return refused(who, written, problems, HttpStatus.UNPROCESSABLE_ENTITY, actor, model);
        }
        var substitute =
                meant.isEmpty() ? user(written.substitute()) : meant.get(0).value();
        var kinds = written.kinds().containsAll(ApprovalKind.ALL) ? Set.<String>of() : written.kinds();
        try {
            var named = substitutes.add(
                    who,
                    SubstituteDetails.wanted(substitute, day(written.from()), day(written.to()), kinds, limit),
                    actor);
            var done = named.state() == SubstituteState.ASKED ? "absence.asked" : "absence.named";
            redirect.addFlashAttribute("done", say.text(done, say.name(named.substitute())));
            return "redirect:" + address(who, actor);
        } catch (RuleViolation violation) {
            return refused(who, written, FormProblems.of(violation, say), Problems.statusOf(violation), actor, model);
        }
    }

    @PostMapping("/absence/{id}/end")
    String end(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String person,
            Actor actor,
            RedirectAttributes redirect) {
        var who = whose(person, actor);
        substitutes.remove(who, id, actor);
        redirect.addFlashAttribute("done", pages.words().text("absence.ended"));
        return "redirect:" + address(who, actor);
    }

    /** Whoever is named accepts or declines. */
    @PostMapping("/absence/{id}/answer")
    Object answer(
            @PathVariable String id,
            @RequestParam String person,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var say = pages.words();
        var who = new UserId(person);
        try {
            answers.answer(who, id, decided(decision), reason, actor);
            redirect.addFlashAttribute(
                    "done",
                    say.text(
                            decided(decision) == SubstituteAnswers.Answer.ACCEPT
                                    ? "absence.accepted"
                                    : "absence.declined",
                            organization.nameOf(who)));
        } catch (RuleViolation refused) {
            switch (refused.rule().refusal()) {
                case FORBIDDEN, UNAVAILABLE -> throw refused;
                case CONFLICT -> redirect.addFlashAttribute("refused", say.sentence(refused));
                case INVALID -> {
                    model.addAttribute("said", new Said(id, reason, say.sentence(refused)));
                    var page = page(null, actor, model);
                    return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
                }
            }
        }
        return "redirect:/absence";
    }

    private static SubstituteAnswers.@Nullable Answer decided(String decision) {
        return switch (decision) {
            case "accept" -> SubstituteAnswers.Answer.ACCEPT;
            case "decline" -> SubstituteAnswers.Answer.DECLINE;
            default -> null;
        };
    }

    private Object refused(
            UserId who, Written written, FormProblems problems, HttpStatus status, Actor actor, Model model) {
        return new ModelAndView(show(who, written, problems, actor, model), model.asMap(), status);
    }

    private String show(UserId who, Written written, FormProblems problems, Actor actor, Model model) {
        var today = substitutes.today(who);
        var own = who.equals(actor.user());
        model.addAttribute("who", who.value());
        model.addAttribute("whoName", organization.nameOf(who));
        model.addAttribute("own", own);
        model.addAttribute("keeps", own || actor.isIn(Group.ADMINISTRATOR));
        model.addAttribute("forOthers", actor.readsEverything());
        model.addAttribute(
                "rows",
                substitutes.listThatMatter(who, actor).stream()
                        .map(one -> row(one, today))
                        .toList());
        var standsIn = own ? standsIn(actor) : List.<Row>of();
        model.addAttribute(
                "asked",
                standsIn.stream().filter(one -> one.state().equals("asked")).toList());
        model.addAttribute(
                "standsIn",
                standsIn.stream().filter(one -> !one.state().equals("asked")).toList());
        if (!model.containsAttribute("said")) {
            model.addAttribute("said", Said.NOTHING);
        }
        model.addAttribute("written", written);
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", ApprovalKind.ALL);
        model.addAttribute("today", today);
        model.addAttribute("currency", company.baseCurrency().getCurrencyCode());
        model.addAttribute("people", proposed(actor));
        return "console/absence/page";
    }

    private Row row(SubstituteDetails entry, LocalDate today) {
        var from = Objects.requireNonNull(entry.from());
        var to = Objects.requireNonNull(entry.to());
        return new Row(
                entry,
                organization.nameOf(new UserId(Objects.requireNonNull(entry.substitute()))),
                today.isAfter(to) ? "over" : state(entry, today.isBefore(from)));
    }

    /** For whom the reader stands in, or is asked to. */
    private List<Row> standsIn(Actor actor) {
        return answers.standsInFor(actor.user(), actor).stream()
                .map(one -> {
                    var away = new UserId(Objects.requireNonNull(one.person()));
                    var from = Objects.requireNonNull(one.from());
                    return new Row(
                            one,
                            organization.nameOf(away),
                            state(one, substitutes.today(away).isBefore(from)));
                })
                .toList();
    }

    private static String state(SubstituteDetails entry, boolean isToCome) {
        return entry.state() == SubstituteState.ASKED
                ? "asked"
                : entry.state() == SubstituteState.DECLINED ? "declined" : isToCome ? "later" : "now";
    }

    /** Names with their keys, as they stand in the field. */
    private Map<String, String> proposed(Actor actor) {
        return people
                .list(
                        new PersonQuery(null, null, null, null, null, null, null, true),
                        PageRequest.of(0, MOST_PROPOSED, Sort.by("firstName", "lastName")),
                        actor)
                .stream()
                .collect(Collectors.toMap(
                        one -> Objects.requireNonNull(one.user()),
                        AbsenceController::shown,
                        (one, other) -> one,
                        java.util.LinkedHashMap::new));
    }

    private static String shown(PersonDetails person) {
        return person.firstName() + " " + person.lastName() + " (" + person.user() + ")";
    }

    private UserId whose(@Nullable String person, Actor actor) {
        var user = user(person);
        if (user == null) {
            return actor.user();
        }
        var meant = meant(user);
        return meant.size() == 1 ? meant.get(0) : new UserId(user);
    }

    /** Whom somebody means by a name. */
    private List<UserId> meant(String name) {
        return name.isBlank() ? List.of() : organization.named(name.strip());
    }

    private static String address(UserId who, Actor actor) {
        return who.equals(actor.user())
                ? "/absence"
                : "/absence?person=" + java.net.URLEncoder.encode(who.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static @Nullable String user(@Nullable String text) {
        var trimmed = Formats.trimmed(text);
        if (trimmed == null) {
            return null;
        }
        var match = WITH_USER.matcher(trimmed);
        var user = match.matches() ? match.group(1) : trimmed;
        return user.length() <= 64 ? user : user.substring(0, 64);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(Formats.trimmed(sent.getFirst(name)), "");
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private @Nullable BigDecimal limit(String text) {
        return text.isEmpty()
                ? null
                : DecimalText.parse(text, pages.words().language()).orElse(null);
    }
}
