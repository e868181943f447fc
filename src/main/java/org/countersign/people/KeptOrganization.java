package org.countersign.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.UserId;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisation as administrators keep it. */
@Component
@Transactional(readOnly = true)
class KeptOrganization implements Organization {

    private final People people;
    private final CostCenters costCenters;
    private final Departments departments;
    private final Directory directory;

    KeptOrganization(People people, CostCenters costCenters, Departments departments, Directory directory) {
        this.people = people;
        this.costCenters = costCenters;
        this.departments = departments;
        this.directory = directory;
    }

    @Override
    public Optional<Person> person(UserId user) {
        return people.findById(user.value());
    }

    @Override
    public List<Person> people(Collection<UserId> users) {
        return users.isEmpty()
                ? List.of()
                : people.findAllById(users.stream().map(UserId::value).toList());
    }

    @Override
    public String nameOf(UserId user) {
        return person(user).map(Person::name).orElse(user.value());
    }

    @Override
    public List<UserId> named(String text) {
        var user = Organization.super.named(text);
        return user.isEmpty()
                ? people.findActiveNamed(text).stream().map(UserId::new).toList()
                : user;
    }

    @Override
    public Optional<UserId> managerOf(UserId user) {
        return person(user).map(Person::manager).map(UserId::new);
    }

    @Override
    public boolean isActive(UserId user) {
        return person(user).map(Person::active).orElseGet(() -> directory.hasUser(user));
    }

    @Override
    public Optional<CostCenter> costCenter(String code) {
        return costCenters.findById(code);
    }

    @Override
    public List<CostCenter> costCenters(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : costCenters.findAllById(codes);
    }

    @Override
    public List<CostCenter> searchCostCenters(String text, int most) {
        var sought = text.strip();
        return costCenters.findByCodeStartingWithIgnoreCaseOrNameContainingIgnoreCaseOrderByCode(
                sought, sought, Limit.of(most));
    }

    @Override
    public Map<UserId, String> namesOf(Collection<UserId> users) {
        var names = new HashMap<UserId, String>();
        users.forEach(user -> names.put(user, user.value()));
        people.findAllById(users.stream().map(UserId::value).distinct().toList())
                .forEach(person -> names.put(new UserId(person.user()), person.name()));
        return names;
    }

    @Override
    public Optional<Department> department(String code) {
        return departments.findById(code);
    }

    @Override
    public Set<UserId> activeMembersOf(String group) {
        var members = new HashSet<>(directory.membersOf(group));
        people.findByUserInAndActiveFalse(members.stream().map(UserId::value).toList())
                .forEach(person -> members.remove(new UserId(person.user())));
        return Set.copyOf(members);
    }

    @Override
    public Set<String> groupsOf(UserId user) {
        return directory.groupsOf(user);
    }
}
