package org.countersign.approval;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.shared.UserId;

/** User names to and from their texts. */
final class UserIds {

    private UserIds() {}

    static Set<UserId> sorted(Collection<String> names) {
        return names.stream().map(UserId::new).collect(Collectors.toCollection(TreeSet::new));
    }
}
