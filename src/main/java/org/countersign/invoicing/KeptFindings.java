package org.countersign.invoicing;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface KeptFindings extends JpaRepository<KeptFinding, KeptFinding.Key> {

    /** What is wrong with a document, as it was found. */
    @Query("select f from KeptFinding f where f.id.invoice = :invoice order by f.id.nth")
    List<KeptFinding> of(String invoice);
}
