@NullMarked
package org.countersign.console.web;

import org.jspecify.annotations.NullMarked;
