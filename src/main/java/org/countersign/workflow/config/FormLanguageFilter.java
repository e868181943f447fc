package org.countersign.workflow.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.countersign.shared.Explanation;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Shows the forms of Tasklist in the reader's language. The REST API for programs stays as it is. */
class FormLanguageFilter extends OncePerRequestFilter {

    private static final String FORM = "/deployed-form";
    private static final String VARIABLES = "/form-variables";

    private static final Pattern TASK = Pattern.compile("/task/([^/]+)" + VARIABLES + "$");

    private final FormLanguage language;
    private final LocaleResolver readers;
    private final Function<String, Map<String, Explanation>> explanations;

    /** @param explanations what a task explains, by its id and then by its English */
    FormLanguageFilter(
            FormLanguage language, LocaleResolver readers, Function<String, Map<String, Explanation>> explanations) {
        this.language = language;
        this.readers = readers;
        this.explanations = explanations;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !request.getMethod().equals("GET")
                || !(path.endsWith(FORM) || path.endsWith(VARIABLES))
                || !language.speaks(readers.resolveLocale(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        var body = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
        var type = kept.getContentType();
        // Forms of the engine's older kind are pages of HTML, which no phrase book knows.
        if (kept.getStatus() == HttpServletResponse.SC_OK
                && !body.isEmpty()
                && type != null
                && type.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            var reader = readers.resolveLocale(request);
            var said = request.getRequestURI().endsWith(FORM)
                    ? language.form(body, reader)
                    : language.variables(body, explanations(request), reader);
            kept.resetBuffer();
            kept.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
        }
        kept.copyBodyToResponse();
    }

    private Map<String, Explanation> explanations(HttpServletRequest request) {
        var task = TASK.matcher(request.getRequestURI());
        return task.find() ? explanations.apply(task.group(1)) : Map.of();
    }
}
