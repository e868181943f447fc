package org.countersign.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Company;
import org.countersign.shared.Restores;
import org.countersign.shared.web.SignedInActor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Gives every page that is shown its reader and the reader's words: {@code me} and {@code say}. */
@Component
public class PageModel implements HandlerInterceptor {

    private static final String WORDS = PageModel.class.getName() + ".words";

    private final Readers readers;
    private final Organization organization;
    private final MessageSource texts;
    private final Company company;
    private final Restores restores;
    private final Clock clock;

    PageModel(
            Readers readers,
            Organization organization,
            MessageSource texts,
            Company company,
            Restores restores,
            Clock clock) {
        this.readers = readers;
        this.organization = organization;
        this.texts = texts;
        this.company = company;
        this.restores = restores;
        this.clock = clock;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        var view = page == null ? null : page.getViewName();
        if (page == null || view == null || view.startsWith("redirect:")) {
            return;
        }
        page.addObject("say", words());
        page.addObject("company", company);
        page.addObject("held", restores.isHeld());
        SignedInActor.current().ifPresent(actor -> {
            var name = readers.profile().map(Person::name).orElse(actor.user().value());
            page.addObject("me", new Reader(actor, name, Navigation.of(actor)));
        });
    }

    /** The words of whoever makes the current request; the same that the page will have. */
    public Words words() {
        var request = RequestContextHolder.getRequestAttributes();
        var language = LocaleContextHolder.getLocale();
        if (request != null
                && request.getAttribute(WORDS, RequestAttributes.SCOPE_REQUEST) instanceof Words known
                && known.language().equals(language)) {
            return known;
        }
        var words = new Words(language, zone(), texts, organization, clock);
        if (request != null) {
            request.setAttribute(WORDS, words, RequestAttributes.SCOPE_REQUEST);
        }
        return words;
    }

    /** The words of whoever makes the current request, in a language that they have just chosen. */
    public Words in(Locale language) {
        return new Words(language, zone(), texts, organization, clock);
    }

    /** The words of the language that a call names by {@code Accept-Language}; of whoever makes it where it names none. */
    public Words askedFor(HttpServletRequest call) {
        return PageLanguage.asked(call).map(this::in).orElseGet(this::words);
    }

    private ZoneId zone() {
        try {
            return readers.profile().map(Person::timeZone).map(ZoneId::of).orElse(company.timeZone());
        } catch (DateTimeException e) {
            return company.timeZone();
        }
    }
}
