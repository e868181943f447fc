package org.countersign.dispatch;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AcknowledgementRecords extends JpaRepository<Acknowledgement, String> {

    Optional<Acknowledgement> findFirstByOrderOrderBySequenceDesc(String order);

    Optional<Acknowledgement> findFirstByOrderAndProposalOrderBySequenceDesc(String order, ProposalState proposal);
}
