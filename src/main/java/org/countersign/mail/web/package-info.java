@NullMarked
package org.countersign.mail.web;

import org.jspecify.annotations.NullMarked;
