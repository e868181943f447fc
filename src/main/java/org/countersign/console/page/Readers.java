package org.countersign.console.page;

import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.UserId;
import org.countersign.shared.web.SignedInActor;
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

    /** The profile of who is signed in; empty where nobody is, or where they have none. */
    Optional<Person> profile() {
        return SignedInActor.current().flatMap(actor -> profile(actor.user()));
    }

    private Optional<Person> profile(UserId user) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(PROFILE, RequestAttributes.SCOPE_REQUEST) instanceof Person known
                && known.user().equals(user.value())) {
            return Optional.of(known);
        }
        var profile = organization.person(user);
        if (request != null) {
            profile.ifPresent(person -> request.setAttribute(PROFILE, person, RequestAttributes.SCOPE_REQUEST));
        }
        return profile;
    }
}
