package org.countersign.workflow.config;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    /** Whoever has an account but no profile is active, as for {@link org.countersign.people.Organization}. */
    private static final String KNOWN = """
            select account.ID_, account.PWD_, coalesce(person.active, true), membership.GROUP_ID_
            from ACT_ID_USER account
            left join people person on person.user_id = account.ID_
            left join ACT_ID_MEMBERSHIP membership on membership.USER_ID_ = account.ID_
            where account.ID_ = ?
            """;

    private final IdentityService identity;
    private final EngineGateway gateway;
    private final JdbcClient database;
    private final VerifiedCredentials verified;
    private final SlowPasswordHash hash;
    private final String unknownUsersHash;

    EngineSignIn(
            IdentityService identity,
            EngineGateway gateway,
            JdbcClient database,
            VerifiedCredentials verified,
            @Value("${countersign.password-strength}") int passwordStrength) {
        this.identity = identity;
        this.gateway = gateway;
        this.database = database;
        this.verified = verified;
        this.hash = new SlowPasswordHash(passwordStrength);
        this.unknownUsersHash = hash.encrypt("nobody");
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
        if (!gateway.asProduct(() -> isRight(known, password)) || !known.active()) {
            throw refused();
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                name, null, AuthorityUtils.createAuthorityList(known.groups().toArray(new String[0])));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** What there is to know of a person. */
    private record Known(String name, String passwordHash, boolean active, Set<String> groups) {}

    private record Membership(
            String name,
            @Nullable String passwordHash,
            boolean active,
            @Nullable String group) {}

    /** In one statement, for a client of the REST API signs in with every call. */
    private @Nullable Known known(String name) {
        if (name.isBlank() || name.length() > 64 || name.equals(UserId.SYSTEM.value())) {
            return null;
        }
        var rows = database.sql(KNOWN)
                .param(name)
                .query((row, number) ->
                        new Membership(row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4)))
                .list();
        var groups = new HashSet<String>();
        rows.stream().map(Membership::group).filter(Objects::nonNull).forEach(groups::add);
        return rows.stream()
                .filter(row -> row.passwordHash() != null && row.name().equals(name))
                .findFirst()
                .map(row -> new Known(
                        row.name(), Objects.requireNonNull(row.passwordHash()), row.active(), Set.copyOf(groups)))
                .orElse(null);
    }

    private boolean isRight(Known account, String password) {
        return verified.areRight(
                account.name(),
                password,
                account.passwordHash(),
                () -> identity.checkPassword(account.name(), password));
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("Name or password is wrong, or the person is inactive");
    }
}
