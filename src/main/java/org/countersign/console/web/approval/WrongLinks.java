package org.countersign.console.web.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.shared.web.SignedInActor;
import org.springframework.stereotype.Component;

/**
 * Whether somebody tries links that were never drawn. Genuine ones are not counted and always work, so that nobody can lock
 * others out; those who are not signed in are sent to the sign-in, which has its own pauses.
 */
@Component
class WrongLinks {

    private static final int MOST = 20;
    private static final int PEOPLE = 1000;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Deque<Instant>> tried = new LinkedHashMap<>();

    WrongLinks(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more. @return whether there were too many of late */
    synchronized boolean tooMany() {
        var who = SignedInActor.current().map(actor -> actor.user().value()).orElse("");
        var now = clock.instant();
        var times = tried.computeIfAbsent(who, person -> new ArrayDeque<>());
        times.removeIf(at -> at.plus(WITHIN).isBefore(now));
        if (tried.size() > PEOPLE) {
            tried.keySet().remove(tried.keySet().iterator().next());
        }
        if (times.size() >= MOST) {
            return true;
        }
        times.addLast(now);
        return false;
    }
}
