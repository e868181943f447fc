@NullMarked
package org.countersign.console.web.partner;

import org.jspecify.annotations.NullMarked;
