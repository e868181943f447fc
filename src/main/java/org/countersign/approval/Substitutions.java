package org.countersign.approval;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All substitutions. */
interface Substitutions extends Repository<Substitution, String> {

    Substitution save(Substitution substitution);

    Optional<Substitution> findById(String id);

    List<Substitution> findByPersonOrderByFromAscIdAsc(String person);

    List<Substitution> findBySubstituteAndToGreaterThanEqualOrderByFromAscIdAsc(String substitute, LocalDate day);

    List<Substitution> findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(LocalDate day);
}
