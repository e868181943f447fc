package org.countersign.people;

import static org.countersign.shared.RuleViolation.check;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps groups: those that the product ships with, on which its rights hang, and those that an organisation adds, which its
 * policies can name. Everybody knows them; administrators write them, and see their members.
 */
@Service
@Transactional
public class GroupMaster {

    private static final Pattern ID = Pattern.compile("(?!camunda-admin$)[a-z][a-z0-9-]{0,49}");

    private final Directory directory;
    private final AuditTrail trail;

    GroupMaster(Directory directory, AuditTrail trail) {
        this.directory = directory;
        this.trail = trail;
    }

    /** All groups by id. */
    @Transactional(readOnly = true)
    public List<GroupDetails> list(Actor actor) {
        return directory.groups().keySet().stream().map(id -> get(id, actor)).toList();
    }

    /** One group. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public GroupDetails get(String id, Actor actor) {
        var name = directory.groups().get(id);
        if (name == null) {
            throw new NotFound("group", id);
        }
        return new GroupDetails(id, name, actor.readsEverything() ? new TreeSet<>(directory.membersOf(id)) : null);
    }

    /** Adds a group. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public GroupDetails add(GroupDetails details, Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
        var id = Formats.trimmed(details.id());
        check(id == null || !directory.hasGroup(id), PeopleRule.GROUP_EXISTS, String.valueOf(id));
        var name = checkedName(id, details);
        directory.saveGroup(String.valueOf(id), name);
        trail.record(AuditEvent.of(new DocumentNumber("group:" + id), "group.created", actor)
                .with("name", name));
        return get(String.valueOf(id), actor);
    }

    /** Renames a group. @throws NotFound where there is none */
    public GroupDetails rename(String id, GroupDetails details, Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
        var before = get(id, actor);
        new FieldCheck()
                .that(details.id() == null || details.id().equals(id), "id", "cannot be changed")
                .demand(PeopleRule.INVALID_GROUP);
        var name = checkedName(id, details);
        if (!name.equals(before.name())) {
            directory.saveGroup(id, name);
            trail.record(AuditEvent.of(new DocumentNumber("group:" + id), "group.changed", actor)
                    .changed("name", before.name(), name));
        }
        return get(id, actor);
    }

    private static String checkedName(@Nullable String id, GroupDetails details) {
        new FieldCheck()
                .that(
                        id != null && ID.matcher(id).matches(),
                        "id",
                        "has 1 to 50 small letters, digits or -, and begins with a letter")
                .text(details.name(), "name", 100)
                .demand(PeopleRule.INVALID_GROUP);
        return String.valueOf(details.name()).strip();
    }
}
