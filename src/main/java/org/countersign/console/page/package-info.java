/** What every page shares: the navigation, the words of the reader's language, lists, forms and their refusals. */
@NullMarked
package org.countersign.console.page;

import org.jspecify.annotations.NullMarked;
