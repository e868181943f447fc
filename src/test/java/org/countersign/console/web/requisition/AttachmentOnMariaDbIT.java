package org.countersign.console.web.requisition;

import org.countersign.support.MariaDbTest;

/** Attachments of every size that is taken, on the database for production. */
@MariaDbTest
class AttachmentOnMariaDbIT extends AttachmentTests {}
