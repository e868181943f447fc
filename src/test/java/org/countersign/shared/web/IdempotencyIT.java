package org.countersign.shared.web;

import org.countersign.support.CoreOnMariaDb;
import org.springframework.test.context.ContextConfiguration;

/** The same on MariaDB. */
@ContextConfiguration(initializers = CoreOnMariaDb.class)
class IdempotencyIT extends IdempotencyTests {}
