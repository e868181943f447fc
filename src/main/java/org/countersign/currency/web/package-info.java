@NullMarked
package org.countersign.currency.web;

import org.jspecify.annotations.NullMarked;
