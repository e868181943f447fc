package org.countersign.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what people choose for themselves: each for themselves, nobody for others. */
@Service
@Transactional
public class SettingsMaster {

    /** The languages in which pages and mails are there. */
    public static final List<String> LANGUAGES = List.of("en", "de");

    private final People people;
    private final AuditTrail audit;

    SettingsMaster(People people, AuditTrail audit) {
        this.people = people;
        this.audit = audit;
    }

    /** What the actor has chosen; empty for somebody without a profile. */
    @Transactional(readOnly = true)
    public Optional<PersonalSettings> of(Actor actor) {
        return people.findById(actor.user().value()).map(SettingsMaster::settings);
    }

    /**
     * Replaces what the actor has chosen.
     *
     * @throws NotFound for somebody without a profile
     * @throws org.countersign.shared.RuleViolation when something is missing or unknown (422)
     */
    public PersonalSettings change(PersonalSettings chosen, Actor actor) {
        new FieldCheck()
                .that(chosen.language() != null && LANGUAGES.contains(chosen.language()), "language", "is en or de")
                .that(chosen.mails() != null, "mails", "is required")
                .that(chosen.digest() != null, "digest", "is required")
                .demand(PeopleRule.INVALID_SETTINGS);
        var person = people.findById(actor.user().value())
                .orElseThrow(() -> new NotFound("person", actor.user().value()));
        var before = person.wishes();
        var off = EnumSet.allOf(MailTopic.class);
        off.removeAll(Objects.requireNonNullElse(chosen.mails(), Set.of()));
        person.wishes(Objects.requireNonNull(chosen.language()), off, Boolean.TRUE.equals(chosen.digest()));
        people.saveAndFlush(person);
        var entry = AuditEvent.of(new DocumentNumber("person:" + person.user()), "person.settings-changed", actor)
                .differences(before, person.wishes());
        if (!entry.isWithoutValues()) {
            audit.record(entry);
        }
        return settings(person);
    }

    private static PersonalSettings settings(Person person) {
        var wanted = EnumSet.allOf(MailTopic.class);
        wanted.removeIf(topic -> !person.wants(topic));
        return new PersonalSettings(person.language(), wanted, person.digest());
    }
}
