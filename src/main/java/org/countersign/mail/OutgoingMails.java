package org.countersign.mail;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

interface OutgoingMails extends JpaRepository<OutgoingMail, String>, JpaSpecificationExecutor<OutgoingMail> {

    Optional<OutgoingMail> findByKey(String key);

    List<OutgoingMail> findByDocumentAndStatus(String document, MailStatus status);

    @Query("""
            select m from OutgoingMail m
            where (:document is null or m.document = :document)
              and (:status is null or m.status = :status)
              and (:kinds is null or m.kind like :kinds)
            """)
    Page<OutgoingMail> search(
            @Nullable String document, @Nullable MailStatus status, @Nullable String kinds, Pageable page);
}
