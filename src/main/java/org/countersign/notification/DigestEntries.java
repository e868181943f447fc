package org.countersign.notification;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The reminders that wait for the mail of the day. */
interface DigestEntries extends Repository<DigestEntry, DigestEntry.Key> {

    boolean existsById(DigestEntry.Key key);

    DigestEntry save(DigestEntry entry);

    @Query("select distinct entry.key.person from DigestEntry entry order by entry.key.person")
    List<String> people();

    @Query("select entry from DigestEntry entry where entry.key.person = :person order by entry.notedAt,"
            + " entry.key.step")
    List<DigestEntry> of(String person);

    void deleteAll(Iterable<DigestEntry> entries);
}
