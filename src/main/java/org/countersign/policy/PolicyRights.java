package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import java.util.List;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/** Who may read, change and release decision tables. */
@Component
class PolicyRights {

    private final PolicySettings settings;
    private final Organization organization;

    PolicyRights(PolicySettings settings, Organization organization) {
        this.settings = settings;
        this.organization = organization;
    }

    /** Whether somebody reads tables and their changes. */
    boolean mayRead(Actor actor) {
        return actor.readsEverything() || isReleaser(actor);
    }

    /** @throws NotAllowed unless the actor reads tables and their changes */
    void demandRead(Actor actor) {
        if (!mayRead(actor)) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
    }

    /** @throws NotAllowed unless the actor changes tables */
    void demandEdit(Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
    }

    /** Whether somebody is in the group that releases changes. */
    boolean isReleaser(Actor actor) {
        return actor.groups().contains(settings.releasers());
    }

    boolean isReleaser(UserId user) {
        return organization.isActive(user) && organization.groupsOf(user).contains(settings.releasers());
    }

    /** @throws org.countersign.shared.RuleViolation unless the actor may decide about this change: never its author */
    void demandRelease(PolicyChange change, Actor actor) {
        check(isReleaser(actor), PolicyChangeRule.ONLY_RELEASERS_DECIDE, settings.releasers());
        check(!actor.user().equals(change.author()), PolicyChangeRule.AUTHOR_NEVER_RELEASES, change.name());
    }

    /** Who may release a change, by sign-in name. */
    List<UserId> releasersOf(PolicyChange change) {
        return organization.activeMembersOf(settings.releasers()).stream()
                .filter(member -> !member.equals(change.author()))
                .sorted()
                .toList();
    }
}
