package org.countersign.approval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * The managers above a requester, up to the first whose approval limit covers an amount. Who is inactive or must not answer
 * is passed over (R04), and a limit of theirs covers nothing; so does a person's without a limit.
 */
@Component
class ManagerChain {

    private final Organization organization;

    ManagerChain(Organization organization) {
        this.organization = organization;
    }

    /** The managers in the order in which they are asked, the last one with the limit; empty where nobody's goes so far. */
    Optional<List<UserId>> upTo(BigDecimal amount, UserId requester, Collection<UserId> barred) {
        var chain = new ArrayList<UserId>();
        var seen = new HashSet<UserId>();
        var next = organization.managerOf(requester);
        while (next.isPresent() && seen.add(next.get())) {
            var manager = next.get();
            if (!barred.contains(manager) && organization.isActive(manager)) {
                chain.add(manager);
                var limit = organization.person(manager).map(Person::approvalLimit);
                if (limit.isPresent() && limit.get().compareTo(amount) >= 0) {
                    return Optional.of(chain);
                }
            }
            next = organization.managerOf(manager);
        }
        return Optional.empty();
    }
}
