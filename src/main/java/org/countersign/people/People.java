package org.countersign.people;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** All profiles. */
interface People extends JpaRepository<Person, String>, JpaSpecificationExecutor<Person> {

    /** Those of these users who are not active. */
    List<Person> findByUserInAndActiveFalse(List<String> users);

    /** User names of the active people with this e-mail address or this first and last name. */
    @Query("""
            select person.user from Person person
            where person.active = true and (lower(person.email) = lower(:text)
            or lower(concat(person.firstName, ' ', person.lastName)) = lower(:text))
            order by person.user
            """)
    List<String> findActiveNamed(String text);
}
