package org.countersign.console.page;

import java.util.List;
import org.countersign.shared.Actor;

/**
 * Who reads the page. Templates have it as {@code me}.
 *
 * @param actor the person with the groups of this moment
 * @param name first and last name
 * @param areas where the person may go
 */
public record Reader(Actor actor, String name, List<Navigation.Area> areas) {

    /** Whether the person is in a group. @param group its id, for example {@code purchasing-agent} */
    public boolean isIn(String group) {
        return actor.groups().contains(group);
    }
}
