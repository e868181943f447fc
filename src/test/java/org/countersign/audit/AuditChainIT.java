package org.countersign.audit;

import org.countersign.support.CoreOnMariaDb;
import org.springframework.test.context.ContextConfiguration;

/** The same on MariaDB. */
@ContextConfiguration(initializers = CoreOnMariaDb.class)
class AuditChainIT extends AuditChainTests {}
