package org.countersign.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Gives every page that is shown its reader and the reader's words: {@code me} and {@code say}. */
@Component
public class PageModel implements HandlerInterceptor {

    private final Organization organization;
    private final MessageSource texts;
    private final Company company;
    private final Clock clock;

    PageModel(Organization organization, MessageSource texts, Company company, Clock clock) {
        this.organization = organization;
        this.texts = texts;
        this.company = company;
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
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken)) {
            var actor = actor(authentication);
            page.addObject("me", new Reader(actor, organization.nameOf(actor.user()), Navigation.of(actor)));
        }
    }

    /** The words of whoever makes the current request. */
    public Words words() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var zone = authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? company.timeZone()
                : zoneOf(new UserId(authentication.getName()));
        return new Words(language(), zone, texts, organization, clock);
    }

    private static Locale language() {
        return LocaleContextHolder.getLocale();
    }

    private ZoneId zoneOf(UserId user) {
        try {
            return organization
                    .person(user)
                    .map(Person::timeZone)
                    .map(ZoneId::of)
                    .orElse(company.timeZone());
        } catch (DateTimeException e) {
            return company.timeZone();
        }
    }

    private static Actor actor(Authentication authentication) {
        return new Actor(
                new UserId(authentication.getName()),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
