/** The texts of the pages: each in every language, each there where a page names it. */
@NullMarked
package org.countersign.texts;

import org.jspecify.annotations.NullMarked;
