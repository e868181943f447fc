package org.countersign.workflow.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine refuses lists without an end. Standard clients ask for them, so a question without {@code maxResults} gets the
 * longest list that is allowed, instead of an error. A list that begins before its first entry is no list: databases answer
 * that in their own ways, MariaDB with an error that looks like ours.
 */
class BoundedQueriesFilter extends OncePerRequestFilter {

    private static final Pattern BELOW_ZERO =
            Pattern.compile("(?i)(?:^|&)(firstResult|maxResults)=(?:-|%2D)[0-9]*[1-9]");

    private final int limit;

    BoundedQueriesFilter(int limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        var belowZero = BELOW_ZERO.matcher(query == null ? "" : query);
        if (belowZero.find()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter()
                    .write("{\"type\":\"InvalidRequest\",\"message\":\"" + belowZero.group(1)
                            + " is zero or more.\",\"code\":0}");
            return;
        }
        var bounded = query != null && ("&" + query).contains("&maxResults=");
        chain.doFilter(bounded ? request : new Bounded(request, limit), response);
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        private final int limit;

        private Bounded(HttpServletRequest request, int limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public String getQueryString() {
            var query = super.getQueryString();
            return (query == null || query.isEmpty() ? "" : query + "&") + "maxResults=" + limit;
        }
    }
}
