package org.countersign.payment;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PaymentRunItems extends JpaRepository<PaymentRunItem, String> {

    List<PaymentRunItem> findByRunOrderByPosition(String run);

    List<PaymentRunItem> findByRunAndTransferOrderByPosition(String run, int transfer);

    boolean existsByRunAndStateNotIn(String run, Collection<PaymentState> states);

    /** Of these runs, by run and currency: how many transfers, and what they come to. */
    @Query("""
            select i.run, i.currency, count(distinct i.transfer),
                sum(case when i.credit = true then -i.amount else i.amount end)
            from PaymentRunItem i where i.run in :runs
            group by i.run, i.currency order by i.run, i.currency
            """)
    List<Object[]> sumsOf(Collection<String> runs);

    List<PaymentRunItem> findByRunInOrderByRunAscPositionAsc(Collection<String> runs);
}
