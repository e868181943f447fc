package org.countersign.mail;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface OutgoingMails extends JpaRepository<OutgoingMail, String>, JpaSpecificationExecutor<OutgoingMail> {

    Optional<OutgoingMail> findByKey(String key);

    List<OutgoingMail> findByDocumentAndStatus(String document, MailStatus status);
}
