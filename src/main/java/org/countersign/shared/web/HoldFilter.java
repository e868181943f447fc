package org.countersign.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody but operations and administrators change anything while the server is held after a restore: what people did after
 * the backup is to be put in again in one piece, and not on top of half of it.
 */
class HoldFilter extends OncePerRequestFilter {

    static final String SENTENCE = "The database was restored from a backup. Until operations have looked what happened"
            + " since, nothing can be changed; please try again later.";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> COMING_AND_GOING =
            Set.of("/sign-in", "/sign-out", "/camunda/api/admin/auth/user/default/logout");

    /** Queries of Tasklist and Cockpit, and of whoever asks the engine likewise, are too long for an address. */
    private static final Pattern ASKING = Pattern.compile(
            "(?:/engine-rest|/camunda/api/engine)(?:/engine/[^/]+)?/(?:filter/[^/]+/(?:list|count|singleResult)"
                    + "|(?:task|process-instance|execution|variable-instance|job|external-task"
                    + "|history/(?:task|process-instance|activity-instance|variable-instance|detail))(?:/count)?)/?"
                    + "|/camunda/api/cockpit/plugin/base/[^/]+/(?:process-instance|incident)(?:/count)?/?");

    private static final String LATER = "600";

    private final Restores restores;
    private final ObjectProvider<ObjectMapper> json;

    HoldFilter(Restores restores, ObjectProvider<ObjectMapper> json) {
        this.restores = restores;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                || !restores.isHeld()
                || COMING_AND_GOING.contains(path(request))
                || asks(request.getMethod(), path(request));
    }

    /** Whether a call only reads although its method would allow more. */
    static boolean asks(String method, String path) {
        return method.equals("POST") && ASKING.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var looksAfter = SignedInActor.current()
                .filter(actor -> actor.groups().contains(Group.OPERATIONS.id())
                        || actor.groups().contains(Group.ADMINISTRATOR.id()))
                .isPresent();
        if (looksAfter) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, LATER);
        var path = path(request);
        if (path.startsWith("/api/")) {
            write(
                    response,
                    "application/problem+json",
                    Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "shared", "held-after-restore", SENTENCE));
        } else if (path.startsWith("/engine-rest/") || path.startsWith("/camunda/")) {
            write(response, "application/json", Map.of("type", "RestException", "message", SENTENCE));
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, SENTENCE);
        }
    }

    private void write(HttpServletResponse response, String type, Object body) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        json.getObject().writeValue(response.getOutputStream(), body);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
