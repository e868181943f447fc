package org.countersign.payment;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Payments extends JpaRepository<Payment, String> {

    List<Payment> findByInvoiceOrderByPaidAtAscIdAsc(String invoice);
}
