package org.countersign.invoicing;

import org.springframework.data.jpa.repository.JpaRepository;

interface MailboxPositions extends JpaRepository<MailboxPosition, String> {}
