/** The page on which people say that they are away, and who decides meanwhile. */
@NullMarked
package org.countersign.console.web.absence;

import org.jspecify.annotations.NullMarked;
