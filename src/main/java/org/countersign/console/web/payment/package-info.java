@NullMarked
package org.countersign.console.web.payment;

import org.jspecify.annotations.NullMarked;
