@NullMarked
package org.countersign.sales.web;

import org.jspecify.annotations.NullMarked;
