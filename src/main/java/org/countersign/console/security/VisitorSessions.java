package org.countersign.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Remembers for a short while where somebody who is not signed in wanted to go. Visitors who never sign in would otherwise
 * leave behind as many sessions as they send requests, each for a day's work.
 */
class VisitorSessions extends HttpSessionRequestCache implements SessionAuthenticationStrategy {

    static final Duration VISIT = Duration.ofMinutes(10);

    private final Duration signedIn;

    /** @param signedIn how long a session of somebody who is signed in lasts without a request */
    VisitorSessions(Duration signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        super.saveRequest(request, response);
        var session = request.getSession(false);
        if (session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) == null) {
            session.setMaxInactiveInterval((int) VISIT.toSeconds());
        }
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.setMaxInactiveInterval((int) signedIn.toSeconds());
        }
    }
}
