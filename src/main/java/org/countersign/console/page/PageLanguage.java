package org.countersign.console.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of the pages: what was chosen on a page in this browser, else the language of the person's profile, else
 * what the browser asks for, else English.
 */
public class PageLanguage implements LocaleResolver {

    /** The languages in which all texts are there. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** Keeps the choice of this browser. */
    static final String COOKIE = "COUNTERSIGN-LANGUAGE";

    private static final String RESOLVED = PageLanguage.class.getName();
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    private final Readers readers;

    PageLanguage(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Locale known) {
            return known;
        }
        var language =
                chosen(request).or(this::ofProfile).or(() -> asked(request)).orElse(Locale.ENGLISH);
        request.setAttribute(RESOLVED, language);
        return language;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response == null || locale == null) {
            return;
        }
        var cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge(A_YEAR);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        request.setAttribute(RESOLVED, locale);
    }

    /** The language of this tag, if the pages are there in it. */
    static Optional<Locale> of(@Nullable String tag) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(tag))
                .findFirst();
    }

    private static Optional<Locale> chosen(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).flatMap(cookie -> of(cookie.getValue()));
    }

    private Optional<Locale> ofProfile() {
        return readers.profile().map(Person::language).flatMap(PageLanguage::of);
    }

    /** The first language that a request asks for by itself and in which the pages are there. */
    static Optional<Locale> asked(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null
                ? Optional.empty()
                : Collections.list(request.getLocales()).stream()
                        .flatMap(locale -> of(locale.getLanguage()).stream())
                        .findFirst();
    }
}
