package org.countersign.workflow.config;

import static org.countersign.shared.RuleViolation.check;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.countersign.people.Directory;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The identities in the engine's own tables. Whoever may change a profile was checked before; engine rights do not matter. */
@Component
class EngineDirectory implements Directory {

    private final IdentityService identity;
    private final EngineGateway gateway;
    private final ProcessEngineConfiguration configuration;

    EngineDirectory(IdentityService identity, EngineGateway gateway, @Lazy ProcessEngineConfiguration configuration) {
        this.identity = identity;
        this.gateway = gateway;
        this.configuration = configuration;
    }

    @Override
    public boolean hasUser(UserId user) {
        return gateway.asProduct(
                () -> identity.createUserQuery().userId(user.value()).count() > 0);
    }

    @Override
    public void saveUser(
            UserId user, String firstName, String lastName, @Nullable String email, @Nullable String password) {
        gateway.asProduct(() -> {
            var account = account(user);
            account.setFirstName(firstName);
            account.setLastName(lastName);
            account.setEmail(email);
            if (password != null) {
                check(keepsPolicy(password, account), DirectoryRule.WEAK_PASSWORD);
                account.setPassword(password);
            }
            identity.saveUser(account);
            return account;
        });
    }

    @Override
    public void assignGroups(UserId user, Set<String> groups) {
        gateway.asProduct(() -> {
            var held = groupsOf(user);
            held.stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> identity.deleteMembership(user.value(), group));
            groups.stream()
                    .filter(group -> !held.contains(group))
                    .forEach(group -> identity.createMembership(user.value(), group));
            return held;
        });
    }

    @Override
    public Set<String> groupsOf(UserId user) {
        return gateway.asProduct(() -> identity.createGroupQuery().groupMember(user.value()).unlimitedList().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<UserId> membersOf(String group) {
        return gateway.asProduct(() -> identity.createUserQuery().memberOfGroup(group).unlimitedList().stream()
                .map(user -> new UserId(user.getId()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean hasGroup(String group) {
        return gateway.asProduct(
                () -> identity.createGroupQuery().groupId(group).count() > 0);
    }

    @Override
    public SortedMap<String, String> groups() {
        return gateway.asProduct(() -> identity.createGroupQuery().unlimitedList().stream()
                .collect(Collectors.toMap(
                        Group::getId,
                        group -> group.getName() == null ? group.getId() : group.getName(),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    @Override
    public void saveGroup(String group, String name) {
        gateway.asProduct(() -> {
            var existing = identity.createGroupQuery().groupId(group).singleResult();
            var record = existing == null ? identity.newGroup(group) : existing;
            record.setName(name);
            record.setType("COUNTERSIGN");
            identity.saveGroup(record);
            return record;
        });
    }

    private User account(UserId user) {
        var existing = identity.createUserQuery().userId(user.value()).singleResult();
        return existing == null ? identity.newUser(user.value()) : existing;
    }

    private boolean keepsPolicy(String password, User account) {
        return !configuration.isEnablePasswordPolicy()
                || identity.checkPasswordAgainstPolicy(password, account).isValid();
    }
}
