package org.countersign.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Tags every successful read, and answers 304 to a client that has the same representation already. */
class EntityTagFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK && !answer.containsHeader(HttpHeaders.ETAG)) {
            var tag = EntityTag.of(answer.getContentAsByteArray());
            answer.setHeader(HttpHeaders.ETAG, tag);
            if (!answer.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                answer.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            }
            var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
            if (known != null && EntityTag.isNamedBy(known, tag, true)) {
                answer.resetBuffer();
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        answer.copyBodyToResponse();
    }
}
