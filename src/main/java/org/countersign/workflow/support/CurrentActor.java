package org.countersign.workflow.support;

import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.countersign.people.Directory;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/** Who is acting inside an engine call: the person signed in at whichever door, or the product in a job. */
@Component
public class CurrentActor {

    private final IdentityService identity;
    private final Directory directory;

    CurrentActor(IdentityService identity, Directory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    /** The acting person with the groups held now, or {@link Actor#SYSTEM} where nobody is signed in. */
    public Actor get() {
        var authentication = identity.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            return Actor.SYSTEM;
        }
        var user = new UserId(authentication.getUserId());
        var groups = authentication.getGroupIds();
        return new Actor(user, groups == null ? directory.groupsOf(user) : Set.copyOf(groups));
    }
}
