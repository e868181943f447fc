package org.countersign.payment;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface BankEntries extends JpaRepository<BankEntry, String> {

    List<BankEntry> findByRunAndTransferAndKindAndOutcome(
            String run, int transfer, BankMessage.Kind kind, BankMessage.Outcome outcome);

    Page<BankEntry> findByNeedsPersonOrderByReadAtDescIdAsc(boolean needsPerson, Pageable page);

    Page<BankEntry> findAllByOrderByReadAtDescIdAsc(Pageable page);
}
