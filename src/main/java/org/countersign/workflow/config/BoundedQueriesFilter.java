package org.countersign.workflow.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine refuses lists without an end. Standard clients ask for them, so a question without {@code maxResults} gets the
 * longest list that is allowed, instead of an error.
 */
class BoundedQueriesFilter extends OncePerRequestFilter {

    private final int limit;

    BoundedQueriesFilter(int limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
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
