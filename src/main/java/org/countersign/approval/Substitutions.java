package org.countersign.approval;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All substitutions. */
interface Substitutions extends Repository<Substitution, String> {

    Substitution save(Substitution substitution);

    Optional<Substitution> findById(String id);

    List<Substitution> findByPersonOrderByFromAscIdAsc(String person);

    List<Substitution> findBySubstituteAndToGreaterThanEqualOrderByFromAscIdAsc(String substitute, LocalDate day);

    List<Substitution> findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(LocalDate day);

    /** Those that were not accepted, or were declined, of absences between two days; the earliest first. */
    @Query("""
            select one from Substitution one
            where one.state in (org.countersign.approval.SubstituteState.ASKED,
                org.countersign.approval.SubstituteState.DECLINED)
            and one.to >= :first and one.from <= :last
            order by one.from, one.person, one.id
            """)
    List<Substitution> unaccepted(LocalDate first, LocalDate last);

    /** Which of these people have a substitute between two days who has accepted, or need not. */
    @Query("""
            select distinct one.person from Substitution one
            where one.person in :people
            and one.state in (org.countersign.approval.SubstituteState.ACCEPTED,
                org.countersign.approval.SubstituteState.NOT_ASKED)
            and one.to >= :first and one.from <= :last
            """)
    List<String> peopleWithAccepted(Collection<String> people, LocalDate first, LocalDate last);
}
