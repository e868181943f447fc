package org.countersign.support;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.countersign.people.Directory;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;

/** Calls of the engine's Java API, and of our services, on behalf of a person. */
public class SignedIn {

    private final IdentityService identity;
    private final Directory directory;

    SignedIn(IdentityService identity, Directory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    /** Runs it as this person, with the person's groups, as a request through one of the doors would. */
    public void as(String user, Runnable call) {
        as(user, () -> {
            call.run();
            return user;
        });
    }

    /** Calls it as this person, with the person's groups, as a request through one of the doors would. */
    public <T> T as(String user, Supplier<T> call) {
        identity.setAuthentication(user, List.copyOf(directory.groupsOf(new UserId(user))));
        try {
            return call.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The person with the groups held now, for services that take an actor. */
    public Actor actor(String user) {
        var id = new UserId(user);
        return new Actor(id, directory.groupsOf(id));
    }
}
