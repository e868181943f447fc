package org.countersign.operations;

import static org.countersign.shared.RuleViolation.check;

import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Whom somebody means by a name: a person and a group may be called the same, and then nobody is guessed. What is known to be one
 * of them is written {@code user:anna} or {@code group:legal}.
 */
@Component
class Askable {

    private final Organization organization;

    Askable(Organization organization) {
        this.organization = organization;
    }

    /**
     * Who is meant, with what it is before it.
     *
     * @throws org.countersign.shared.RuleViolation where nobody active is, or a person as well as a group (422)
     */
    String meant(String name) {
        if (Asked.isMarked(name)) {
            var asked = Asked.of(name);
            check(asked.isGroup() ? isGroup(asked.id()) : isPerson(asked.id()), OperationsRule.ASKS_NOBODY, asked.id());
            return name;
        }
        var isGroup = isGroup(name);
        var isPerson = isPerson(name);
        check(isGroup || isPerson, OperationsRule.ASKS_NOBODY, name);
        check(!isGroup || !isPerson, OperationsRule.PERSON_AND_GROUP, name);
        return isGroup ? Asked.GROUP + name : Asked.USER + name;
    }

    private boolean isGroup(String id) {
        return !organization.activeMembersOf(id).isEmpty();
    }

    private boolean isPerson(String user) {
        return !user.isBlank() && organization.isActive(new UserId(user));
    }
}
