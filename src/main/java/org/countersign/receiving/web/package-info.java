@NullMarked
package org.countersign.receiving.web;

import org.jspecify.annotations.NullMarked;
