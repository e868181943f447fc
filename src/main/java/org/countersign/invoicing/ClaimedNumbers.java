package org.countersign.invoicing;

import org.springframework.data.jpa.repository.JpaRepository;

interface ClaimedNumbers extends JpaRepository<ClaimedNumber, ClaimedNumber.Key> {}
