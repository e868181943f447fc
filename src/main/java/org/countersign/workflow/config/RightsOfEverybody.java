package org.countersign.workflow.config;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets rights of everybody hang on a group that nobody has to join: whoever is signed in counts as its member, in whatever
 * groups they are, or in none.
 *
 * <p>The engine's own rights for everybody (global ones) would not do: where it looks rights up task by task
 * ({@code authorization-check-revokes: always}), a global right to one thing refuses every other thing of the same resource
 * before the next way to be allowed is looked at. Everybody's right to read processes would hide from an approver what the own
 * tasks show.
 */
class RightsOfEverybody extends AuthorizationManager {

    /** No group of people can have this id. */
    static final String GROUP = "(everybody)";

    /**
     * Also keeps the engine from asking before each of its queries which groups have rights at all, through the rights of all
     * open tasks.
     */
    @Override
    public List<String> filterAuthenticatedGroupIds(@Nullable List<String> groups) {
        return and(groups);
    }

    /**
     * What {@code currentUserGroups()} says in the conditions of Tasklist's lists. The engine fails where somebody in no group
     * looks for tasks of their groups. Whoever is in groups has these alone: a model that offers a task to them offers it to
     * nobody else.
     */
    static List<String> groups() {
        var authentication = Context.getCommandContext().getAuthentication();
        var groups = authentication == null ? null : authentication.getGroupIds();
        return groups == null || groups.isEmpty() ? List.of(GROUP) : groups;
    }

    private static List<String> and(@Nullable List<String> groups) {
        var all = new ArrayList<String>();
        if (groups != null) {
            all.addAll(groups);
        }
        all.add(GROUP);
        return all;
    }

    /** Opens one for each command of the engine, in place of the engine's own. */
    static class Factory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new RightsOfEverybody();
        }
    }
}
