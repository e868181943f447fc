@NullMarked
package org.countersign.catalog.web;

import org.jspecify.annotations.NullMarked;
