package org.countersign.workflow.config;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords against the engine's identities, which slow down guessing, and refuses inactive people and the
 * product's own name. Every refusal sounds the same and takes the same time.
 */
@Component
class EngineSignIn implements AuthenticationProvider {

    private final IdentityService identity;
    private final EngineGateway gateway;
    private final Organization organization;
    private final VerifiedCredentials verified;
    private final SlowPasswordHash hash;
    private final String unknownUsersHash;

    EngineSignIn(
            IdentityService identity,
            EngineGateway gateway,
            Organization organization,
            VerifiedCredentials verified,
            @Value("${countersign.password-strength:12}") int passwordStrength) {
        this.identity = identity;
        this.gateway = gateway;
        this.organization = organization;
        this.verified = verified;
        this.hash = new SlowPasswordHash(passwordStrength);
        this.unknownUsersHash = hash.encrypt("nobody");
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var name = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        var account = gateway.asProduct(() -> account(name));
        if (account == null) {
            hash.check(password, unknownUsersHash);
            throw refused();
        }
        if (!gateway.asProduct(() -> isRight(account, password)) || !organization.isActive(new UserId(name))) {
            throw refused();
        }
        var groups = organization.groupsOf(new UserId(name));
        return UsernamePasswordAuthenticationToken.authenticated(
                name, null, AuthorityUtils.createAuthorityList(groups.toArray(new String[0])));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private @Nullable UserEntity account(String name) {
        if (name.isBlank() || name.length() > 64 || name.equals(UserId.SYSTEM.value())) {
            return null;
        }
        User user = identity.createUserQuery().userId(name).singleResult();
        return user instanceof UserEntity account
                        && account.getPassword() != null
                        && account.getId().equals(name)
                ? account
                : null;
    }

    private boolean isRight(UserEntity account, String password) {
        return verified.areRight(
                account.getId(),
                password,
                account.getPassword(),
                () -> identity.checkPassword(account.getId(), password));
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("Name or password is wrong, or the person is inactive");
    }
}
