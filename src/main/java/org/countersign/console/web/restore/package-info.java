/** The page on which a restored server is let go on. */
@NullMarked
package org.countersign.console.web.restore;

import org.jspecify.annotations.NullMarked;
