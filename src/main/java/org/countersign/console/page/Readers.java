package org.countersign.console.page;

import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Who reads the page of the current request. The profile is read once a request, however often it is asked for. */
@Component
class Readers {

    private static final String PROFILE = Readers.class.getName() + ".profile";

    private final Organization organization;

    Readers(Organization organization) {
        this.organization = organization;
    }

    /** Who is signed in; null where nobody is. */
    static @Nullable Authentication signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                        || !authentication.isAuthenticated()
                        || authentication instanceof AnonymousAuthenticationToken
                ? null
                : authentication;
    }

    /** The profile of who is signed in; empty where nobody is, or where they have none. */
    Optional<Person> profile() {
        var authentication = signedIn();
        if (authentication == null) {
            return Optional.empty();
        }
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(PROFILE, RequestAttributes.SCOPE_REQUEST) instanceof Person known
                && known.user().equals(authentication.getName())) {
            return Optional.of(known);
        }
        var profile = organization.person(new UserId(authentication.getName()));
        if (request != null) {
            profile.ifPresent(person -> request.setAttribute(PROFILE, person, RequestAttributes.SCOPE_REQUEST));
        }
        return profile;
    }
}
