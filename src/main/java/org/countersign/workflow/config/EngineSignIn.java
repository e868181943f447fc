package org.countersign.workflow.config;

import java.util.Set;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final TransactionTemplate reading;

    EngineSignIn(
            IdentityService identity,
            EngineGateway gateway,
            Organization organization,
            VerifiedCredentials verified,
            PlatformTransactionManager transactions,
            @Value("${countersign.password-strength}") int passwordStrength) {
        this.identity = identity;
        this.gateway = gateway;
        this.organization = organization;
        this.verified = verified;
        this.hash = new SlowPasswordHash(passwordStrength);
        this.unknownUsersHash = hash.encrypt("nobody");
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var name = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        var known = known(name);
        if (known == null) {
            hash.check(password, unknownUsersHash);
            throw refused();
        }
        if (!gateway.asProduct(() -> isRight(known.account(), password)) || !known.active()) {
            throw refused();
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                name, null, AuthorityUtils.createAuthorityList(known.groups().toArray(new String[0])));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** What there is to know of a person, read in one go: a client of the REST API signs in with every call. */
    private record Known(UserEntity account, boolean active, Set<String> groups) {}

    private @Nullable Known known(String name) {
        return reading.execute(status -> {
            var account = gateway.asProduct(() -> account(name));
            if (account == null) {
                return null;
            }
            var user = new UserId(name);
            return new Known(account, organization.isActive(user), organization.groupsOf(user));
        });
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
