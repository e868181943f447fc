/** The page on which people choose their language and which mails they get. */
@NullMarked
package org.countersign.console.web.settings;

import org.jspecify.annotations.NullMarked;
