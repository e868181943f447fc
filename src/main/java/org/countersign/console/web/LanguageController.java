package org.countersign.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.countersign.console.page.PageLanguage;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Shows the pages in another language from now on, in this browser. */
@Controller
class LanguageController {

    private final LocaleResolver languages;

    LanguageController(LocaleResolver languages) {
        this.languages = languages;
    }

    @GetMapping("/language")
    String choose(@RequestParam String to, HttpServletRequest request, HttpServletResponse response) {
        var language = Locale.forLanguageTag(to);
        if (PageLanguage.LANGUAGES.contains(language)) {
            languages.setLocale(request, response, language);
        }
        return "redirect:" + before(request);
    }

    /** The page from which the reader came, if it was one of ours. */
    private static String before(HttpServletRequest request) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        try {
            var page = referer == null ? null : new URI(referer);
            if (page != null && request.getServerName().equals(page.getHost()) && page.getRawPath() != null) {
                var path = page.getRawPath().replaceAll("^/+", "/");
                return path.equals("/language") || path.isEmpty()
                        ? "/"
                        : path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
            }
        } catch (URISyntaxException e) {
            return "/";
        }
        return "/";
    }
}
