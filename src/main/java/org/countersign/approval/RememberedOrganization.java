package org.countersign.approval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.people.CostCenter;
import org.countersign.people.Department;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.UserId;

/** Asks once about each person, cost centre and group, for as long as many documents are looked at together. */
final class RememberedOrganization implements Organization {

    private final Organization organization;
    private final Map<UserId, Optional<Person>> people = new HashMap<>();
    private final Map<UserId, String> names = new HashMap<>();
    private final Map<UserId, Optional<UserId>> managers = new HashMap<>();
    private final Map<UserId, Boolean> active = new HashMap<>();
    private final Map<UserId, Set<String>> groups = new HashMap<>();
    private final Map<String, Optional<CostCenter>> costCenters = new HashMap<>();
    private final Map<String, Optional<Department>> departments = new HashMap<>();
    private final Map<String, Set<UserId>> members = new HashMap<>();

    RememberedOrganization(Organization organization) {
        this.organization = organization;
    }

    @Override
    public Optional<Person> person(UserId user) {
        return people.computeIfAbsent(user, organization::person);
    }

    @Override
    public String nameOf(UserId user) {
        return names.computeIfAbsent(user, organization::nameOf);
    }

    @Override
    public Optional<UserId> managerOf(UserId user) {
        return managers.computeIfAbsent(user, organization::managerOf);
    }

    @Override
    public boolean isActive(UserId user) {
        return active.computeIfAbsent(user, organization::isActive);
    }

    @Override
    public Optional<CostCenter> costCenter(String code) {
        return costCenters.computeIfAbsent(code, organization::costCenter);
    }

    @Override
    public Optional<Department> department(String code) {
        return departments.computeIfAbsent(code, organization::department);
    }

    @Override
    public Set<UserId> activeMembersOf(String group) {
        return members.computeIfAbsent(group, organization::activeMembersOf);
    }

    @Override
    public Set<String> groupsOf(UserId user) {
        return groups.computeIfAbsent(user, organization::groupsOf);
    }
}
