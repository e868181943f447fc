package org.countersign.people;

import static org.countersign.shared.RuleViolation.check;

import java.util.Map;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps departments. Everybody reads them, administrators write them; every change is recorded. */
@Service
@Transactional
public class DepartmentMaster implements MasterImport<DepartmentDetails> {

    private static final int KEY = 50;

    private final Departments departments;
    private final People people;
    private final AuditTrail trail;

    DepartmentMaster(Departments departments, People people, AuditTrail trail) {
        this.departments = departments;
        this.people = people;
        this.trail = trail;
    }

    /** The department of this code. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public Department get(String code) {
        return departments.findById(code).orElseThrow(() -> new NotFound("department", code));
    }

    /** The departments that match what is given. @param name a part of the name */
    @Transactional(readOnly = true)
    public Page<Department> list(@Nullable String code, @Nullable String name, @Nullable String head, Pageable page) {
        return departments.findAll(
                new Filter<Department>()
                        .equal("code", code)
                        .containing(name, "name")
                        .equal("head", head)
                        .toSpecification(),
                page);
    }

    /** Creates a department. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public Department add(DepartmentDetails details, Actor actor) {
        mayImport(actor);
        var code = Formats.trimmed(details.code());
        check(code == null || !departments.existsById(code), PeopleRule.DEPARTMENT_EXISTS, String.valueOf(code));
        var checked = checked(code, details);
        var department = departments.saveAndFlush(new Department(checked.code(), checked.name(), checked.head()));
        record("department.created", department, Map.of(), actor);
        return department;
    }

    /** Replaces a department. @throws NotFound where there is none */
    public Department change(String code, DepartmentDetails details, Actor actor) {
        mayImport(actor);
        var department = get(code);
        var before = department.facts();
        new FieldCheck()
                .that(details.code() == null || details.code().equals(code), "code", "cannot be changed")
                .demand(PeopleRule.INVALID_DEPARTMENT);
        var checked = checked(code, details);
        department.become(checked.name(), checked.head());
        record("department.changed", department, before, actor);
        return departments.saveAndFlush(department);
    }

    @Override
    public String kind() {
        return "departments";
    }

    @Override
    public Class<DepartmentDetails> type() {
        return DepartmentDetails.class;
    }

    @Override
    public void mayImport(Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
    }

    @Override
    public Optional<String> keyOf(Map<String, String> row) {
        return Optional.ofNullable(Formats.trimmed(row.get("code")));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DepartmentDetails> current(String key) {
        return departments.findById(key).map(DepartmentDetails::of);
    }

    @Override
    public void create(DepartmentDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, DepartmentDetails record, Actor actor) {
        change(key, record, actor);
    }

    private void record(String event, Department department, Map<String, @Nullable Object> before, Actor actor) {
        var entry = AuditEvent.of(new DocumentNumber("department:" + department.code()), event, actor)
                .differences(before, department.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
    }

    private Checked checked(@Nullable String code, DepartmentDetails given) {
        var head = Formats.trimmed(given.head());
        new FieldCheck()
                .that(Formats.isKey(code, KEY), "code", "has 1 to " + KEY + " letters, digits or . _ @ + -")
                .text(given.name(), "name", 200)
                .that(head == null || people.existsById(head), "head", "there is no person " + head)
                .demand(PeopleRule.INVALID_DEPARTMENT);
        if (code == null || given.name() == null) {
            throw new IllegalStateException("Checked just before");
        }
        return new Checked(code, given.name().strip(), head);
    }

    private record Checked(
            String code, String name, @Nullable String head) {}
}
