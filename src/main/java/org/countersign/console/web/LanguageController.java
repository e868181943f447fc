package org.countersign.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.console.page.PageLanguage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Shows the pages in another language from now on, in this browser. */
@Controller
class LanguageController {

    private final LocaleResolver languages;
    private final RequestMappingHandlerMapping pages;

    LanguageController(
            LocaleResolver languages, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping pages) {
        this.languages = languages;
        this.pages = pages;
    }

    @GetMapping("/language")
    String choose(@RequestParam String to, HttpServletRequest request, HttpServletResponse response) {
        var language = Locale.forLanguageTag(to);
        if (PageLanguage.LANGUAGES.contains(language)) {
            languages.setLocale(request, response, language);
        }
        return "redirect:" + before(request);
    }

    /** The page from which the reader came, if it was one of ours; the answer to a form has none, so the form's own page. */
    private String before(HttpServletRequest request) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        try {
            var page = referer == null ? null : new URI(referer);
            if (page == null || !request.getServerName().equals(page.getHost()) || page.getRawPath() == null) {
                return "/";
            }
            var path = page.getRawPath().replaceAll("^/+", "/");
            var readable = readable(path);
            return readable.equals(path) && page.getRawQuery() != null ? path + "?" + page.getRawQuery() : readable;
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    /** The nearest address above this one, or itself, that shows a page. */
    private String readable(String address) {
        for (var path = address; path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
            if (showsAPage(PathContainer.parsePath(path))) {
                return path;
            }
        }
        return "/";
    }

    private boolean showsAPage(PathContainer path) {
        return pages.getHandlerMethods().entrySet().stream()
                .filter(one -> one.getValue().getBeanType() != getClass())
                .map(Map.Entry::getKey)
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> Optional.ofNullable(mapping.getPathPatternsCondition()).stream())
                .flatMap(patterns -> patterns.getPatterns().stream())
                .anyMatch(pattern -> pattern.matches(path));
    }
}
