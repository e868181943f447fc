package org.countersign.people;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** All profiles. */
interface People extends JpaRepository<Person, String>, JpaSpecificationExecutor<Person> {

    /** Those of these users who are not active. */
    List<Person> findByUserInAndActiveFalse(List<String> users);
}
