@NullMarked
package org.countersign.dispatch.web;

import org.jspecify.annotations.NullMarked;
