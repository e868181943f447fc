package org.countersign.payment;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface BankEntries extends JpaRepository<BankEntry, String> {

    Page<BankEntry> findByNeedsPersonOrderByReadAtDescIdAsc(boolean needsPerson, Pageable page);

    Page<BankEntry> findAllByOrderByReadAtDescIdAsc(Pageable page);
}
