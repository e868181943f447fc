@NullMarked
package org.countersign.console.web.receiving;

import org.jspecify.annotations.NullMarked;
