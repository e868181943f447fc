package org.countersign.shared.web;

import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who makes the current request: the authorities are the ids of the person's groups. */
public final class SignedInActor {

    private SignedInActor() {}

    /** Who is signed in; empty where nobody is. */
    public static Optional<Actor> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(one -> one.isAuthenticated() && !(one instanceof AnonymousAuthenticationToken))
                .map(one -> new Actor(
                        new UserId(one.getName()),
                        one.getAuthorities().stream()
                                .map(GrantedAuthority::getAuthority)
                                .collect(Collectors.toUnmodifiableSet())));
    }
}
