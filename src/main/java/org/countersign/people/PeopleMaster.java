package org.countersign.people;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotFound;
import org.countersign.shared.PublicHolidays;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps people: their profile here, their sign-in and groups in the {@link Directory}, both in one transaction.
 * Administrators write; everybody knows names, the rest is for the person and for those who read everything.
 */
@Service
@Transactional
public class PeopleMaster implements MasterImport<PersonDetails> {

    private static final int KEY = 57;
    private static final int MAX_PASSWORD = 200;
    /** What of a person says which open tasks they can answer. */
    private static final List<String> MATTERS = List.of("active", "groups", "timeZone");

    private final People people;
    private final Departments departments;
    private final CostCenters costCenters;
    private final Directory directory;
    private final Organization organization;
    private final Company company;
    private final PublicHolidays holidays;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    PeopleMaster(
            People people,
            Departments departments,
            CostCenters costCenters,
            Directory directory,
            Organization organization,
            Company company,
            PublicHolidays holidays,
            AuditTrail trail,
            ApplicationEventPublisher events) {
        this.people = people;
        this.departments = departments;
        this.costCenters = costCenters;
        this.directory = directory;
        this.organization = organization;
        this.company = company;
        this.holidays = holidays;
        this.trail = trail;
        this.events = events;
    }

    /** A person, as far as the actor may know. @throws NotFound for a user without a profile */
    @Transactional(readOnly = true)
    public PersonDetails get(String user, Actor actor) {
        return seenBy(actor, person(user));
    }

    /** The people, each as far as the actor may know. @param group only its members, if given */
    @Transactional(readOnly = true)
    public Page<PersonDetails> list(PersonQuery query, Pageable page, Actor actor) {
        var filter = new Filter<Person>()
                .equal("user", query.user())
                .containing(query.name(), "firstName", "lastName")
                .equal("department", query.department())
                .equal("active", query.active());
        if (actor.readsEverything()) {
            filter.equal("email", query.email())
                    .equal("manager", query.manager())
                    .equal("costCenter", query.costCenter());
        }
        var specification = filter.toSpecification();
        if (query.group() != null && actor.readsEverything()) {
            var members = directory.membersOf(query.group()).stream()
                    .map(UserId::value)
                    .toList();
            specification =
                    specification.and((row, all, builder) -> row.get("user").in(members));
        }
        return people.findAll(specification, page).map(person -> seenBy(actor, person));
    }

    /** Creates a person. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public PersonDetails add(PersonDetails details, Actor actor) {
        mayImport(actor);
        var user = Formats.trimmed(details.user());
        check(user == null || !people.existsById(user), PeopleRule.PERSON_EXISTS, String.valueOf(user));
        var checked = checked(user, details);
        var person = new Person(checked.user());
        save(person, checked, details);
        record("person.created", person, Map.of(), details.password() != null, actor);
        return PersonDetails.of(person, checked.groups());
    }

    /** Replaces a profile; the password stays where none is given. @throws NotFound for a user without one */
    public PersonDetails change(String user, PersonDetails details, Actor actor) {
        mayImport(actor);
        var person = person(user);
        var before = facts(person);
        new FieldCheck()
                .that(details.user() == null || details.user().equals(user), "user", "cannot be changed")
                .demand(PeopleRule.INVALID_PERSON);
        var checked = checked(user, details);
        if (!checked.active() || !checked.groups().contains(Group.ADMINISTRATOR.id())) {
            var administrators = organization.activeMembersOf(Group.ADMINISTRATOR.id());
            check(!administrators.equals(Set.of(new UserId(user))), PeopleRule.LAST_ADMINISTRATOR, user);
        }
        save(person, checked, details);
        record("person.changed", person, before, details.password() != null, actor);
        var after = facts(person);
        if (MATTERS.stream().anyMatch(fact -> !Objects.equals(before.get(fact), after.get(fact)))) {
            events.publishEvent(new PersonChanged(new UserId(user)));
        }
        return PersonDetails.of(person, checked.groups());
    }

    @Override
    public String kind() {
        return "people";
    }

    @Override
    public Class<PersonDetails> type() {
        return PersonDetails.class;
    }

    @Override
    public void mayImport(Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
    }

    @Override
    public Optional<String> keyOf(Map<String, String> row) {
        return Optional.ofNullable(Formats.trimmed(row.get("user")));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PersonDetails> current(String key) {
        return people.findById(key).map(person -> PersonDetails.of(person, directory.groupsOf(new UserId(key))));
    }

    @Override
    public void create(PersonDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, PersonDetails record, Actor actor) {
        change(key, record, actor);
    }

    private Person person(String user) {
        return people.findById(user).orElseThrow(() -> new NotFound("person", user));
    }

    private PersonDetails seenBy(Actor actor, Person person) {
        return actor.readsEverything() || actor.user().value().equals(person.user())
                ? PersonDetails.of(person, directory.groupsOf(new UserId(person.user())))
                : PersonDetails.publicOf(person);
    }

    private void save(Person person, Checked checked, PersonDetails details) {
        var user = new UserId(checked.user());
        directory.saveUser(user, checked.firstName(), checked.lastName(), checked.email(), details.password());
        directory.assignGroups(user, checked.groups());
        person.become(
                checked.firstName(),
                checked.lastName(),
                checked.email(),
                checked.manager(),
                checked.department(),
                checked.costCenter(),
                checked.approvalLimit(),
                checked.language(),
                checked.timeZone(),
                checked.country(),
                checked.region(),
                checked.active());
        people.saveAndFlush(person);
    }

    private Map<String, @Nullable Object> facts(Person person) {
        var facts = person.facts();
        facts.put("groups", List.copyOf(new TreeSet<>(directory.groupsOf(new UserId(person.user())))));
        return facts;
    }

    private void record(
            String event, Person person, Map<String, @Nullable Object> before, boolean passwordSet, Actor actor) {
        var entry = AuditEvent.of(new DocumentNumber("person:" + person.user()), event, actor)
                .differences(before, facts(person))
                .with("passwordSet", passwordSet ? true : null);
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
    }

    private Checked checked(@Nullable String user, PersonDetails given) {
        var email = Formats.trimmed(given.email());
        var manager = Formats.trimmed(given.manager());
        var department = Formats.trimmed(given.department());
        var costCenter = Formats.trimmed(given.costCenter());
        var language = Objects.requireNonNullElse(Formats.trimmed(given.language()), "en");
        var timeZone = Objects.requireNonNullElse(
                Formats.trimmed(given.timeZone()), company.timeZone().getId());
        var country = capitals(given.country());
        var writtenRegion = capitals(given.region());
        var region = country == null || writtenRegion == null
                ? null
                : holidays.region(country, writtenRegion).orElse(null);
        var groups = given.groups() == null ? Set.<String>of() : Set.copyOf(given.groups());
        var unknown = groups.stream()
                .filter(group -> !directory.hasGroup(group))
                .sorted()
                .toList();
        new FieldCheck()
                .that(
                        Formats.isKey(user, KEY) && !UserId.SYSTEM.value().equals(user),
                        "user",
                        "has 1 to " + KEY + " letters, digits or . _ @ + -, and is not \"system\"")
                .text(given.firstName(), "firstName", 100)
                .text(given.lastName(), "lastName", 100)
                .that(email == null || Formats.isEmail(email), "email", "is no e-mail address")
                .that(
                        given.password() == null
                                || !given.password().isBlank()
                                        && given.password().length() <= MAX_PASSWORD,
                        "password",
                        "has 1 to " + MAX_PASSWORD + " characters")
                .that(unknown.isEmpty(), "groups", "there is no group " + String.join(", ", unknown))
                .that(manager == null || people.existsById(manager), "manager", "there is no person " + manager)
                .that(
                        department == null || departments.existsById(department),
                        "department",
                        "there is no department " + department)
                .that(
                        costCenter == null || costCenters.existsById(costCenter),
                        "costCenter",
                        "there is no cost centre " + costCenter)
                .that(
                        given.approvalLimit() == null || given.approvalLimit().signum() >= 0,
                        "approvalLimit",
                        "is not negative")
                .digits(given.approvalLimit(), "approvalLimit", 15, 4)
                .that(Formats.isLanguage(language), "language", "is an ISO 639-1 code such as en")
                .that(
                        Formats.isTimeZone(timeZone) && timeZone.length() <= 64,
                        "timeZone",
                        "is a name such as Europe/Berlin")
                .that(
                        country == null || holidays.areKnown(country),
                        "country",
                        "is an ISO 3166-1 code of two letters such as DE")
                .that(writtenRegion == null || country != null, "region", "belongs to a country: name that too")
                .that(
                        writtenRegion == null || country == null || !holidays.areKnown(country) || region != null,
                        "region",
                        regionsOf(country))
                .demand(PeopleRule.INVALID_PERSON);
        if (user == null || given.firstName() == null || given.lastName() == null) {
            throw new IllegalStateException("Checked just before");
        }
        var loop = loop(user, manager);
        new FieldCheck()
                .that(loop.isEmpty(), "manager", "would close a loop: " + String.join(" works for ", loop))
                .demand(PeopleRule.INVALID_PERSON);
        return new Checked(
                user,
                given.firstName().strip(),
                given.lastName().strip(),
                email,
                groups,
                manager,
                department,
                costCenter,
                given.approvalLimit(),
                language,
                timeZone,
                country,
                region,
                !Boolean.FALSE.equals(given.active()));
    }

    private static @Nullable String capitals(@Nullable String given) {
        var text = Formats.trimmed(given);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private String regionsOf(@Nullable String country) {
        var regions = country == null ? List.<String>of() : holidays.regionsOf(country);
        return regions.isEmpty()
                ? "is left out, for no region has holidays of its own in " + country
                : "is one of " + String.join(", ", regions);
    }

    /** The chain of managers from a person back to the same person; empty where it ends. */
    private List<String> loop(String user, @Nullable String manager) {
        var chain = new ArrayList<>(List.of(user));
        var seen = new HashSet<String>();
        for (var above = manager; above != null && seen.add(above); above = managerOf(above)) {
            chain.add(above);
            if (above.equals(user)) {
                return chain;
            }
        }
        return List.of();
    }

    private @Nullable String managerOf(String user) {
        return people.findById(user).map(Person::manager).orElse(null);
    }

    private record Checked(
            String user,
            String firstName,
            String lastName,
            @Nullable String email,
            Set<String> groups,
            @Nullable String manager,
            @Nullable String department,
            @Nullable String costCenter,
            @Nullable BigDecimal approvalLimit,
            String language,
            String timeZone,
            @Nullable String country,
            @Nullable String region,
            boolean active) {}
}
