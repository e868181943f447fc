package org.countersign.invoicing;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface MailedDocuments extends JpaRepository<MailedDocument, String>, JpaSpecificationExecutor<MailedDocument> {

    /** The document, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from MailedDocument d where d.id = :id")
    Optional<MailedDocument> lock(String id);

    List<MailedDocument> findFirst200ByMailOrderByReceivedAtAscIdAsc(String mail);

    long countByState(MailedState state);
}
