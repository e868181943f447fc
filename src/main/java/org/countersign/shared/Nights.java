package org.countersign.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has done once a night what is to be done once a night, by one of several servers. Each statement commits by itself: what
 * was begun is known before it begins, and what is done once it is.
 */
@Component
public class Nights {

    /** How long somebody who began may take before it is begun anew. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Nights.class);

    private final ObjectProvider<NightlyWork> works;
    private final Restores restores;
    private final JdbcTemplate jdbc;
    private final Company company;
    private final Clock clock;

    Nights(ObjectProvider<NightlyWork> works, Restores restores, JdbcTemplate jdbc, Company company, Clock clock) {
        this.works = works;
        this.restores = restores;
        this.jdbc = jdbc;
        this.company = company;
        this.clock = clock;
    }

    /** Does what is due and not done. On a database that knows nothing of a work yet, its first night is the next one. */
    @Scheduled(cron = "${countersign.nightly-work.looked-after:0 0/5 * * * *}")
    public void lookAfter() {
        if (!restores.isHeld()) {
            works.orderedStream().forEach(this::lookAfter);
        }
    }

    private void lookAfter(NightlyWork work) {
        var now = clock.instant();
        var due = lastDue(work.at(), now);
        var done = doneAt(work.name());
        if (done.isEmpty()) {
            remember(work.name(), now);
        } else if (done.get().isBefore(due) && begin(work.name(), due, now)) {
            work(work, due, now);
        }
    }

    private void work(NightlyWork work, Instant due, Instant now) {
        if (Duration.between(due, now).compareTo(LONGEST) > 0) {
            LOG.info("What was due at {} is done now: {}", due, work.name());
        }
        try {
            work.work();
        } catch (RuntimeException e) {
            LOG.warn("The nightly work {} could not be done; it is tried again later", work.name(), e);
            return;
        }
        jdbc.update("update nightly_work set done_at = ? where work = ?", stored(now), work.name());
    }

    /** The last time at which it was to be done. */
    private Instant lastDue(LocalTime at, Instant now) {
        var local = now.atZone(company.timeZone());
        var today = local.toLocalDate().atTime(at).atZone(company.timeZone()).toInstant();
        return today.isAfter(now)
                ? local.toLocalDate()
                        .minusDays(1)
                        .atTime(at)
                        .atZone(company.timeZone())
                        .toInstant()
                : today;
    }

    /** Whether it is this server that does it. */
    private boolean begin(String work, Instant due, Instant now) {
        return jdbc.update(
                        "update nightly_work set begun_at = ? where work = ? and done_at < ? and begun_at <= ?",
                        stored(now),
                        work,
                        stored(due),
                        stored(now.minus(LONGEST)))
                == 1;
    }

    private Optional<Instant> doneAt(String work) {
        return jdbc
                .query(
                        "select done_at from nightly_work where work = ?",
                        (row, number) ->
                                row.getObject("done_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        work)
                .stream()
                .findFirst();
    }

    private void remember(String work, Instant now) {
        try {
            jdbc.update(
                    "insert into nightly_work (work, begun_at, done_at) values (?, ?, ?)",
                    work,
                    stored(now.minus(LONGEST)),
                    stored(now));
        } catch (DuplicateKeyException e) {
            LOG.debug("Another server has just remembered {}", work);
        }
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
