@NullMarked
package org.countersign.payment.web;

import org.jspecify.annotations.NullMarked;
