/** The server as a whole; everything that it does lies in the modules below. */
@NullMarked
package org.countersign;

import org.jspecify.annotations.NullMarked;
