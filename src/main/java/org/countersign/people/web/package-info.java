@NullMarked
package org.countersign.people.web;

import org.jspecify.annotations.NullMarked;
