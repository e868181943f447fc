package org.countersign.invoicing;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface InvoiceQuestions extends JpaRepository<InvoiceQuestion, String> {

    @Query("select q.invoice from InvoiceQuestion q where q.id = :id")
    Optional<String> invoiceOf(String id);

    List<InvoiceQuestion> findByInvoiceOrderByAskedAtAscIdAsc(String invoice);
}
