package org.countersign.people;

import org.countersign.support.CoreOnMariaDb;
import org.springframework.test.context.ContextConfiguration;

/** The same on MariaDB. */
@ContextConfiguration(initializers = CoreOnMariaDb.class)
class PeopleApiIT extends PeopleApiTests {}
