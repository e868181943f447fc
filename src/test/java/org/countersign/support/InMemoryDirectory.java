package org.countersign.support;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;

/** Identities for tests without an engine: all shipped groups, and whoever was saved. */
public class InMemoryDirectory implements Directory {

    private final Map<UserId, Set<String>> members = new ConcurrentHashMap<>();
    private final Map<UserId, String> passwords = new ConcurrentHashMap<>();
    private final SortedMap<String, String> groups = new TreeMap<>();

    public InMemoryDirectory() {
        for (var group : Group.values()) {
            groups.put(group.id(), group.label());
        }
    }

    /** Forgets all users. */
    public void clear() {
        members.clear();
        passwords.clear();
    }

    /** The password that was given to a user last, null where none was. */
    public String passwordOf(String user) {
        return passwords.get(new UserId(user));
    }

    @Override
    public boolean hasUser(UserId user) {
        return members.containsKey(user);
    }

    @Override
    public void saveUser(UserId user, String firstName, String lastName, String email, String password) {
        members.putIfAbsent(user, Set.of());
        if (password != null) {
            passwords.put(user, password);
        }
    }

    @Override
    public void assignGroups(UserId user, Set<String> ids) {
        members.put(user, Set.copyOf(ids));
    }

    @Override
    public Set<String> groupsOf(UserId user) {
        return members.getOrDefault(user, Set.of());
    }

    @Override
    public Set<UserId> membersOf(String group) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().contains(group))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean hasGroup(String group) {
        return groups.containsKey(group);
    }

    @Override
    public SortedMap<String, String> groups() {
        return groups;
    }

    @Override
    public void saveGroup(String group, String name) {
        groups.put(group, name);
    }
}
