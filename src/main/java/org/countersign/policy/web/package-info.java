@NullMarked
package org.countersign.policy.web;

import org.jspecify.annotations.NullMarked;
