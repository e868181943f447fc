package org.countersign.invoicing;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ClaimedNumbers extends JpaRepository<ClaimedNumber, ClaimedNumber.Key> {

    /** Who bears a number of one of these senders, the invoice that came first in front. */
    @Query("select c from ClaimedNumber c where c.id.supplier in :senders and c.id.number = :number order by c.invoice")
    List<ClaimedNumber> bearers(Collection<String> senders, String number);
}
