package org.countersign.workflow.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes signing out in Tasklist, Cockpit or Admin end the session everywhere. */
class SignOutFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var session = request.getSession(false);
        if (session != null
                && request.getMethod().equals("POST")
                && request.getRequestURI().endsWith("/logout")
                && response.getStatus() < 300) {
            session.invalidate();
        }
    }
}
