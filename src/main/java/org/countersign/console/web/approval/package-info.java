/** The pages on which approvals are answered: several at once from a list, and one from a mail's link. */
@NullMarked
package org.countersign.console.web.approval;

import org.jspecify.annotations.NullMarked;
