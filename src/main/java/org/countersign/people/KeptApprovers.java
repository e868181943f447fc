package org.countersign.people;

import org.countersign.shared.KnownApprovers;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/** Who can be named as an approver: active people, and every group. */
@Component
class KeptApprovers implements KnownApprovers {

    private final Organization organization;
    private final Directory directory;

    KeptApprovers(Organization organization, Directory directory) {
        this.organization = organization;
        this.directory = directory;
    }

    @Override
    public boolean isPerson(UserId user) {
        return organization.isActive(user);
    }

    @Override
    public boolean isGroup(String group) {
        return directory.hasGroup(group);
    }
}
