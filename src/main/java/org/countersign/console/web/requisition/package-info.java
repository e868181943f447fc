/** The pages of requisitions. */
@NullMarked
package org.countersign.console.web.requisition;

import org.jspecify.annotations.NullMarked;
