package org.countersign.console.web.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.people.MailTopic;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.people.PersonalSettings;
import org.countersign.people.SettingsMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people choose for themselves. */
@Controller
class SettingsPageController {

    private static final String AT_ONCE = "once";
    private static final String DAILY = "daily";
    private static final String NEVER = "never";

    private final SettingsMaster settings;
    private final Organization organization;
    private final LocaleResolver languages;
    private final PageModel pages;

    SettingsPageController(
            SettingsMaster settings, Organization organization, LocaleResolver languages, PageModel pages) {
        this.settings = settings;
        this.organization = organization;
        this.languages = languages;
        this.pages = pages;
    }

    /** What stands in the form. */
    record Written(String language, Set<MailTopic> mails, String reminders) {

        public boolean wants(String topic) {
            return mails.contains(MailTopic.valueOf(topic));
        }
    }

    @GetMapping("/settings")
    ModelAndView page(Actor actor) {
        var written = settings.of(actor)
                .map(one -> {
                    var mails = Objects.requireNonNullElse(one.mails(), Set.<MailTopic>of());
                    return new Written(
                            String.valueOf(one.language()),
                            mails,
                            !mails.contains(MailTopic.REMINDERS)
                                    ? NEVER
                                    : Boolean.TRUE.equals(one.digest()) ? DAILY : AT_ONCE);
                })
                .orElse(null);
        return show(written, FormProblems.NONE, HttpStatus.OK, actor);
    }

    @PostMapping("/settings")
    Object change(
            @RequestParam(defaultValue = "") String language,
            @RequestParam(required = false) @Nullable Set<MailTopic> mails,
            @RequestParam(defaultValue = AT_ONCE) String reminders,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var wanted = EnumSet.noneOf(MailTopic.class);
        wanted.addAll(mails == null ? Set.of() : mails);
        wanted.remove(MailTopic.REMINDERS);
        if (!reminders.equals(NEVER)) {
            wanted.add(MailTopic.REMINDERS);
        }
        try {
            var kept =
                    settings.change(new PersonalSettings(language, Set.copyOf(wanted), reminders.equals(DAILY)), actor);
            var chosen = Locale.forLanguageTag(String.valueOf(kept.language()));
            languages.setLocale(request, response, chosen);
            redirect.addFlashAttribute("done", pages.in(chosen).text("settings.saved"));
            return "redirect:/settings";
        } catch (RuleViolation refused) {
            return show(
                    new Written(language, wanted, reminders),
                    FormProblems.of(refused, pages.words()),
                    Problems.statusOf(refused),
                    actor);
        }
    }

    private ModelAndView show(@Nullable Written written, FormProblems problems, HttpStatusCode status, Actor actor) {
        var page = new ModelAndView("console/settings/page");
        page.setStatus(status);
        page.addObject("written", written);
        page.addObject("problems", problems);
        page.addObject("languages", SettingsMaster.LANGUAGES);
        var person = organization.person(actor.user());
        page.addObject("email", person.map(Person::email).orElse(null));
        page.addObject("timeZone", person.map(Person::timeZone).orElse(null));
        page.addObject("holidays", person.map(this::holidays).orElse(null));
        return page;
    }

    /** Whose public holidays are the person's, in the reader's words; null for the organisation's. */
    private @Nullable String holidays(Person person) {
        var country = person.country();
        if (country == null) {
            return null;
        }
        var name = new Locale.Builder()
                .setRegion(country)
                .build()
                .getDisplayCountry(pages.words().language());
        return person.region() == null ? name : name + ", " + country + "-" + person.region();
    }
}
