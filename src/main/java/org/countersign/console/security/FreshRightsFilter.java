package org.countersign.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.slf4j.MDC;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request the groups that the person is in now, not those of the moment of signing in; and nothing at all to
 * somebody who has become inactive since. The log says who it was, and about which document.
 */
class FreshRightsFilter extends OncePerRequestFilter {

    private static final String USER = "user";
    private static final String DOCUMENT = "documentNumber";
    private static final Pattern NUMBER = Pattern.compile("/([A-Z]{2,6}-[0-9A-Z]+(?:-[0-9A-Z]+)+)(?:/|$)");

    private final Organization organization;

    FreshRightsFilter(Organization organization) {
        this.organization = organization;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        if (!hasJustSignedIn(authentication, request)) {
            refresh(authentication, request);
        }
        MDC.put(USER, authentication.getName());
        var document = NUMBER.matcher(request.getRequestURI());
        if (document.find()) {
            MDC.put(DOCUMENT, document.group(1));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(DOCUMENT);
            MDC.remove(USER);
        }
    }

    /** Whether this very call carried name and password, so that the groups were read a moment ago. */
    private static boolean hasJustSignedIn(Authentication authentication, HttpServletRequest request) {
        return request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                        instanceof SecurityContext context
                && context.getAuthentication() == authentication;
    }

    private void refresh(Authentication authentication, HttpServletRequest request) {
        var user = new UserId(authentication.getName());
        var context = SecurityContextHolder.createEmptyContext();
        if (organization.isActive(user)) {
            var groups = organization.groupsOf(user);
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    user.value(), null, AuthorityUtils.createAuthorityList(groups.toArray(new String[0]))));
        } else {
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        SecurityContextHolder.setContext(context);
    }
}
