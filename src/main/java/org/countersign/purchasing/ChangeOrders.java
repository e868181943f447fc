package org.countersign.purchasing;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The change orders of all purchase orders. */
interface ChangeOrders extends JpaRepository<ChangeOrder, String> {

    List<ChangeOrder> findByOrderOrderByNumber(String order);

    Optional<ChangeOrder> findFirstByOrderOrderByNumberDesc(String order);

    Optional<ChangeOrder> findByOrderAndNumber(String order, int number);

    Optional<ChangeOrder> findFirstByOrderAndStatusOrderByNumberDesc(String order, ChangeOrderStatus status);
}
