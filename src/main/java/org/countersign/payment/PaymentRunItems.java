package org.countersign.payment;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface PaymentRunItems extends JpaRepository<PaymentRunItem, String> {

    List<PaymentRunItem> findByRunOrderByPosition(String run);

    List<PaymentRunItem> findByRunAndTransferOrderByPosition(String run, int transfer);

    boolean existsByRunAndStateNotIn(String run, Collection<PaymentState> states);

    List<PaymentRunItem> findByRunInOrderByRunAscPositionAsc(Collection<String> runs);
}
