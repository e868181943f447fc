@NullMarked
package org.countersign.console.web.master;

import org.jspecify.annotations.NullMarked;
