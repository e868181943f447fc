package org.countersign.invoicing;

import org.springframework.data.jpa.repository.JpaRepository;

interface MailedContents extends JpaRepository<MailedContent, String> {}
