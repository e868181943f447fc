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

/** Keeps cost centres. Everybody reads them, administrators write them; every change is recorded. */
@Service
@Transactional
public class CostCenterMaster implements MasterImport<CostCenterDetails> {

    private static final int KEY = 50;

    private final CostCenters costCenters;
    private final Departments departments;
    private final People people;
    private final AuditTrail trail;

    CostCenterMaster(CostCenters costCenters, Departments departments, People people, AuditTrail trail) {
        this.costCenters = costCenters;
        this.departments = departments;
        this.people = people;
        this.trail = trail;
    }

    /** The cost centre of this code. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public CostCenter get(String code) {
        return costCenters.findById(code).orElseThrow(() -> new NotFound("cost centre", code));
    }

    /** The cost centres that match what is given in the example. A name matches in part. */
    @Transactional(readOnly = true)
    public Page<CostCenter> list(CostCenterDetails example, Pageable page) {
        return costCenters.findAll(
                new Filter<CostCenter>()
                        .equal("code", example.code())
                        .containing(example.name(), "name")
                        .equal("department", example.department())
                        .equal("owner", example.owner())
                        .toSpecification(),
                page);
    }

    /** Creates a cost centre. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public CostCenter add(CostCenterDetails details, Actor actor) {
        mayImport(actor);
        var code = Formats.trimmed(details.code());
        check(code == null || !costCenters.existsById(code), PeopleRule.COST_CENTER_EXISTS, String.valueOf(code));
        var checked = checked(code, details);
        var costCenter = costCenters.saveAndFlush(
                new CostCenter(checked.code(), checked.name(), checked.department(), checked.owner()));
        record("cost-center.created", costCenter, Map.of(), actor);
        return costCenter;
    }

    /** Replaces a cost centre. @throws NotFound where there is none */
    public CostCenter change(String code, CostCenterDetails details, Actor actor) {
        mayImport(actor);
        var costCenter = get(code);
        var before = costCenter.facts();
        new FieldCheck()
                .that(details.code() == null || details.code().equals(code), "code", "cannot be changed")
                .demand(PeopleRule.INVALID_COST_CENTER);
        var checked = checked(code, details);
        costCenter.become(checked.name(), checked.department(), checked.owner());
        record("cost-center.changed", costCenter, before, actor);
        return costCenters.saveAndFlush(costCenter);
    }

    @Override
    public String kind() {
        return "cost-centers";
    }

    @Override
    public Class<CostCenterDetails> type() {
        return CostCenterDetails.class;
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
    public Optional<CostCenterDetails> current(String key) {
        return costCenters.findById(key).map(CostCenterDetails::of);
    }

    @Override
    public void create(CostCenterDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, CostCenterDetails record, Actor actor) {
        change(key, record, actor);
    }

    private void record(String event, CostCenter costCenter, Map<String, @Nullable Object> before, Actor actor) {
        var entry = AuditEvent.of(new DocumentNumber("cost-center:" + costCenter.code()), event, actor)
                .differences(before, costCenter.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
    }

    private Checked checked(@Nullable String code, CostCenterDetails given) {
        var department = Formats.trimmed(given.department());
        var owner = Formats.trimmed(given.owner());
        new FieldCheck()
                .that(Formats.isKey(code, KEY), "code", "has 1 to " + KEY + " letters, digits or . _ @ + -")
                .text(given.name(), "name", 200)
                .that(
                        department == null || departments.existsById(department),
                        "department",
                        "there is no department " + department)
                .that(owner == null || people.existsById(owner), "owner", "there is no person " + owner)
                .demand(PeopleRule.INVALID_COST_CENTER);
        if (code == null || given.name() == null) {
            throw new IllegalStateException("Checked just before");
        }
        return new Checked(code, given.name().strip(), department, owner);
    }

    private record Checked(
            String code,
            String name,
            @Nullable String department,
            @Nullable String owner) {}
}
