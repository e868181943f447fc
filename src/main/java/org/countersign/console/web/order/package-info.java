@NullMarked
package org.countersign.console.web.order;

import org.jspecify.annotations.NullMarked;
