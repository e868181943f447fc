/** What the pages have in common. */
@NullMarked
package org.countersign.console.page;

import org.jspecify.annotations.NullMarked;
